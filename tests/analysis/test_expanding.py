"""What is to be looked at before a worker's access is expanded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.changes import changes_of
from dashboard.analysis.expanding import activations, expanding
from dashboard.analysis.headline import headline
from dashboard.analysis.not_looked_at import decided_about
from dashboard.analysis.run import run
from dashboard.causes.grouping import templates_of
from dashboard.clearing import Look, clean_up, look_up
from dashboard.deciding import By
from dashboard.errors import NotFound
from dashboard.judging import judge
from dashboard.ledger.decisions import DECIDED, decisions
from dashboard.ledger.ledger import Ledger
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.expanding import ToLookAt, points
from tests.workspaces import import_runs

LATER = (datetime.now(UTC) + timedelta(hours=12)).isoformat()
DECISION = {"action": "unchanged", "evidence": {"sentence": "x"}}
CALL = [{"name": "write", "category": "docs", "ok": True}]


def runs(day: int, *statuses: str, **more: Any) -> list[dict[str, Any]]:
    return [
        {"run_id": f"{day}-{n}", "worker_id": "Ann", "worker": "Ann", "status": status,
         "created_at": f"2026-11-{day:02}T09:{n:02}:00Z", "tools_called": CALL,
         "tool_categories": ["docs", "CRM"], "task_id": f"t{n}"} | more
        for n, status in enumerate(statuses)
    ]  # fmt: skip


def opened(home: Path) -> History:
    history = current(Home(home))
    assert history
    return history


def said(home: Path) -> dict[str, str]:
    return {one.name: one.told for one in pointed(home)}


def pointed(home: Path) -> tuple[ToLookAt, ...]:
    history, made = opened(home), decisions(Ledger(home).entries())
    found = expanding(history, "Ann", decided_about(history, "Ann", made))
    return points(found, changes_of(history, ALL, "Ann"), made, "UTC")


def test_it_counts_from_when_the_worker_was_made_active(tmp_path: Path) -> None:
    made = {"worker_id": "Ann", "changed_at": "2026-11-05T00:00:00Z", "what": "status",
            "old": "draft", "new": "active"}  # fmt: skip
    import_runs(tmp_path, *runs(3, "failed"), *runs(9, "completed", "failed"), changes=[made])
    found = expanding(opened(tmp_path), "Ann")
    assert (found.activated, found.now.runs, found.now.failed) == (True, 2, 1)
    told = said(tmp_path)
    assert told["runs"] == (
        "2 runs, 1 of 2 finished runs failed, since it was made active on 5 Nov 2026."
    )
    assert told["tasks"] == "1 task is still failed."


def test_a_worker_that_was_paused_since_is_not_counted_as_active(tmp_path: Path) -> None:
    made = [
        {"worker_id": "Ann", "changed_at": f"2026-11-{day:02}T00:00:00Z", "what": "status",
         "old": old, "new": new}
        for day, old, new in ((5, "draft", "active"), (8, "active", "paused"))
    ]  # fmt: skip
    import_runs(tmp_path, *runs(3, "failed"), *runs(9, "completed", "failed"), changes=made)
    history = opened(tmp_path)
    assert activations(history, ALL) == {}
    before = ALL.within(None, datetime(2026, 11, 7, tzinfo=UTC))
    assert activations(history, before).keys() == {"Ann"}
    assert said(tmp_path)["runs"].endswith(
        "since its first run on 3 Nov 2026; it is paused since 8 Nov 2026."
    )


@pytest.mark.parametrize("stated", [True, False])
def test_a_category_that_was_allowed_yesterday_is_not_called_unused(
    tmp_path: Path, stated: bool
) -> None:
    """stated: the runs say what they may call; else only a change does."""
    three = ["docs", "CRM", "HRM"]
    told = [] if stated else [
        {"worker_id": "Ann", "changed_at": "2026-11-04T00:00:00Z", "what": "tools",
         "old": "docs, CRM", "new": ", ".join(three)}
    ]  # fmt: skip
    early = {} if stated else {"tool_categories": None}
    late = {"tool_categories": three if stated else None}
    workers = [] if stated else [{"worker_id": "Ann", "worker": "Ann", "tool_categories": three}]
    import_runs(
        tmp_path,
        *runs(3, *["completed"] * 40, **early),
        *runs(4, *["completed"] * 2, **late),
        changes=told,
        workers=workers,
    )
    assert said(tmp_path)["never_called"] == (
        "CRM, in 42 runs. Too early to say of HRM: allowed in fewer than 30 runs."
    )


def test_without_that_change_it_counts_from_the_first_run_and_says_so(tmp_path: Path) -> None:
    import_runs(tmp_path, *runs(3, "completed"))
    told = said(tmp_path)
    assert told["runs"].endswith("first run on 3 Nov 2026: when it was made active is not known.")
    assert told["never_called"] == "Not known by 1 run that says which tools were called: too few."
    assert told["customers"] == "The export does not say who sees its output."
    assert told["verdicts"] == "No change of it is known."
    assert (told["open"], told["decisions"]) == ("No run failed.", "None yet.")


def test_categories_never_called_and_what_customers_may_have_seen(tmp_path: Path) -> None:
    seen = {"output_visibility": "customer"}
    import_runs(
        tmp_path,
        *runs(3, *["completed"] * 30),
        *runs(4, "failed", effects_state="created", **seen),
        *runs(5, "failed", effects_state="none", **seen),
    )
    told = said(tmp_path)
    assert told["never_called"] == "CRM, in 32 runs."
    assert told["customers"] == "What 2 of its 32 runs write is for customers to see."
    assert told["failed_customers"] == "1 wrote something that customers see."


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (["customer"], "What 1 of its 1 run writes is for customers to see."),
        (["customer", "internal"], "What 1 of its 2 runs writes is for customers to see."),
        (["internal"], "The export does not say that customers see what its run writes."),
        (
            ["internal", "unknown"],
            "The export says of none of its 2 runs that customers see what it writes.",
        ),
    ],
)
def test_who_sees_what_it_writes_is_not_that_it_wrote(
    tmp_path: Path, seen: list[str], told: str
) -> None:
    for day, one in enumerate(seen, start=3):
        import_runs(
            tmp_path,
            *runs(day, "completed", output_visibility=one, effects_state="none"),
            name=f"{day}.json",
        )
    assert said(tmp_path)["customers"] == told


def test_what_nobody_looked_at_is_neither_judged_nor_decided_about_nor_cleared(
    tmp_path: Path,
) -> None:
    """Every line opens as many runs as it says; what was decided about a group is told beside."""
    failed = {"error_message": "Timed out", "output_visibility": "customer"}
    import_runs(
        tmp_path,
        *runs(3, *["failed"] * 5, **failed),
        *runs(4, *["failed"] * 2, error_message="Access denied", effects_state="none"),
        *runs(5, "completed", "running"),
    )
    ledger = Ledger(tmp_path)

    def opens() -> dict[str, int]:
        history = opened(tmp_path)
        return {
            one.name: headline(history, one.about).runs
            for one in pointed(tmp_path)
            if one.about and one.page == "trends"
        }

    assert opens() == {
        "runs": 9, "tasks": 3, "never_called": 9, "customers": 5, "failed_customers": 5, "open": 7
    }  # fmt: skip
    told = said(tmp_path)
    assert told["tasks"] == "3 tasks are still failed."
    assert told["failed_customers"] == "Of 5 it is not known."
    assert told["open"] == "7 of 7 failed runs: not judged, not decided about, not cleared."
    assert judge(ledger, opened(tmp_path), "3-0", "good", "", By("Kim"))
    assert clean_up(ledger, opened(tmp_path), ["3-0", "3-1"], "yes", "yes", By("Kim"))
    assert clean_up(ledger, opened(tmp_path), ["3-4"], "no", "no", By("Kim")), "not yet"
    assert look_up(ledger, opened(tmp_path), "3-2", Look("task", "nothing"), "", By("Kim"))
    assert opens()["open"] == 4
    ledger.append(DECIDED, DECISION | {"runs": ["3-3"]})
    assert opens()["open"] == 3
    cause = opened(tmp_path).causes.by_key[run(opened(tmp_path), "4-0").cause.key]
    first = {"cause": "an older key", "templates": templates_of(cause.kinds)}
    ledger.append(DECIDED, DECISION | first)
    some = (
        "3 of 7 failed runs: not judged or cleared; {} of them decided about with others like them."
    )
    assert (opens()["open"], said(tmp_path)["open"]) == (3, some.format(2))
    ledger.append(DECIDED, DECISION | {"worker_id": "Ann", "measure": "stuck"})
    assert said(tmp_path)["open"] == some.format(2), "no failed run is counted of it"
    ledger.append(DECIDED, DECISION | {"worker_id": "Ann"})
    assert (opens()["open"], said(tmp_path)["open"]) == (3, some.format("all"))
    again = runs(6, "failed", error_message="Access denied")[0] | {"created_at": LATER}
    import_runs(tmp_path, again, name="later.json", as_of=LATER)
    assert said(tmp_path)["open"].startswith("4 of 8"), "the cause came again"
    assert "; 3 of them" in said(tmp_path)["open"]


@pytest.mark.parametrize(
    ("about", "decided"),
    [
        ({"cause": True}, 2),
        ({"worker_id": "Ann"}, 2),
        ({"worker_id": "Ann", "measure": "customers"}, 1),
        ({"worker_id": "Bob"}, 0),
    ],
)
def test_a_decision_looks_at_the_runs_of_its_evidence_alone(
    tmp_path: Path, about: dict[str, Any], decided: int
) -> None:
    """Two runs failed in the week that was decided about, one of them before customers' eyes, one
    before it, one after it."""
    failed = {"error_message": "Timed out"}
    for day, statuses in ((3, ["failed"]), (10, ["failed"]), (17, ["failed"])):
        import_runs(tmp_path, *runs(day, *statuses, **failed), name=f"{day}.json")
    seen = runs(11, "failed", **failed, output_visibility="customer")
    import_runs(tmp_path, *seen, name="11.json")
    cause = run(opened(tmp_path), "3-0").cause
    assert cause
    evidence = {
        "sentence": "x", "since": "2026-11-09T00:00:00+00:00", "until": "2026-11-16T00:00:00+00:00"
    }  # fmt: skip
    named = {"cause": cause.key} if "cause" in about else about
    Ledger(tmp_path).append(DECIDED, {"action": "unchanged", "evidence": evidence} | named)
    told = said(tmp_path)["open"]
    assert told.startswith("4 of 4 failed runs: ")
    assert (f"; {decided} of them decided about" in told) == bool(decided)


def test_evidence_begins_with_its_first_moment_and_ends_before_its_last(tmp_path: Path) -> None:
    edges = ("2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z")
    for n, at in enumerate(edges):
        import_runs(tmp_path, *runs(3 + n, "failed", created_at=at), name=f"{n}.json")
    evidence = {"sentence": "x", "since": edges[0], "until": edges[1]}
    Ledger(tmp_path).append(DECIDED, DECISION | {"worker_id": "Ann", "evidence": evidence})
    assert "; 1 of them decided about" in said(tmp_path)["open"]


def test_a_decision_is_about_runs_without_a_time_whenever_it_was_made(tmp_path: Path) -> None:
    timeless = [{k: v for k, v in one.items() if k != "created_at"} for one in runs(3, "failed")]
    import_runs(tmp_path, *timeless)
    Ledger(tmp_path).append(DECIDED, DECISION | {"worker_id": "Ann"})
    assert said(tmp_path)["open"].endswith("; all of them decided about with others like them.")


def test_what_customers_saw_is_told_where_only_its_effects_say_so(tmp_path: Path) -> None:
    effect = {"kind": "comment", "customer_visible": True}
    import_runs(tmp_path, *runs(3, "completed"), *runs(4, "failed", effects=[effect]))
    told = said(tmp_path)
    assert told["customers"] == "The export does not say who sees its output."
    assert told["failed_customers"] == "1 wrote something that customers see."


def test_nobody_of_that_name_is_none(tmp_path: Path) -> None:
    import_runs(tmp_path, *runs(3, "completed"))
    with pytest.raises(NotFound):
        expanding(opened(tmp_path), "Bob")

"""Facts that explain each other are one finding: no runs stand in two."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.changes import all_changes
from dashboard.analysis.review import facts
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import review
from dashboard.analysis.suggestion import of_impact, suggested
from dashboard.ledger.ledger import Ledger
from dashboard.recording import record_change
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.review import also, why
from dashboard.words.review_headline import headline
from dashboard.words.suggestion import suggestion_lines
from tests.workspaces import import_runs, import_sample

MONDAY = datetime.fromisoformat("2026-10-12T00:00:00+00:00")
DENIED = {"status": "failed", "error_message": "Access to the record was denied"}
SEEN = {"output_visibility": "customer"}
AS_OF = "2026-11-16T09:00:00Z"


def run(worker: str, day: int, n: int, **more: Any) -> dict[str, Any]:
    at = MONDAY + timedelta(days=day, hours=n)
    named = {"run_id": f"{worker}-{day}-{n}", "worker": worker, "worker_id": worker.lower()}
    return named | {"created_at": at.isoformat()} | more


def reading(home: Path) -> History:
    held = current(Home(home))
    assert held
    return held


def found(home: Path) -> tuple[Item, ...]:
    return review(reading(home), ALL).items


def test_failed_runs_that_touched_customers_stand_with_their_one_cause(tmp_path: Path) -> None:
    runs = [
        run(worker, 0, n, **SEEN, **(DENIED if n < 3 else {}))
        for worker in ("Ann", "Bob", "Cleo", "Dan")
        for n in range(8)
    ]
    (only,) = found(import_runs(tmp_path / "home", *runs))
    assert only.kinds == (facts.CAUSE, facts.CUSTOMER) and only.customer
    assert only.tier == facts.PRESSING and only.workers == ("ann", "bob", "cleo", "dan")
    assert why(only, "UTC", judged=False) == (
        "12 runs failed, by 4 workers. 12 failed runs may have written something that a customer "
        "sees. By Ann, Bob, Cleo and 1 more worker."
    )


def test_a_cause_of_which_few_runs_touched_customers_is_another_finding(tmp_path: Path) -> None:
    runs = [run("Ann", 0, n, **DENIED) for n in range(6)]
    runs += [run("Bob", 0, n, **(DENIED | SEEN if n < 2 else {})) for n in range(6)]
    kinds = {item.lead.kind: item.lead.worker for item in found(import_runs(tmp_path / "h", *runs))}
    assert kinds == {facts.CUSTOMER: "Bob", facts.CAUSE: ""}


def test_a_cause_that_is_said_to_be_new_is_listed_however_few_runs_made_it_so(
    tmp_path: Path,
) -> None:
    runs = [run("Ann", day, n) for day in range(35) for n in range(10)]
    runs += [run("Ann", day, 10, **DENIED) for day in (15, 22, 30)]
    home = import_runs(tmp_path / "home", *runs, as_of=AS_OF)
    (only,) = found(home)
    assert only.lead.kind == facts.NEW
    assert headline(review(reading(home), ALL), reading(home).about).startswith("1 cause is new")


def test_what_is_new_with_a_new_worker_is_one_finding(tmp_path: Path) -> None:
    old = [run("Ann", day, n) for day in range(35) for n in range(3)]
    new = [
        run("New", day, n, **(DENIED if n == 0 else {})) for day in range(29, 35) for n in range(4)
    ]
    activated = {
        "worker_id": "new",
        "changed_at": (MONDAY + timedelta(days=29)).isoformat(),
        "what": "status",
        "old": "draft",
        "new": "active",
    }
    home = import_runs(tmp_path / "home", *old, *new, changes=[activated], as_of=AS_OF)
    (only,) = [item for item in found(home) if "new" in item.workers]
    assert only.kinds == (facts.NEW, facts.NEWLY)
    assert "It was made active on 10 Nov 2026" in why(only, "UTC", judged=False)


def test_every_kind_of_finding_has_a_smallest_change_or_says_why_none(tmp_path: Path) -> None:
    history = reading(import_sample(tmp_path / "home"))
    told = {
        (item.lead.kind, item.lead.check): " ".join(suggestion_lines(suggested(history, item)))
        for item in review(history, ALL).items
    }
    assert told[facts.CUSTOMER, ""].endswith("look up what those runs wrote, before anybody runs "
                                             "them again.")  # fmt: skip
    assert "read some of them" in told[facts.BAD, ""]
    assert all("Suggested: " in said for (kind, _), said in told.items() if kind != facts.NEW)
    assert "where it comes from is not known yet" in told[facts.NEW, ""]
    assert "pause" not in told[facts.SUSPECT, "format"]


def test_outputs_that_are_suspect_and_seen_by_customers_say_so(tmp_path: Path) -> None:
    items = found(import_sample(tmp_path / "home"))
    customers = {item.check: item.customer for item in items if item.check}
    assert customers["duplicate"] and not customers["format"]


def test_of_tools_that_were_changed_it_is_said_what_to_do_and_not_only_why(tmp_path: Path) -> None:
    history = reading(import_sample(tmp_path / "home"))
    hurt = next(one for one in all_changes(history, ALL).standing if one.change.main.new == "v2")
    edit = replace(hurt.change, changes=(replace(hurt.change.main, what="tools"),))
    assert suggestion_lines(of_impact(replace(hurt, change=edit), facts.PRESSING)) == [
        "Suggested: give it the tools that it had before."
    ]


def test_bad_runs_whose_fault_is_known_point_to_it(tmp_path: Path) -> None:
    runs = [
        run("Ann", 0, n, quality="bad" if n < 4 else "good",
            **({"attributed_to": "input"} if n < 3 else {}))
        for n in range(8)
    ]  # fmt: skip
    history = reading(import_runs(tmp_path / "home", *runs))
    (only,) = review(history, ALL).items
    assert suggestion_lines(suggested(history, only)) == [
        "Suggested: leave unchanged. What it was given was incomplete, not the worker wrong."
    ]


def test_failed_runs_of_no_finding_are_one_so_that_a_list_covers_each(tmp_path: Path) -> None:
    runs = [run("Ann", day, n) for day in range(35) for n in range(10)]
    runs += [run("Ann", 30, n + 10, **DENIED) for n in range(3)]
    runs += [
        run("Bob", 31, n, status="failed", error_message=told)
        for n, told in enumerate(("The stamp is missing", "Timed out after 3 s"))
    ]
    history = reading(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    whole = review(history, ALL)
    (rest,) = [item for item in whole.items if item.lead.kind == facts.OTHERS]
    assert rest == whole.items[-1] and rest.tier == facts.KNOWN
    assert why(rest, "UTC", judged=False).startswith("2 runs of 1 worker failed for 2 causes;")
    covered = {
        row["run_id"]
        for item in whole.items
        for row in history.ask("run_ids", item.lead.about, shown=100)
    }
    failed = history.ask("run_ids", whole.chosen.choosing("outcome", ["failed"]), shown=100)
    assert {row["run_id"] for row in failed} <= covered
    told = {row["run_id"] for row in history.ask("run_ids", rest.lead.about, shown=9)}
    assert told == {"Bob-31-0", "Bob-31-1"}


def of_weeks(worker: str, *, a_day: int = 6, **more: Any) -> list[dict[str, Any]]:
    """Runs of five weeks, each of a task of its own with an output of its own."""
    return [
        run(worker, day, n, task_id=f"{worker} {day} {n}", **(wrote(worker, day, n) | more))
        for day in range(35)
        for n in range(a_day)
    ]


def often_failing(worker: str) -> list[dict[str, Any]]:
    """Runs of five weeks, of which so many fail for one reason that a few more are not unusual."""
    runs = of_weeks(worker, a_day=20)
    for one in runs[::10]:
        one |= {"status": "failed", "error_message": "Timed out after 3 s"}
        one["comment_preview"] = None
    return runs


def wrote(worker: str, day: int, n: int) -> dict[str, Any]:
    return {"comment_preview": f"{worker} has read the letter no. {day}-{n} and filed it."}


def written_again(first: str, *, failed: int, of: int = 5) -> list[dict[str, Any]]:
    """Runs of the last week, and those that wrote the same on their task; so many of the first ones
    failed, for a reason of their own."""
    found = []
    for n in range(of):
        told = {"task_id": f"again {n}"} | wrote(first, 99, n)
        reason = {"status": "failed", "error_message": "The stamp is missing"}
        found.append(run(first, 30, n, **told, **(reason if n < failed else {})))
        found.append(run(first, 31, n, **told))
    for one in found:
        one["run_id"] += "-again"
    return found


@pytest.mark.parametrize(
    ("failed", "kinds"),
    [
        (5, [(facts.NEW, facts.SUSPECT)]),
        (4, [(facts.NEW, facts.SUSPECT)]),
        (3, [(facts.NEW,), (facts.SUSPECT,)]),
        (0, [(facts.SUSPECT,)]),
    ],
)
def test_what_repeats_the_output_of_failed_runs_stands_with_why_they_failed(
    tmp_path: Path, failed: int, kinds: list[tuple[str, ...]]
) -> None:
    runs = [*often_failing("Ann"), *written_again("Ann", failed=failed)]
    items = found(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    assert [item.kinds for item in items if item.kinds != (facts.LONG,)] == kinds
    told = [why(item, "UTC", judged=False) for item in items]
    assert (f"{failed} of them by or after a run that failed" in " ".join(told)) == (failed > 0)


def test_what_failed_on_another_kind_of_record_of_one_id_has_no_part_in_a_repetition(
    tmp_path: Path,
) -> None:
    """Invoice 7 is no deal 7: what was written last on the invoice had worked."""
    runs = of_weeks("Ann")
    for n in range(5):
        invoice = {"record_id": f"R{n}", "record_type": "invoice"} | wrote("Ann", 99, n)
        deal = {"record_id": f"R{n}", "record_type": "deal", "status": "failed"}
        deal |= {"error_message": "The stamp is missing"} | wrote("Ann", 98, n)
        for place, written in enumerate((invoice, deal, invoice)):
            task = {"task_id": f"{place} of {n}"}
            runs.append(run("Ann", 30 + place, n, **task, **written))
            runs[-1]["run_id"] += "-again"
    items = found(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    (repeated,) = [item for item in items if facts.SUSPECT in item.kinds]
    told = why(repeated, "UTC", judged=False)
    assert "5 of 57" in told and "by or after a run that failed" not in told


def test_a_repeated_comment_that_customers_see_asks_for_a_pause(tmp_path: Path) -> None:
    runs = [*of_weeks("Ann", **SEEN), *written_again("Ann", failed=0)]
    runs = [one | SEEN for one in runs]
    history = reading(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    (only,) = review(history, ALL).items
    told = " ".join(suggestion_lines(suggested(history, only)))
    assert "Until that is done: pause worker. Customers see its comment more than once." in told
    assert "customers see" in why(only, "UTC", judged=False)
    assert also(only) == "", "it is said once"


@pytest.mark.parametrize(("bad", "kinds"), [(6, 1), (5, 1), (4, 2)])
def test_runs_that_a_check_finds_and_people_judged_bad_are_one_finding(
    tmp_path: Path, bad: int, kinds: int
) -> None:
    """Six runs of the last week show no output and six were judged bad; so many are both."""
    runs = of_weeks("Ann", quality="good")
    last = runs[-42:]
    for one in last[:6]:
        one["comment_preview"] = None
    for one in last[6 - bad : 12 - bad]:
        one["quality"] = "bad"
    items = found(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    held = [item.kinds for item in items]
    assert held == (
        [(facts.BAD, facts.SUSPECT)] if kinds == 1 else [(facts.BAD,), (facts.SUSPECT,)]
    )
    if kinds == 1:
        assert "Of nearly the same runs 6 of 42" in why(items[0], "UTC", judged=True)


def day_of(one: dict[str, Any]) -> int:
    return (datetime.fromisoformat(one["created_at"]) - MONDAY).days


def hour_of(one: dict[str, Any]) -> int:
    return datetime.fromisoformat(one["created_at"]).hour


PAUSED = {"worker_status": "paused"}


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"status": "failed", "error_message": "Nobody may start this"}, facts.NEW),
        ({"status": "running"}, facts.STUCK),
        ({"comment_preview": None}, facts.SUSPECT),
        ({"quality": "bad"}, facts.BAD),
    ],
)
def test_what_came_while_a_worker_was_paused_stands_with_the_pause(
    tmp_path: Path, more: dict[str, Any], kind: str
) -> None:
    runs = [one | {"quality": "good"} for one in often_failing("Ann")]
    days = {30: PAUSED | more, 29: {}}

    def kinds(home: str) -> list[tuple[str, ...]]:
        """Of the findings, where three runs of some days have these values."""
        few = [
            one | days[day] if (day := day_of(one)) in days and hour_of(one) in range(1, 4) else one
            for one in runs
        ]
        items = found(import_runs(tmp_path / home, *few, as_of=AS_OF))
        return sorted(item.kinds for item in items if item.kinds != (facts.LONG,))

    assert kinds("one") == [(facts.PAUSED, kind)]
    days[29] = more
    assert kinds("two") == sorted([(facts.PAUSED,), (kind,)])


def test_of_several_paused_workers_each_counts_its_own_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ann's runs hung while she was paused, Bob's before that; both are asked of at once."""
    hung = {"status": "running"}
    days = {"Ann": {30: PAUSED | hung}, "Bob": {30: PAUSED, 29: hung}}
    runs = [
        one | more if hour_of(one) in range(1, 4) else one
        for worker in days
        for one in often_failing(worker)
        for more in [days[worker].get(day_of(one), {})]
    ]
    asked: list[str] = []
    ask = History.ask

    def noted(self: History, name: str, *others: Any, **more: Any) -> Any:
        asked.append(name)
        return ask(self, name, *others, **more)

    monkeypatch.setattr(History, "ask", noted)
    items = found(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    paused = {item.lead.worker: item.kinds for item in items if facts.PAUSED in item.kinds}
    assert paused == {"Ann": (facts.PAUSED, facts.STUCK), "Bob": (facts.PAUSED,)}
    assert asked.count("runs_by_worker") == 1


def edited(day: int) -> dict[str, Any]:
    at = (MONDAY + timedelta(days=day)).isoformat()
    told = {"worker_id": "ann", "changed_at": at, "what": "instructions"}
    return told | {"old": "v1", "new": "v2"}


@pytest.mark.parametrize(
    ("edit", "first", "kinds"),
    [
        (28, 28, 1),  # both in the reviewed week
        (22, 28, 1),  # found in the week after the edit
        (14, 28, 2),  # two weeks after it: something else came
        (14, 14, 1),  # ever since it
        (28, 0, 2),  # as often before it
    ],
)
@pytest.mark.parametrize("of", ["check", "judged"])
def test_outputs_that_are_suspect_or_bad_since_a_change_stand_with_it(
    tmp_path: Path, edit: int, first: int, kinds: int, of: str
) -> None:
    runs = [one | {"quality": "good"} for one in of_weeks("Ann", a_day=16)]
    for one in runs:
        if day_of(one) >= first and hour_of(one) < 4:
            one |= {"comment_preview": None} if of == "check" else {"quality": "bad"}
        one["instructions_version"] = "v2" if day_of(one) >= edit else "v1"
    home = import_runs(tmp_path / "home", *runs, changes=[edited(edit)], as_of=AS_OF)
    items = found(home)
    kind = facts.SUSPECT if of == "check" else facts.BAD
    if of == "judged" and first == 14:  # as often as usual by now, and the change tells of them
        assert [item.kinds for item in items] == [(facts.READY,)]
        return
    assert any(kind in item.kinds for item in items)
    together = any({facts.READY, kind} <= {*item.kinds} for item in items)
    assert together == (kinds == 1)


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ({}, "none ever before"),
        ({"ann": 2}, "2 ever before"),
        ({"bob": 2}, "2 ever before by other workers"),
        ({"ann": 1, "bob": 1}, "2 ever before by all workers"),
    ],
)
def test_what_was_ever_before_of_a_new_cause_is_said_of_every_worker(
    tmp_path: Path, before: dict[str, int], told: str
) -> None:
    sealed = {"status": "failed", "error_message": "The ledger is sealed"}
    often = [run(worker, day, n) for worker in ("Ann", "Bob") for day in range(35) for n in (1, 2)]
    earlier = [
        run(worker.title(), 20, 3 + n, **sealed)
        for worker, runs in before.items()
        for n in range(runs)
    ]
    late = [run("Ann", 30, 3 + n, **sealed) for n in range(3 - len(earlier))]
    (new,) = (
        item
        for item in found(import_runs(tmp_path / "home", *often, *earlier, *late))
        if item.lead.kind == facts.NEW
    )
    assert f", {told}." in why(new, "UTC", judged=False)


def test_of_a_cause_that_came_back_all_runs_are_counted_also_where_none_was_fixed(
    tmp_path: Path,
) -> None:
    runs = [
        run(worker, day, n, **(DENIED if n == 1 else {}))
        for worker in ("Ann", "Bob", "Cleo")
        for day in range(35)
        for n in (1, 2)
    ]
    home = import_runs(tmp_path / "home", *runs)
    at, cause = MONDAY + timedelta(days=29), "record-access"
    record_change(Ledger(home), reading(home), "bob", at, "model", old="a", new="b", cause=cause)
    (item,) = (one for one in found(home) if one.cause == cause)
    assert item.lead.kind == facts.CAME_BACK
    assert why(item, "UTC", judged=False) == (
        "21 runs, by 3 workers; it was seen after it was expected to be fixed."
    )

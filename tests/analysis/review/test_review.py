"""The list of the review: on the sample every planted truth stands in it once, under its kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.lifecycle import WEEK
from dashboard.analysis.review import facts
from dashboard.analysis.review.facts import KNOWN, PRESSING, Activity, OfCause, Unended, WhilePaused
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import Review, review
from dashboard.ledger.ledger import Ledger
from dashboard.recording import record_change
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from dashboard.words.review import also, title, why
from dashboard.words.review_headline import headline
from dashboard.words.review_week import six_sentences
from tests.store.conftest import export
from tests.workspaces import import_run_list, import_runs, import_sample

MONDAY = datetime.fromisoformat("2026-10-12T00:00:00+00:00")
AS_OF = "2026-11-16T09:00:00Z"


def of(home: Path, chosen: Filters = ALL) -> Review:
    history = current(Home(home))
    assert history
    return review(history, chosen)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return of(import_sample(tmp_path_factory.mktemp("sample") / "home"))


def about(found: Review, worker: str) -> list[Item]:
    return [item for item in found.items if item.lead.worker == worker]


def test_a_shift_its_week_and_its_cause_are_one_finding_and_the_worst(sample: Review) -> None:
    first, *_ = sample.items
    (only,) = about(sample, "Supplier records")
    assert only == first and only.lead.kind == facts.ABOVE
    assert [fact.key.split()[0] for fact in only.facts] == ["change", "worse", "cause"]
    assert only.cause == "record-access"
    told = why(only, "UTC", judged=False)
    assert "38 of 98 finished runs failed, usually 6; worse since about 8 Nov 2026" in told
    assert "It has 38 of the 51 runs with “Missing access to a record”; it usually has 2.5." in told


def test_an_edit_its_lint_and_its_cause_are_one_finding(sample: Review) -> None:
    (only,) = about(sample, "Invoice follow-up")
    assert only.lead.kind == facts.READY and only.tier == PRESSING
    assert only.cause == "disabled-tool"
    told = why(only, "UTC", judged=False)
    assert "76.7\u00a0% of 374 runs completed" in told and "CRM is not among its tools" in told
    assert only.customer and "may have written something that a customer sees." in told
    assert only.kinds == (facts.READY, facts.CUSTOMER, facts.SUSPECT) and only.check == "duplicate"
    assert "repeated comment, 7 of them by or after a run that failed" in told
    assert also(only) == "Also ◉ may have touched a customer, ? output suspect."


def test_every_other_truth_stands_under_its_kind(sample: Review) -> None:
    (paused,) = about(sample, "Delivery notices")
    assert paused.lead.kind == facts.PAUSED and facts.NEW in paused.kinds
    assert "11 runs came while it was paused" in why(paused, "UTC", judged=False)
    new = [item for item in sample.items if item.lead.kind == facts.NEW]
    assert [item.lead.worker for item in new] == [""]  # of two workers, and of neither’s edit
    assert "14 runs on 14 tasks, none ever before" in why(new[0], "UTC", judged=False)
    outputs = {item.lead.worker: item.lead.check for item in sample.items if item.lead.check}
    assert outputs == {
        "Lead triage": "format",
        "Product texts": "not-visible", "Expense check": "unsourced",
    }  # fmt: skip
    for worker, said in (
        ("Contract summary", "something else changed too"),
        ("Refund desk", "different kinds of work"),
        ("Lead triage", "improved"),
    ):
        (item,) = [one for one in about(sample, worker) if one.lead.kind == facts.READY]
        assert said in why(item, "UTC", judged=False)
    (report,) = about(sample, "Weekly report")
    assert (report.lead.kind, report.cause) == (facts.LONG, "missing-input")
    assert why(report, "UTC", judged=False).endswith(
        " Over 5 weeks, of such runs 19 of 19 had “Trigger: schedule” (68 of 226 of those that "
        "worked) and 0 of 19 had “Context source: docs” (133 of 226 of those that worked)."
    )
    assert "Meeting preparation" in [one.change.worker for one in sample.too_early]


def test_it_is_short_worst_first_and_says_nothing_twice(sample: Review) -> None:
    assert len(sample.items) <= 25
    order = [(item.tier, -item.excess) for item in sample.items if item.tier != KNOWN]
    assert order == sorted(order)
    keys = [fact.key for item in sample.items for fact in item.facts]
    assert len(keys) == len(set(keys))


def test_the_week_is_told_in_six_sentences(sample: Review, tmp_path: Path) -> None:
    history = current(Home(import_sample(tmp_path / "home")))
    assert history
    told = six_sentences(sample, history.about, "Nothing was decided yet.", judged=False)
    assert len(told) == 6
    assert told[0].startswith("877 runs by 12 workers on 9–15 Nov 2026: 83.1\u00a0%")
    assert told[1].startswith("Supplier records (38 failed, usually 6) and Delivery notices")


def test_a_run_list_leads_to_its_causes(tmp_path: Path) -> None:
    home = import_run_list(tmp_path / "home")
    found, history = of(home), current(Home(home))
    kinds = [item.lead.kind for item in found.items]
    assert history and kinds[0] == facts.CAUSE and set(kinds) <= {facts.CAUSE, facts.SUSPECT}
    assert kinds == sorted(kinds)  # causes first
    told = " ".join(six_sentences(found, history.about, "", judged=False))
    assert "too few to rank. Start with the causes." in told and "above usual" not in told


def days_of(worker: str, days: Iterable[int], **more: Any) -> list[dict[str, Any]]:
    return [
        {
            "run_id": f"{worker}-{day}",
            "worker": worker,
            "created_at": (MONDAY + timedelta(days=day, hours=9)).isoformat(),
            **more,
        }
        for day in days
    ]


def test_a_worker_that_fell_silent_one_that_began_and_runs_that_hang(tmp_path: Path) -> None:
    quiet, begun = range(30), range(30, 35)
    first_days = [day for day in range(35) if day % 7 < 3]
    stuck = days_of("Ann", range(31, 33), status="running") + days_of("Ann", range(30))
    runs = [
        *stuck,
        *days_of("Ann", range(33, 35)),
        *days_of("Bob", quiet),
        *days_of("Rests", quiet, worker_status="paused"),
        *days_of("Cleo", begun, status="failed"),
        *days_of("Weekly", range(0, 35, 7)),
        *days_of("Pauses", first_days),
        *days_of("Now", range(35, 36), status="running"),
    ]
    found = of(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    by_kind = {kind: item for item in found.items for kind in item.kinds}
    assert by_kind.keys() >= {facts.SILENT, facts.NEWLY, facts.STUCK}
    silent = by_kind[facts.SILENT].lead
    assert silent.worker == "Bob" and isinstance(silent.seen, Activity)
    assert why(by_kind[facts.SILENT], "UTC", judged=False) == (
        "No run since 10 Nov 2026; usually 7 runs a week."
    )
    assert by_kind[facts.NEWLY].lead.worker == "Cleo"
    assert [item.lead.worker for item in found.items if item.lead.kind == facts.SILENT] == ["Bob"]
    held = by_kind[facts.STUCK].lead
    assert held.worker == "Ann" and isinstance(held.seen, Unended)
    assert (held.seen.runs, held.seen.unseen) == (2, 0)


@pytest.mark.parametrize(
    ("every", "since", "silent"),
    [
        # Every six hours: for more than two days.
        (6, 48, False), (6, 49, True), (6, 57, True),
        # Every day: for more than three times as long as it ever paused.
        (24, 72, False), (24, 73, True), (24, 80, True),
        # Three times a week, and never in this one; as good as three times, or twice.
        (56, 169, True), (84, 169, False),
    ],
)  # fmt: skip
def test_how_long_a_worker_must_not_have_run_to_be_silent(
    tmp_path: Path, every: int, since: int, silent: bool
) -> None:
    """every: hours from one run of Bob to the next; since: from his last to the week's end."""
    end = MONDAY + timedelta(weeks=5)
    ago = range(since, 35 * 24, every)
    bob = [
        {
            "run_id": f"bob {n}",
            "worker": "Bob",
            "created_at": (end - timedelta(hours=n)).isoformat(),
        }
        for n in ago
    ]
    found = of(import_runs(tmp_path / "home", *days_of("Ann", range(36)), *bob, as_of=AS_OF))
    named = [item.lead.worker for item in found.items if item.lead.kind == facts.SILENT]
    assert named == ["Bob"] * silent


def test_a_worker_that_was_made_active_in_the_week_comes_up_though_it_ran_before(
    tmp_path: Path,
) -> None:
    def made(worker: str, day: int, new: str) -> dict[str, str]:
        at = (MONDAY + timedelta(days=day)).isoformat()
        return {"worker_id": worker, "changed_at": at, "what": "status", "old": "x", "new": new}

    found = of(
        import_runs(
            tmp_path / "home",
            *(run | {"worker_id": run["worker"]} for name in ("Ann", "Bob", "Cleo", "Dan", "Eve")
              for run in days_of(name, range(35))),
            changes=[
                made("Ann", 30, "Active"), made("Bob", 20, "active"), made("Cleo", 30, "x"),
                made("Dan", 28, "active"), made("Eve", 35, "active"),  # as the week begins and ends
            ],
            as_of=AS_OF,
        )
    )  # fmt: skip
    item, other = [one for one in found.items if one.lead.kind == facts.NEWLY]
    assert [item.lead.worker, other.lead.worker] == ["Ann", "Dan"]
    assert why(item, "UTC", judged=False) == (
        "It was made active on 11 Nov 2026: 7 finished runs that week, 0 failed."
    )


def test_a_run_that_the_newest_export_shows_no_more_is_not_called_stuck_without_a_word(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    import_runs(
        home, *days_of("Ann", range(33), status="running")[30:], as_of="2026-11-14T20:00:00Z"
    )
    import_runs(home, *days_of("Ann", range(34, 35)), name="later.json", as_of=AS_OF)
    (item,) = [one for one in of(home).items if one.lead.kind == facts.STUCK]
    told = why(item, "UTC", judged=False)
    assert "None of them was seen since 14 Nov 2026: export again." in told


def test_a_run_that_the_newest_export_shows_again_was_seen_then(tmp_path: Path) -> None:
    home, hang = tmp_path / "home", days_of("Ann", range(33), status="running")[30:]
    import_runs(home, *hang, as_of="2026-11-14T20:00:00Z")
    import_runs(home, *hang, *days_of("Ann", range(34, 35)), name="later.json", as_of=AS_OF)
    (item,) = [one for one in of(home).items if one.lead.kind == facts.STUCK]
    assert isinstance(item.lead.seen, Unended)
    assert (item.lead.seen.runs, item.lead.seen.unseen) == (3, 0)


def test_what_had_not_ended_by_a_time_is_counted_whatever_its_word(tmp_path: Path) -> None:
    at, seen = (datetime.fromisoformat(f"2026-11-{day}T09:00:00+00:00") for day in (11, 16))
    early = at - timedelta(days=1)
    runs = [
        {"run_id": word, "worker": "Ann", "status": word, "created_at": early.isoformat()}
        for word in ("queued", "pending", "running", "completed")
    ]
    runs.append(runs[0] | {"run_id": "at that time", "created_at": at.isoformat()})
    history = current(Home(import_runs(tmp_path / "home", *runs, as_of=seen.isoformat())))
    assert history
    (row,) = history.ask("stuck_runs", ALL, newest=seen, before=at)
    assert (row["runs"], row["unseen"], row["oldest"]) == (3, 0, early)


def test_a_worker_of_runs_that_hang_is_called_as_the_newest_of_them_call_it(tmp_path: Path) -> None:
    seen = datetime.fromisoformat("2026-11-16T09:00:00+00:00")
    hang = {"worker_id": "w1", "status": "running"}
    runs = [
        hang | {"run_id": name, "worker": name, "created_at": f"2026-11-{day}T09:00:00Z"}
        for day, name in (("03", "Ann"), ("05", "Anna"), ("04", "Bob"))
    ]
    history = current(Home(import_runs(tmp_path / "home", *runs, as_of=seen.isoformat())))
    assert history
    (row,) = history.ask("stuck_runs", ALL, newest=seen, before=seen)
    assert (row["worker"], row["runs"]) == ("Anna", 3)


def test_the_review_of_an_earlier_week_tells_of_no_run_that_came_long_after_it(
    tmp_path: Path,
) -> None:
    hang = [*days_of("Ann", range(3, 4), status="running")]
    late = days_of("Ann", range(33, 34), status="running")
    home = import_runs(tmp_path / "home", *hang, *days_of("Ann", range(4, 28)), *late, as_of=AS_OF)

    def told(week: int) -> list[int]:
        since = MONDAY + week * WEEK
        items = of(home, ALL.within(since, since + WEEK)).items
        seen = [fact.seen for item in items for fact in item.facts]
        return [one.runs for one in seen if isinstance(one, Unended)]

    assert [told(week) for week in (-3, 0, 3, 4)] == [[], [1], [2], [2]]


def test_failed_runs_that_wrote_where_customers_see_it(tmp_path: Path) -> None:
    wrote = {"effects": [{"kind": "message", "id": "1", "customer_visible": True}]}
    runs = [
        *days_of("Ann", range(33), status="completed"),
        *days_of("Ann", range(33, 34), status="failed", **wrote),
        *days_of("Bob", range(33, 34), status="failed", output_visibility="customer"),
        *days_of("Cleo", range(33, 34), status="failed", comment_preview="For us alone."),
    ]
    found = of(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    told = {
        item.lead.worker: why(item, "UTC", judged=False)
        for item in found.items
        if item.lead.kind == facts.CUSTOMER
    }
    assert told == {
        "Ann": "1 failed run wrote something that a customer may see.",
        "Bob": "1 failed run may have written something that a customer sees.",
    }


@pytest.mark.parametrize(
    ("others", "said"),
    [
        # One of five runs is Bob's: the finding is Ann's, with her numbers alone.
        (1, "Ann: 4 runs of “Timed out”, usually 4, and some in each of the 4 weeks before."),
        # Half are Bob's: it is nobody's.
        (4, "Timed out: 8 runs, usually 8, and some in each of the 4 weeks before, by 2 workers."),
    ],
)
def test_a_cause_of_one_worker_is_told_with_the_numbers_of_that_worker(
    tmp_path: Path, others: int, said: str
) -> None:
    failed = {"status": "failed", "error_message": "timed out"}
    weeks = [range(7 * week, 7 * week + 4) for week in range(5)]
    runs = [run for days in weeks for run in days_of("Ann", days, **failed)]
    runs += [run for days in weeks for run in days_of("Bob", days[:others], **failed)]
    runs += [run | {"run_id": f"ok-{run['run_id']}"} for run in days_of("Bob", range(35))]
    found = of(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    told = [
        f"{title(item)}: {why(item, 'UTC', judged=True)}"
        for item in found.items
        if isinstance(item.lead.seen, OfCause)
    ]
    assert told == [said]


def scored(weeks: list[tuple[int, int]], quality: str | None = "good") -> list[dict[str, Any]]:
    """Completed runs of one worker in weeks up to the reviewed one: per week how many, of which so
    many were judged bad, the others as quality says."""
    found = []
    for week, (runs, bad) in enumerate(weeks):
        monday = MONDAY + timedelta(weeks=5 - len(weeks) + week)
        for n in range(runs):
            at = monday + timedelta(days=n % 5, minutes=n)
            judged = "bad" if n < bad else quality
            run_id = f"{quality}-{week}-{n}"
            found.append(
                {"run_id": run_id, "worker": "Ann", "created_at": at.isoformat(), "quality": judged}
            )
    return found


def bad_runs(found: Review) -> list[tuple[int, str]]:
    """The findings about bad runs: tier and sentence."""
    return [
        (item.tier, why(item, "UTC", judged=True))
        for item in found.items
        if item.lead.kind == facts.BAD
    ]


@pytest.mark.parametrize(
    ("weeks", "tier", "bad", "usual"),
    [
        ([(40, 4)] * 4 + [(40, 20)], PRESSING, "20 of 40", ", usually 4"),
        ([(40, 0)] * 4 + [(40, 5)], PRESSING, "5 of 40", ", usually 0"),
        ([(40, 4)] * 4 + [(40, 5)], KNOWN, "5 of 40", ", usually 4"),
        ([(40, 30)], KNOWN, "30 of 40", ""),
    ],
)  # fmt: skip
def test_runs_that_were_judged_bad_are_a_finding(
    tmp_path: Path, weeks: list[tuple[int, int]], tier: int, bad: str, usual: str
) -> None:
    found = of(import_runs(tmp_path / "home", *scored(weeks), as_of=AS_OF))
    assert bad_runs(found) == [(tier, f"{bad} judged runs were bad{usual}.")]
    (item,) = [one for one in found.items if one.lead.kind == facts.BAD]
    assert item.lead.about.keep == (("outcome", ("bad",)), ("worker", (item.lead.worker_id,)))


def paused_for_three_days(folder: Path, hour: int) -> Path:
    """Ann's runs of 35 days, with a pause that began and ended at that hour."""
    home = import_runs(folder, *days_of("Ann", range(35)), as_of=AS_OF)
    history, ledger = current(Home(home)), Ledger(home)
    assert history
    for day, old, new in ((29, "active", "paused"), (32, "paused", "active")):
        at = MONDAY + timedelta(days=day, hours=hour)
        record_change(ledger, history, "Ann", at, "status", old=old, new=new)
    return home


def test_a_worker_that_was_active_again_has_in_its_finding_the_runs_of_the_pause(
    tmp_path: Path,
) -> None:
    home = paused_for_three_days(tmp_path / "home", hour=1)
    (paused,) = [item.lead for item in of(home).items if item.lead.kind == facts.PAUSED]
    again = current(Home(home))
    assert again and isinstance(paused.seen, WhilePaused) and paused.seen.runs == 3
    assert len(again.ask("run_ids", paused.about, shown=10)) == 3


def test_a_run_made_as_a_worker_is_paused_came_in_the_pause_and_as_it_is_active_again_after_it(
    tmp_path: Path,
) -> None:
    home = paused_for_three_days(tmp_path / "home", hour=9)  # when a run was made, too
    (paused,) = [item.lead.seen for item in of(home).items if item.lead.kind == facts.PAUSED]
    assert isinstance(paused, WhilePaused) and paused.runs == 3
    first, last = (MONDAY + timedelta(days=day, hours=9) for day in (29, 31))
    assert (paused.first, paused.last) == (first, last)


def test_two_pauses_in_one_week_are_two_facts(tmp_path: Path) -> None:
    home = import_runs(tmp_path / "home", *days_of("Ann", range(35)), as_of=AS_OF)
    history, ledger = current(Home(home)), Ledger(home)
    assert history
    for day, old, new in ((28, "active", "paused"), (30, "paused", "active")) * 2:
        at = MONDAY + timedelta(days=day + 3 * (len(ledger.entries()) > 1), hours=1)
        record_change(ledger, history, "Ann", at, "status", old=old, new=new)
    (item,) = [one for one in of(home).items if one.lead.kind == facts.PAUSED]
    keys = [fact.key for fact in item.facts if fact.kind == facts.PAUSED]
    assert len(set(keys)) == 2 and "after paused Ann" in keys, "as it was always called"


def test_a_pause_recorded_by_its_day_is_told_by_that_day(tmp_path: Path) -> None:
    home = import_runs(tmp_path / "home", *days_of("Ann", range(35)), as_of=AS_OF)
    history, at = current(Home(home)), MONDAY + timedelta(days=30)
    assert history
    record_change(Ledger(home), history, "Ann", at, "status", old="active", new="paused")
    (item,) = [one for one in of(home).items if one.lead.kind == facts.PAUSED]
    told = "4 runs came though it was recorded as paused on 11 Nov 2026, the first on 12 Nov 2026"
    assert why(item, "UTC", judged=False).startswith(told)


def test_a_worker_that_was_renamed_has_its_new_name(tmp_path: Path) -> None:
    runs = [
        run | {"worker_id": "7", "worker": "Ann" if n < 160 else "Anna"}
        for n, run in enumerate(scored([(40, 4)] * 4 + [(40, 20)]))
    ]
    found = of(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    assert [item.lead.worker for item in found.items if item.lead.kind == facts.BAD] == ["Anna"]


@pytest.mark.parametrize("weeks", [[(40, 1), (40, 0), (40, 4), (40, 0), (40, 4)], [(40, 0)] * 5])
def test_a_few_bad_runs_now_and_then_are_none(tmp_path: Path, weeks: list[tuple[int, int]]) -> None:
    assert not bad_runs(of(import_runs(tmp_path / "home", *scored(weeks), as_of=AS_OF)))


def test_where_nobody_judged_before_bad_runs_are_not_new(tmp_path: Path) -> None:
    runs = scored([(40, 0)] * 4, quality=None)
    found = of(import_runs(tmp_path / "home", *runs, *scored([(40, 10)]), as_of=AS_OF))
    assert bad_runs(found) == [(KNOWN, "10 of 40 judged runs were bad.")]


@pytest.mark.parametrize("away", [-520, 52])
def test_in_a_period_without_runs_none_of_other_times_is_a_finding(
    tmp_path: Path, away: int
) -> None:
    runs = scored([(40, 4)] * 4 + [(40, 20)])
    failed = days_of("Ann", range(30, 35), status="failed", error_message="Timed out after 30 s")
    history = current(Home(import_runs(tmp_path / "home", *runs, *failed, as_of=AS_OF)))
    assert history
    since = MONDAY + timedelta(weeks=away)
    found = review(history, ALL.within(since, since + timedelta(weeks=1)))
    assert found.now.runs == 0
    assert not {item.lead.kind for item in found.items} & {facts.BAD, facts.SUSPECT, facts.CAUSE}


def test_runs_without_a_time_are_reviewed_for_what_needs_no_order(tmp_path: Path) -> None:
    home, loaded = Home(tmp_path / "home"), MONDAY + timedelta(weeks=5)
    ends = [*[{"quality": "bad"}] * 7, *[{"quality": "good"}] * 3]
    failed = [{"status": "failed", "error_message": "Timed out after 30 s"}] * 4
    placed = {"status": "completed", "created_at": loaded, "time_basis": "import"}
    runs = [
        {"run_id": str(n), "worker_id": "Ann"} | placed | run
        for n, run in enumerate([*ends, *failed])
    ]
    import_export(home, export(*runs), loaded)
    found = of(home.path)
    assert found.window is None
    assert [(item.lead.kind, why(item, "UTC", judged=True)) for item in found.items] == [
        (facts.CAUSE, "4 runs failed: “Timed out”."),
        (facts.BAD, "7 of 10 judged runs were bad."),
    ]


def test_of_a_worker_without_runs_in_the_week_it_is_said_that_it_is_silent(tmp_path: Path) -> None:
    stock = ALL.choosing("worker", ["Stock check"])
    history = current(Home(import_sample(tmp_path / "home")))
    assert history
    found = review(history, stock)
    assert [item.lead.kind for item in found.items] == [facts.SILENT]
    assert headline(found, history.about) == "No runs on 9–15 Nov 2026"
    told = six_sentences(found, history.about, "", judged=True)
    assert told[0] == "No runs on 9–15 Nov 2026." and not any("No worker" in line for line in told)


def test_where_the_last_week_is_empty_all_data_is_reviewed(tmp_path: Path) -> None:
    early, late = days_of("Ann", range(14)), days_of("Ann", range(35, 36))
    found = of(import_runs(tmp_path / "home", *early, *late, as_of=AS_OF))
    assert found.now.runs == 15 and found.window and found.window.since == MONDAY


def test_few_runs_of_each_worker_are_no_good_news(tmp_path: Path) -> None:
    runs = [
        run | {"run_id": f"{run['run_id']}-{name}", "worker": name}
        for name in ("Ann", "Bob")
        for run in days_of("x", range(35))
    ]
    home = import_runs(tmp_path / "home", *runs, as_of=AS_OF)
    found, history = of(home), current(Home(home))
    assert history and not found.weeks.tested
    assert "Too few runs of each worker to say who got worse." in six_sentences(
        found, history.about, "", judged=False
    )
    assert headline(found, history.about).startswith("Nothing new on 9–15 Nov 2026")


def test_of_runs_that_name_no_worker_nothing_is_said_of_workers(tmp_path: Path) -> None:
    runs = [run | {"worker": None} for run in days_of("x", range(35))]
    home = import_runs(tmp_path / "home", *runs, as_of=AS_OF)
    found, history = of(home), current(Home(home))
    assert history
    assert "worker" not in " ".join(six_sentences(found, history.about, "", judged=False))

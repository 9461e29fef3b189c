"""Two sets of runs: what was planted is found, what is chance is not, bad data harms nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qs

import duckdb
import pytest
from scipy.stats import hypergeom

from dashboard.analysis.compare import DID_NOT, WORKED, Comparison, compare
from dashboard.analysis.contrast import Contrast
from dashboard.analysis.rates import Rate, difference
from dashboard.analysis.success import BY_ENDING
from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.dimensions.known import ENDINGS
from dashboard.store.filters.filter_links import parse
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.generations import next_generation
from dashboard.words import compare as compare_words
from tests.workspaces import import_file, import_runs, import_sample, import_text

RUN_LIST = Path(__file__).resolve().parents[2] / "data" / "run-list.csv"
Plant = Callable[[int, bool], dict[str, Any]]


def reading(home: Path) -> History:
    history = current(Home(home))
    assert history is not None
    return history


def planted(home: Path, plant: Plant, runs: int = 600, seed: int = 1) -> Comparison:
    """A comparison over runs of which one in six failed; plant says what a run is given."""
    chance = Random(seed)
    made = []
    for n in range(runs):
        failed = n % 6 == 0
        made.append(
            {
                "run_id": f"r{n}",
                "status": "failed" if failed else "completed",
                "created_at": f"2026-11-{1 + n % 14:02}T{chance.randrange(8, 18):02}:05:00Z",
                "worker_id": chance.choice("abc"),
                "trigger": chance.choice(("schedule", "event", "person")),
                "model": chance.choice(("m1", "m2")),
                "context_sources": ["tasks", *chance.sample(["CRM", "docs", "finance"], 2)],
                "task_title": f"Check {chance.choice(('order', 'invoice', 'deal'))} {n}",
                "error_message": "it failed" if failed else None,
                "comment_preview": None if failed else "done",
                **plant(n, failed),
            }
        )
    return compare(reading(import_runs(home, *made)), ALL)


def by_name(contrasts: Iterable[Contrast]) -> dict[tuple[str, str], Contrast]:
    return {(one.candidate.attribute.name, one.candidate.shown): one for one in contrasts}


def real(answer: Comparison) -> dict[tuple[str, str], Contrast]:
    return by_name(answer.real)


def compared_by(answer: Comparison) -> set[str]:
    """The names of all attributes that were tested."""
    same = [one for contrast in answer.real for one in contrast.same]
    every = [contrast.candidate for contrast in (*answer.real, *answer.others)]
    return {one.attribute.name for one in (*every, *same)}


def compared_values(answer: Comparison) -> list[tuple[str, str]]:
    """Every attribute and value that was tested."""
    same = [one for contrast in answer.real for one in contrast.same]
    every = [contrast.candidate for contrast in (*answer.real, *answer.others)]
    return [(one.attribute.name, one.shown) for one in (*every, *same)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def rare(n: int, failed: bool) -> bool:
    """True for two in three failed runs and one in ten others."""
    return n % 9 < 6 if failed else n % 10 == 3


@pytest.mark.parametrize(
    ("plant", "name", "value", "present"),
    [
        (lambda n, failed: {"trigger": "mail" if rare(n, failed) else "event"},
         "trigger", "mail", True),
        (lambda n, failed: {"context_sources": ["tasks"] if rare(n, failed) else ["tasks", "CRM"]},
         "context", "CRM", False),
        (lambda n, failed: {"tools_called": [{"name": "crm.find"}, {"name": "mail.send"}]
                            if rare(n, failed) else [{"name": "mail.send"}, {"name": "crm.find"}]},
         "before", "crm.find → mail.send", True),
        (lambda n, failed: {"tools_called": [{"name": "crm.find", "ok": not rare(n, failed)}]},
         "tool-error", "crm.find", True),
        (lambda n, failed: {"task_title": f"Prüfe {'Ärger' if rare(n, failed) else 'alles'} {n}"},
         "word", "ärger", True),
        (lambda n, failed: {"region": "north" if rare(n, failed) else "south"},
         "field.region", "north", True),
        (lambda n, failed: {"tokens": 9000 + n if rare(n, failed) else n},
         "tokens", None, True),
        (lambda n, failed: {"created_at": "2026-11-07T09:00:00Z" if rare(n, failed)
                            else "2026-11-04T09:00:00Z"},
         "weekday", "Saturday", True),
        (lambda n, failed: {"created_at": "2026-11-07T02:00:00Z" if rare(n, failed)
                            else "2026-11-07T09:00:00Z"},
         "time-of-day", "00:00 to 04:00", True),
    ],
)  # fmt: skip
def test_what_was_planted_is_found(
    home: Path, plant: Plant, name: str, value: str | None, present: bool
) -> None:
    answer = planted(home, plant)
    every = [one for contrast in answer.real for one in (contrast.candidate, *contrast.same)]
    found = [
        one for one in every
        if one.attribute.name == name and (value is None or one.shown == value)
    ]  # fmt: skip
    assert found, [compare_words.what(one) for one in every]
    if value is not None:
        assert found[0].present is present
        assert not found[0].more_in_a
        assert (found[0].b, found[0].n_b) == (sum(rare(n, True) for n in range(0, 600, 6)), 100)
    assert answer.tested == len(answer.others) + sum(1 + len(one.same) for one in answer.real)


def test_a_number_that_runs_lack_is_none_of_the_lowest(home: Path) -> None:
    answer = planted(home, lambda n, failed: {"tokens": None if rare(n, failed) else 900 + n})
    lacking = real(answer)["tokens", "none given"].candidate
    assert (lacking.b, lacking.n_b) == (sum(rare(n, True) for n in range(0, 600, 6)), 100)
    lowest = [one for one in compared_values(answer) if one[1].startswith("up to ")]
    assert [name for name, _ in lowest] == ["tokens", "task-length"]


def test_the_numbers_are_those_of_the_method(home: Path) -> None:
    answer = planted(home, lambda n, failed: {"trigger": "mail" if rare(n, failed) else "event"})
    one = real(answer)["trigger", "mail"]
    found = one.candidate
    dealt = hypergeom(found.n_a + found.n_b, found.a + found.b, found.n_a)
    assert found.effect == 1.0
    assert one.p == pytest.approx(min(1, 2 * min(dealt.cdf(found.a), dealt.sf(found.a - 1))))
    assert found.risk_ratio == pytest.approx((found.a + 0.5) / 501 / ((found.b + 0.5) / 101))
    assert found.interval[0] < found.risk_ratio < found.interval[1] and one.q >= one.p
    told = compare_words.difference(one, "completed runs", "failed runs")
    assert told == (
        f"Trigger: mail — {compare_words.times(found)} as common among failed runs: "
        f"{found.b} of 100 against {found.a} of 500 completed runs; unlikely to be chance"
    )


def test_what_tells_the_outcome_or_a_single_run_is_no_difference(home: Path) -> None:
    answer = planted(
        home,
        lambda n, failed: {
            "duration_ms": 10 if failed else 99999,
            "quality_reason": "bad" if failed else None,
            "score": 0.0 if failed else 1.0,
            "effects_state": "none" if failed else "created",
            "output_location": None if failed else "comment",
            "exit_code": "1" if failed else "0",
            "log": {"end": "boom" if failed else "fine"},
            "stack": "boom" if failed else None,
            "ticket": f"id-{n}",
        },
    )
    assert {name for name, _ in real(answer)} <= {"worker"}  # dealt so by this seed
    assert answer.outcome_copies == ("exit_code", "stack")
    left_out = {"field.ticket", "duration_ms", "score", "effects_state", "outcome", "quality"}
    assert not compared_by(answer) & left_out


def test_notes_that_tell_the_ending_stand_apart_and_free_text_leads_nothing(home: Path) -> None:
    def plant(n: int, failed: bool) -> dict[str, str]:
        told = "gave up at the limit" if failed else "found the way out at once"
        often = rare(n, failed)
        return {
            "notes": told if n % 7 % 2 else "one of the usual executions",
            "model": "small" if often else "large",
            "remark": "this is a long remark" if often else "this is one of the others",
            "lane": "left" if often else "right",
        }

    answer = planted(home, plant)
    leading, *_ = answer.telling
    assert (leading.candidate.attribute.name, leading.candidate.shown) == ("model", "small")
    assert [one.shown for one in leading.same] == ["left", "this is a long remark"]
    apart = {one.candidate.attribute.name for one in answer.how_they_ended}
    assert "field.notes" in apart and not {"field.remark", "field.lane"} & apart
    assert not any(one.candidate.attribute.name == "field.notes" for one in answer.telling)
    words = [len(one.candidate.shown.split()) > 3 for one in answer.telling]
    assert words == sorted(words), "free text comes after the rest"


def test_real_notes_lead_nothing(shared_data: Path, home: Path) -> None:
    answer = compare(reading(import_file(home, shared_data / "strategies/runs.jsonl")), ALL)
    first = [one.candidate.attribute.name for one in answer.telling[:5]]
    assert first == ["worker", "worker", "record-type", "worker", "record-type"]
    assert {one.candidate.attribute.name for one in answer.how_they_ended} == {"field.notes"}


def test_runs_that_repeat_tasks_count_as_fewer(home: Path) -> None:
    def plant(n: int, failed: bool) -> dict[str, Any]:
        return {"task_id": f"t{n % 60}", "trigger": "mail" if n % 60 < 12 else "event"}

    answer = planted(home, plant)
    every = by_name((*answer.real, *answer.others))
    assert every["trigger", "mail"].candidate.effect > 3
    assert any("count as fewer" in told for told in compare_words.notes(answer, "a", "b"))


def test_sets_may_overlap_be_empty_or_be_chosen_by_anything(home: Path) -> None:
    planted(home, lambda n, failed: {"trigger": "mail" if rare(n, failed) else "event"})
    history = reading(home)
    overlapping = compare(history, ALL, ALL, DID_NOT)
    assert (overlapping.n_a, overlapping.n_b, overlapping.in_both) == (500, 0, 100)
    assert overlapping.tested == 0
    nobody = compare(history, ALL, WORKED, ALL.choosing("worker", ["nobody"]))
    told = compare_words.finding(nobody, "x", "runs of nobody", judged=False)
    assert told == "There are no runs of nobody, so there is nothing to compare."
    few = compare(history, ALL.choosing("model", ["m1"]), ALL, ALL.choosing("model", ["m2"]))
    told = compare_words.finding(few, "all runs", "runs with model m2", judged=False)
    assert "no runs with model m2 among those that the filters leave" in told
    a, b = (ALL.choosing("worker", [name]) for name in "ab")
    workers = compare(history, ALL, a, b)
    assert "worker" not in compared_by(workers)
    caused = compare(history, ALL, WORKED, ALL.choosing("cause", list(history.values_of("cause"))))
    assert (caused.n_a, caused.n_b) == (500, 100)


def test_a_sample_is_told_and_repeats_itself(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(home, lambda n, failed: {"trigger": "mail" if rare(n, failed) else "event"}, runs=3000)
    monkeypatch.setattr("dashboard.analysis.compare.SAMPLE_ABOVE", 1000)
    first = compare(reading(home), ALL, at_most=1000)
    assert first.sampled and 500 < first.counted < 1600
    assert first == compare(reading(home), ALL, at_most=1000)
    assert ("trigger", "mail") in real(first)
    whole = compare(reading(home), ALL, at_most=10_000)
    assert not whole.sampled and whole.counted == 3000


def test_a_sample_is_one_of_the_runs_that_are_drawn_where_these_are_enough(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.analysis.compare.SAMPLE_ABOVE", 100)
    for module in ("together", "drawn"):
        monkeypatch.setattr(f"dashboard.store.derived.{module}.FEWEST_RUNS", 1)
    planted(
        home,
        lambda n, failed: {"trigger": "mail" if rare(n, failed) else "event"},
        runs=3000,
        seed=2,
    )
    history = reading(home)
    sets = WORKED, DID_NOT
    (drawn,) = history.ask("compare_drawn", sides=sets, of=history.drawn)
    sampled = compare(history, ALL, at_most=2 * min(drawn.values()))
    assert (sampled.n_a, sampled.n_b) == (2500, 500)
    assert 2 * min(drawn.values()) <= sampled.counted <= sum(drawn.values()) < 300
    more = compare(history, ALL, at_most=600)
    assert more.counted > sum(drawn.values()), "too few are drawn, so it is one of all"


@pytest.mark.parametrize("status", ["failed", "completed"])
def test_one_sided_and_tiny_exports_say_so(home: Path, status: str) -> None:
    history = reading(import_runs(home, {"run_id": "1", "status": status}))
    answer = compare(history, ALL)
    assert answer.tested == 0 and not answer.real
    assert "nothing to compare" in compare_words.finding(
        answer, "completed runs", "failed runs", judged=False
    )


def test_the_run_list_is_worth_comparing(home: Path) -> None:
    answer = compare(reading(import_file(home, RUN_LIST, zone="Europe/Berlin")), ALL)
    assert {"worker", "time-of-day", "turn"} <= compared_by(answer)


def test_the_sample_shows_where_failures_gather(tmp_path: Path) -> None:
    history = reading(import_sample(tmp_path / "home"))
    found = real(compare(history, ALL.choosing("worker", ["Weekly report"])))
    docs = found["context", "docs"].candidate
    schedule = found["trigger", "schedule"].candidate
    assert docs.present is docs.more_in_a and docs.strength > 1.5
    assert not schedule.more_in_a and schedule.strength > 1.5
    paused = real(compare(history, ALL.choosing("worker", ["Delivery notices"])))
    assert ("worker-status", "paused") in paused


def test_tau_bench_differs_in_the_hand_over_to_people(shared_data: Path, home: Path) -> None:
    answer = compare(reading(import_file(home, shared_data / "tau-bench/gpt-4o-airline.json")), ALL)
    assert (answer.n_a, answer.n_b) == (84, 116)
    every = by_name((*answer.real, *answer.others))
    hand_over = every["called", "transfer_to_human_agents"]
    errors = every["any-tool-error", "any"]
    shown = [(one.candidate.a, one.candidate.b) for one in (hand_over, errors)]
    assert shown == [(35, 13), (9, 27)]
    for one in (hand_over, errors):
        found, d = one.candidate, one.candidate.effect
        n, m = round(84 / d), round(116 / d)
        dealt = hypergeom(n + m, round(found.a / d) + round(found.b / d), n)
        hit = round(found.a / d)
        assert one.p == pytest.approx(min(1, 2 * min(dealt.cdf(hit), dealt.sf(hit - 1))))
    assert hand_over.real and not errors.real


@pytest.mark.slow
def test_shuffled_outcomes_show_no_difference(home: Path) -> None:
    import_sample(home)
    next_generation(Home(home), _newest_only)
    shown = 0
    for seed in range(20):
        next_generation(Home(home), partial(_deal_endings, seed))
        shown += bool(compare(reading(home), ALL).real)
    print(f"{shown} of 20 shuffled copies show a difference")
    assert shown <= 1  # .04 an analysis, as measured for the method


def _newest_only(connection: duckdb.DuckDBPyConnection) -> bool:
    """Keep the newest 3,000 runs: twenty comparisons of them take long enough."""
    connection.execute(
        "DELETE FROM runs WHERE run_id NOT IN"
        " (SELECT run_id FROM runs ORDER BY created_at DESC, run_id LIMIT 3000)"
    )
    return True


def _deal_endings(seed: int, connection: duckdb.DuckDBPyConnection) -> bool:
    """Deal the ways to end among all runs at random, and take away what tells them again."""
    connection.execute(
        """
        CREATE TEMP TABLE dealt AS
        SELECT place.run_id, dealt.status, dealt.outcome
        FROM (SELECT run_id, row_number() OVER (ORDER BY md5(run_id || $seed)) AS n FROM runs) place
        JOIN (SELECT status, outcome, row_number() OVER (ORDER BY run_id) AS n FROM runs) dealt
        USING (n)
        """,
        {"seed": str(seed)},
    )
    connection.execute(
        "UPDATE runs SET status = d.status, outcome = d.outcome, extra = NULL"
        " FROM dealt d WHERE d.run_id = runs.run_id"
    )
    connection.execute("DROP TABLE dealt")
    return True


def test_hostile_values_are_only_values(home: Path) -> None:
    hostile = "'; DROP TABLE runs; -- <b>$x</b>"

    def plant(n: int, failed: bool) -> dict[str, Any]:
        mine = hostile if rare(n, failed) else "plain"
        return {"trigger": mine, "context_sources": [mine], hostile: mine, "$.a": {"deep": [1]}}

    found = real(planted(home, plant))
    assert ("trigger", hostile) in found or any(
        same.shown == hostile for one in found.values() for same in one.same
    )
    json.dumps([one.candidate.shown for one in found.values()])


def two_workers(home: Path, *, judged: tuple[bool, bool] = (True, True)) -> History:
    """Ann's runs fail by access and time-outs more often than Bob's; all start alike."""
    made = []
    for worker, failed, bad, scored in (("Ann", 60, 30, judged[0]), ("Bob", 15, 5, judged[1])):
        for n in range(100):
            message = "Access to the record was denied" if n % 2 else "The request timed out"
            good = "bad" if failed <= n < failed + bad else "good"
            made.append(
                {
                    "run_id": f"{worker}{n}",
                    "worker_id": worker,
                    "status": "failed" if n < failed else "completed",
                    "error_message": message if n < failed else None,
                    "error_type": f"E{n % 2}" if n < failed else None,
                    "quality": good if scored and n >= failed else None,
                    "trigger": ("event", "mail")[n % 2],
                    "exit_code": int(n < failed),
                }
            )
    return reading(import_runs(home, *made))


ANN, BOB = (ALL.choosing("worker", [name]) for name in ("Ann", "Bob"))


def test_workers_are_compared_by_how_their_runs_ended_first(home: Path) -> None:
    history = two_workers(home)
    answer = compare(history, ALL, ANN, BOB)
    rates = answer.rates
    assert (rates.a.s, rates.a.n, rates.b.s, rates.b.n) == (10, 100, 80, 100)
    assert rates.difference == difference(Rate(10, 100), Rate(80, 100)) and rates.differ
    names = [one.candidate.attribute.name for one in answer.real]
    assert names[:2] == ["outcome", "outcome"] and set(names) <= set(ENDINGS)
    assert compared_by(answer) >= {"outcome", "cause", "error-type", "quality", "trigger"}
    assert answer.outcome_copies == ("exit_code",)
    told = compare_words.success(answer, "runs of Ann", "runs of Bob", judged=True)
    assert told.replace("\u00a0", " ") == (
        "Runs of Bob succeeded more often, by 70.0 points (95 %: +58.4 to +78.0 points). "
        "Each by itself: 5.5–17.4 % and 71.1–86.7 % (95 %)."
    )
    told = compare_words.finding(answer, "runs of Ann", "runs of Bob", judged=True)
    assert told.replace("\u00a0", " ") == (
        "10.0 % of 100 finished runs of Ann succeeded, 80.0 % of 100 finished runs of Bob."
    )


@pytest.mark.parametrize("name", ["outcome", "cause", "error-type", "status"])
def test_sides_chosen_by_their_ending_are_not_compared_by_it(home: Path, name: str) -> None:
    history = two_workers(home)
    values = {"outcome": "failed", "status": "failed", "error-type": "E1"}
    named = values.get(name) or next(iter(history.values_of("cause")))
    answer = compare(history, ALL, WORKED, ALL.choosing(name, [named]))
    assert not compared_by(answer) & set(ENDINGS)
    assert answer.rates.withheld == BY_ENDING
    told = compare_words.success(answer, "a", "b", judged=True)
    assert told == "No success rates: these runs are chosen by how they ended."


def test_filters_by_ending_withhold_the_rates_and_keep_the_causes(home: Path) -> None:
    answer = compare(two_workers(home), ALL.choosing("outcome", ["failed"]), ANN, BOB)
    assert answer.rates.withheld == BY_ENDING
    assert "cause" in compared_by(answer) and "outcome" not in compared_by(answer)
    assert answer.causes and not answer.by_ending
    both = (one.choosing("outcome", ["failed"]) for one in (ANN, BOB))
    alike = compare(two_workers(home), ALL, *both)
    assert alike.rates.withheld == BY_ENDING and alike.causes == answer.causes


def test_scores_of_one_side_alone_do_not_make_its_runs_worse(home: Path) -> None:
    answer = compare(two_workers(home, judged=(True, False)), ALL, ANN, BOB)
    assert answer.rates.by_failures
    assert (answer.rates.a.s, answer.rates.b.s) == (40, 85)
    told = compare_words.success(answer, "runs of Ann", "runs of Bob", judged=True)
    assert "completed" in told and "scores don’t cover both sets alike" in told


@pytest.mark.parametrize(("runs", "told"), [(4, True), (5, False)])
def test_rates_of_too_few_runs_are_withheld_and_say_why(home: Path, runs: int, told: bool) -> None:
    made = [{"run_id": f"b{n}", "worker_id": "Bob"} for n in range(30)]
    made += [{"run_id": f"a{n}", "worker_id": "Ann"} for n in range(runs)]
    made += [{"run_id": f"c{n}", "worker_id": "Ann", "status": "running"} for n in range(9)]
    answer = compare(reading(import_runs(home, *made)), ALL, ANN, BOB)
    assert bool(answer.rates.withheld) is told
    assert (
        "only 4 of the runs of Ann have finished"
        in compare_words.success(answer, "runs of Ann", "runs of Bob", judged=False)
    ) is told


def test_rates_that_differ_alone_are_the_finding(home: Path) -> None:
    rows = [
        {
            "run_id": f"{worker}{n}",
            "worker_id": worker,
            "status": "failed" if n % 20 < failed else "completed",
        }
        for worker, failed in (("Ann", 12), ("Bob", 9))
        for n in range(400)
    ]
    answer = compare(reading(import_runs(home, *rows)), ALL, ANN, BOB)
    assert not answer.real and answer.rates.differ
    told = compare_words.finding(answer, "runs of Ann", "runs of Bob", judged=False)
    assert told.replace("\u00a0", " ") == (
        "40.0 % of 400 finished runs of Ann completed, 55.0 % of 400 finished runs of Bob."
    )
    assert compare_words.tested(answer).startswith(
        "Nothing else was found that distinguishes them ("
    )


def test_an_attribute_with_very_many_values_only_identifies(home: Path) -> None:
    rows = [
        {
            "run_id": f"r{n}",
            "status": "failed" if n % 7 == 0 else "completed",
            "worker_id": f"w{n % 201}",
            "lot": f"l{n % 201}",
            "batch": f"b{n % 200}",
            "link": f"https://app.example.com/{n % 40}",
        }
        for n in range(1206)
    ]
    names = compared_by(compare(reading(import_runs(home, *rows)), ALL))
    assert "field.batch" in names and not {"worker", "field.lot", "field.link"} & names


def test_nothing_is_said_of_a_time_that_is_that_of_the_import(home: Path) -> None:
    file = home.parent / "untimed.csv"
    rows = "".join(f"r{n},{'failed' if n % 4 else 'completed'},t{n // 3}\n" for n in range(60))
    file.write_text("run_id,status,task_id\n" + rows, encoding="utf-8")
    mapping = home.parent / "untimed.toml"
    fields = "".join(f'{name} = "{name}"\n' for name in ("run_id", "status", "task_id"))
    mapping.write_text(
        f'name = "x"\n[times]\nwhen_absent = "import"\n[fields]\n{fields}', encoding="utf-8"
    )
    load(Home(home), file, mapping=mapping, answers=Answers(), progress=lambda rows: None)
    answer = compare(reading(home), ALL)
    assert answer.n_a and answer.n_b
    assert not compared_by(answer) & {"time-of-day", "weekday", "turn"}


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("since=2026-10-05&until=2026-10-18", "since=2026-10-19&until=2026-11-01", True),
        ("since=2026-10-05&until=2026-10-11", "since=2026-10-21&until=2026-11-03", True),
        ("since=2026-10-05&until=2026-10-18", "since=2026-10-19&until=2026-11-02", False),
        ("until=2026-10-18", "since=2026-10-19", False),
        ("since=2026-10-19&status=failed", "since=2026-10-19&status=completed", True),
        ("status=failed", "status=completed", True),
    ],
)
def test_weekdays_are_compared_where_periods_hold_each_as_often(
    home: Path, a: str, b: str, told: bool
) -> None:
    """Clocks go back on 25 October in Berlin: the weeks around it are whole ones all the same."""
    day = datetime(2026, 10, 5, 12)
    made = [
        {
            "run_id": f"r{n}",
            "worker": "Ann",
            "status": ("completed", "failed")[n % 3 == 0],
            "created_at": (day + timedelta(days=n % 28)).isoformat(),
        }
        for n in range(28 * 8)
    ]
    lines = "\n".join(map(json.dumps, made))
    history = reading(import_text(home, "runs.ndjson", lines, zone="Europe/Berlin"))
    sets = (parse(parse_qs(one), history.about.zone).followed() for one in (a, b))
    assert ("weekday" in compared_by(compare(history, ALL, *sets))) == told


@pytest.mark.parametrize(("runs", "compared"), [(4, False), (5, True)])
def test_tools_that_five_runs_call_are_compared_by_their_order(
    home: Path, runs: int, compared: bool
) -> None:
    def plant(n: int, failed: bool) -> dict[str, Any]:
        rarely = [{"name": "crm.find"}] if n < runs else []
        return {"tools_called": [*rarely, {"name": "mail.send"}]}

    tested = compared_values(planted(home, plant))
    assert (("before", "crm.find → mail.send") in tested) == compared

"""What people say of runs: each one word a run, the newest holds, and no rate reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.compare import compare
from dashboard.analysis.headline import headline
from dashboard.analysis.review.review import review
from dashboard.analysis.workers import workers
from dashboard.deciding import By
from dashboard.errors import FilterInvalid, LedgerUnusable, NotFound
from dashboard.judging import judge, take_back
from dashboard.ledger.judgements import JUDGED, by_run, contested, judgements, verdict_words
from dashboard.ledger.ledger import Ledger
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.judgements import differing_words
from tests.workspaces import import_runs, import_steady_runs


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(import_runs(tmp_path / "home", {"run_id": "a"}, {"run_id": "b"}))


def now(home: Home) -> History:
    held = current(home)
    assert held
    return held


def say(
    home: Home, run_id: str, verdict: str, why: str = "", who: str = "", form: str = ""
) -> bool:
    return judge(Ledger(home.path), now(home), run_id, verdict, why, By(who, form))


def held(home: Home) -> dict[str, tuple[str, str, str]]:
    said = by_run(judgements(Ledger(home.path).entries()))
    return {run: (one.verdict, one.why, one.who) for run, one in said.items()}


def test_the_newest_word_holds_and_each_person_has_one(home: Home) -> None:
    assert say(home, "a", "bad", who="Ann") and say(home, "a", "bad", "input", who="Ann")
    assert not say(home, "a", "bad", "input", who="Ann"), "it says nothing new"
    assert say(home, "a", "good", who="Bob")
    assert held(home) == {"a": ("good", "", "Bob")}
    assert [one.who for one in judgements(Ledger(home.path).entries())] == ["Ann", "Bob"]


BAD_INPUT, BAD_WORKER = ("bad", "input"), ("bad", "worker")
GOOD, BAD = ("good", ""), ("bad", "")


@pytest.mark.parametrize(
    ("words", "differ"),
    [
        ([GOOD, GOOD], False),
        ([GOOD, BAD], True),
        ([BAD_INPUT, GOOD], True),
        ([BAD_INPUT, BAD_WORKER], True),
        ([BAD, BAD_WORKER], False),
        ([BAD_WORKER, BAD, BAD_WORKER], False),
        ([GOOD, GOOD, BAD], True),
    ],
)
def test_what_several_people_say_is_kept_and_told_where_it_differs(
    home: Home, words: list[tuple[str, str]], differ: bool
) -> None:
    for who, (verdict, why) in zip(("Ann", "Bob", "Cleo"), words, strict=False):
        say(home, "a", verdict, why, who)
    found = judgements(Ledger(home.path).entries())
    assert [(one.verdict, one.why) for one in found] == words
    assert ("a" in contested(found)) == differ == bool(differing_words(found))
    assert held(home)["a"][:2] == words[-1], "the later word counts"
    if differ:
        assert verdict_words(*words[-1]) in differing_words(found)


def test_what_is_taken_back_does_not_bring_an_earlier_word_back(home: Home) -> None:
    say(home, "a", "bad", who="Bob")
    say(home, "a", "good", who="Ann")
    say(home, "a", "bad", "worker", who="Ann")
    assert take_back(Ledger(home.path), "a", "Ann")
    assert held(home) == {"a": ("bad", "", "Bob")}
    with pytest.raises(NotFound, match="Ann says nothing"):
        take_back(Ledger(home.path), "a", "Ann")
    assert say(home, "a", "bad", "worker", who="Ann"), "it can be said anew"


def test_a_form_that_is_sent_twice_is_written_once(home: Home) -> None:
    assert say(home, "a", "bad", form="one click")
    assert say(home, "a", "good", form="another")
    assert not say(home, "a", "bad", form="one click"), "a reload sends it again"
    assert held(home) == {"a": ("good", "", "")}


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("gone", "good", ""), NotFound),
        (("a", "fair", ""), FilterInvalid),
        (("a", "good", "worker"), FilterInvalid),
        (("a", "bad", "mood"), FilterInvalid),
    ],
)
def test_what_is_no_judgement_is_refused(
    home: Home, words: tuple[str, str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        say(home, *words)
    assert held(home) == {}


def test_runs_are_chosen_by_it_at_once(home: Home) -> None:
    def count(**chosen: str) -> int:
        filters = ALL
        for name, value in chosen.items():
            filters = filters.choosing(name.replace("_", "-"), [value])
        return int(now(home).ask("how_many", filters)[0]["runs"])

    assert count(judged="bad") == 0
    say(home, "a", "bad", "input")
    assert (count(judged="bad"), count(judged_why="input"), count(judged="good")) == (1, 1, 0)
    assert now(home).ask("how_many", ALL.choosing("judged", ["bad"], drop=True))[0]["runs"] == 1
    assert list(now(home).values_of("judged")) == ["bad"]
    take_back(Ledger(home.path), "a", "")
    assert count(judged="bad") == 0


def test_no_rate_reads_it(tmp_path: Path) -> None:
    home = Home(import_steady_runs(tmp_path / "home"))
    week = Filters(now(home).about.first, now(home).about.last)

    def told() -> list[Any]:
        history = now(home)
        rates = [review(history, week), workers(history, week), headline(history, ALL)]
        return [*rates, compare(history, ALL)]

    before = told()
    for n in range(12):
        say(home, f"Ann-{n}-1", "bad", "worker")
        say(home, f"Bob-{n}-0", "good")
    assert told() == before


@pytest.mark.parametrize(
    "about",
    [{}, {"run": 7, "verdict": "bad", "why": ""}, {"run": "a", "verdict": "good", "why": "input"}],
)
def test_an_entry_that_is_not_understood_is_told(home: Home, about: dict[str, object]) -> None:
    Ledger(home.path).append(JUDGED, about)
    with pytest.raises(LedgerUnusable, match="Entry 1 "):
        current(home)


def test_a_judgement_holds_until_its_run_ends_otherwise_or_shows_another_output(
    tmp_path: Path,
) -> None:
    def load(as_of: str, **fields: Any) -> Home:
        run = {"run_id": "a", "comment_preview": "Invoice 4 is open."} | fields
        return Home(import_runs(tmp_path / "home", run, as_of=f"2026-11-{as_of}T10:00:00Z"))

    home = load("17")
    assert say(home, "a", "bad", who="Ann")
    assert len(now(load("18", model="m2")).judgements) == 1, "what it says is the same"
    home = load("19", comment_preview="Invoice 4 is paid.")
    assert now(home).judgements == () and held(home), "it stands in the ledger"
    assert not headline(now(home), ALL.choosing("judged", ["bad"])).runs
    assert say(home, "a", "bad", who="Ann") and not say(home, "a", "bad", who="Ann")
    assert headline(now(home), ALL.choosing("judged", ["bad"])).runs == 1


def test_a_judgement_that_does_not_say_how_its_run_was_holds(home: Home) -> None:
    Ledger(home.path).append(JUDGED, {"run": "a", "verdict": "bad", "why": ""}, who="Ann")
    assert [one.run_id for one in now(home).judgements] == ["a"]
    assert not say(home, "a", "bad", who="Ann"), "it says nothing new"

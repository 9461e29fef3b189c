"""Kinds of entries: what is known, what changes answers, and what can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.causes.marks import NAMED
from dashboard.errors import LedgerUnusable, NotFound
from dashboard.ledger.changes import AIMED, RECORDED
from dashboard.ledger.clearances import CLEANED
from dashboard.ledger.decisions import DECIDED, DONE, POSTPONED
from dashboard.ledger.entries import UNDONE, Entry
from dashboard.ledger.judgements import JUDGED
from dashboard.ledger.kinds import EntryKind
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.undoing import undo
from dashboard.store.reading import said
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.workspaces import import_runs

NAME = {"cause": "time-out", "templates": [], "name": "Slow"}


def _text(entry: Entry) -> object:
    return entry.about["text"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A workspace with one run, in which notes are a kind of entry that says nothing of runs."""
    monkeypatch.setitem(
        said.KINDS, "noted", EntryKind("noted", _text, lambda _entry, _zone: "noted")
    )
    return Home(import_runs(tmp_path / "home", {"run_id": "1"}))


def test_an_entry_that_says_nothing_of_runs_leaves_answers_as_they_are(home: Home) -> None:
    ledger, before = Ledger(home.path), current(home)
    ledger.append("noted", {"text": "a note"})
    assert before and current(home) is before
    assert undo(ledger, 1) and current(home) is before
    ledger.append(NAMED, NAME)
    named = current(home)
    assert named and named.identity != before.identity
    assert [entry.kind for entry in named.entries] == [NAMED]
    assert undo(ledger, 3)
    taken_back = current(home)
    assert taken_back and [entry.kind for entry in taken_back.entries] == [NAMED, UNDONE]


@pytest.mark.parametrize(
    ("kind", "about"), [("foretold", {}), ("noted", {}), (NAMED, {"cause": 7})]
)
def test_what_this_version_does_not_understand_is_refused_by_its_number(
    home: Home, kind: str, about: dict[str, object]
) -> None:
    Ledger(home.path).append(kind, about)
    with pytest.raises(LedgerUnusable, match=f"Entry 1 .*{kind}.* doesn’t understand"):
        current(home)


PAUSED = {"runs": ["a"], "action": "pause", "evidence": {"sentence": "x"}}
LESS = {"measure": "bad", "before": 2, "after": 1, "by": "2026-01-01"}
TIME = "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        *(
            (DECIDED, PAUSED | odd)
            for odd in (
                {"runs": [["a"]]}, {"runs": "abc"}, {"runs": {"a": 1}}, {"runs": [None]},
                {"runs": 5}, {"templates": [["a"]]}, {"items": [{"a": 1}]}, {"due": ["x"]},
                {"action": ["pause"]}, {"evidence": []}, {"checklist": {"a": 1}},
                {"evidence": {"sentence": "x", "runs": "many"}},
                {"evidence": {"sentence": "x", "since": "2026-01-01"}},
                {"expected": LESS | {"before": "nan"}}, {"expected": LESS | {"by": 5}},
            )
        ),
        (POSTPONED, PAUSED | {"until": "2026-01-01", "reason": "", "runs": [["a"]]}),
        (DONE, {"decision": [1], "at": TIME}),
        (DONE, {"decision": 1, "at": "2026-01-01"}),
        (RECORDED, {"decision": [1], "worker_id": "w", "at": TIME, "what": "model"}),
        (RECORDED, {"worker_id": "w", "at": "2026-01-01", "what": "model"}),
        (AIMED, {"worker_id": "w", "at": 5, "cause": "c"}),
        (JUDGED, {"run": ["a"], "verdict": "good", "why": ""}),
        (CLEANED, {"runs": "abc", "cleaned": "yes", "told": "no"}),
        (UNDONE, {"entry": [1]}),
    ],
)  # fmt: skip
def test_an_odd_entry_is_refused_before_anything_is_read_of_it(
    kind: str, about: dict[str, object]
) -> None:
    odd = Entry(1, datetime(2026, 1, 1, tzinfo=UTC), "", kind, about)
    with pytest.raises(LedgerUnusable, match=r"Entry 1 .* doesn’t understand"):
        said.said(said.understood([odd]))


def test_an_entry_is_taken_back_once_and_what_takes_back_stays(home: Home) -> None:
    ledger = Ledger(home.path)
    ledger.append("noted", {"text": "a note"})
    assert undo(ledger, 1, "Kim") and not undo(ledger, 1)
    assert [(entry.kind, entry.who) for entry in ledger.entries()] == [
        ("noted", ""),
        (UNDONE, "Kim"),
    ]
    for number in (2, 77):
        with pytest.raises(NotFound, match=f"Entry {number} "):
            undo(ledger, number)

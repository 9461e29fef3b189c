"""Kinds of entries: what is known, what changes answers, and what can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.causes.marks import NAMED
from dashboard.errors import LedgerUnusable, NotFound
from dashboard.ledger.entries import UNDONE, Entry
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

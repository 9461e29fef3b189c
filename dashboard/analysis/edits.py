"""Edits of instructions: both texts, what differs, and what the new one asked for in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis.change_log import Change
from dashboard.analysis.pair import Piece, too_long, word_diff
from dashboard.analysis.setups import setups
from dashboard.analysis.worker import Configuration, configurations
from dashboard.lint.finding import Finding
from dashboard.lint.lint import lint
from dashboard.lint.setup import Setup
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of which a text is known; old, new: "" where it is not. findings: what the new text
    asked for that the worker lacked then; past: whether the worker is set up differently now."""

    change: Change
    old: str
    new: str
    findings: tuple[Finding, ...]
    past: bool

    @property
    def both(self) -> bool:
        """Whether both texts are known."""
        return bool(self.old and self.new)

    @property
    def same(self) -> bool:
        """Whether the text stayed the same, whatever it is called."""
        return self.both and self.old == self.new

    @property
    def whitespace_only(self) -> bool:
        """Whether nothing but white space differs."""
        return self.both and not self.same and self.old.split() == self.new.split()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What was kept, removed and added, word by word; () unless both texts are known."""
        return word_diff(self.old, self.new) if self.both and not self.same else ()

    @property
    def cut(self) -> bool:
        """Whether the texts are so long that pieces hold only their beginnings."""
        return too_long(self.old, self.new)


def edits(history: History, log: Sequence[Change]) -> tuple[Edit, ...]:
    """The edits among changes of which a text is known, in the order given."""
    held = _texts(history, log)
    edited = [change for change, _ in held]
    now = configurations(history, list({change.worker_id for change in edited}))
    then = setups(
        history, [change.worker_id for change in edited], [change.at for change in edited]
    )
    return tuple(
        _edit(change, row, setup, now) for (change, row), setup in zip(held, then, strict=True)
    )


def whitespace_only(history: History, log: Sequence[Change]) -> frozenset[Change]:
    """The edits among changes by which no word changed, only the white space around words."""
    found = (
        Edit(change, row["old_text"], row["new_text"], (), past=False)
        for change, row in _texts(history, log)
    )
    return frozenset(edit.change for edit in found if edit.whitespace_only)


def _texts(history: History, log: Sequence[Change]) -> list[tuple[Change, Row]]:
    """The edits among changes of which a text is known, with their rows of edit_texts.sql."""
    edited = [change for change in log if change.what == "instructions"]
    if not edited:
        return []
    rows = history.ask(
        "edit_texts",
        entries=[change.entry for change in edited],
        old_ids=[change.old_id for change in edited],
        new_ids=[change.new_id for change in edited],
    )
    return [(edited[row["number"]], row) for row in rows]


def _edit(change: Change, row: Row, setup: Setup, now: dict[str, Configuration]) -> Edit:
    old, new = row["old_text"], row["new_text"]
    present = now[change.worker_id].setup if change.worker_id in now else setup
    findings = lint(new, setup, old) if new else ()
    return Edit(change, old, new, findings, past=setup.means != present.means)

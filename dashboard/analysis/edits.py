"""Edits of instructions: both texts, what differs, and what the new one asks for in vain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis.change_log import Change, changes
from dashboard.analysis.lint import Finding, Setup, lint
from dashboard.analysis.pair import Piece, too_long, word_diff
from dashboard.analysis.worker import Configuration
from dashboard.store.filters import Filters
from dashboard.store.history import History, Row


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of which a text is known; old, new: "" where it is not. findings: what the new text
    asks for that the worker can't do, and where it contradicts itself."""

    change: Change
    old: str
    new: str
    findings: tuple[Finding, ...]

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
    found = [_edit(change, row) for change, row in _texts(history, log)]
    return tuple(it for it in found if it.old or it.new)


def whitespace_only(history: History, log: Sequence[Change]) -> frozenset[Change]:
    """The edits among changes by which no word changed, only the white space around words."""
    found = (
        Edit(change, row["old_text"] or "", row["new_text"] or "", ())
        for change, row in _texts(history, log)
    )
    return frozenset(it.change for it in found if it.whitespace_only)


def _texts(history: History, log: Sequence[Change]) -> list[tuple[Change, Row]]:
    """The edits among changes with their rows of edit_texts.sql, in one question."""
    edited = [it for it in log if it.what == "instructions"]
    if not edited:
        return []
    rows = history.ask(
        "edit_texts",
        workers=[it.worker_id for it in edited],
        times=[it.at for it in edited],
        entries=[it.entry for it in edited],
        old_ids=[it.old_id for it in edited],
        new_ids=[it.new_id for it in edited],
    )
    return [(edited[row["number"]], row) for row in rows]


def flagged(history: History, filters: Filters) -> tuple[Edit, ...]:
    """The newest edit of each worker within the period, where the lint finds something; newest
    first. It needs no run since: an edit is told before a run fails by it."""
    newest: dict[str, Change] = {}
    for change in changes(history, filters):
        if change.what == "instructions":
            newest[change.worker_id] = change
    found = edits(history, sorted(newest.values(), key=lambda it: it.at, reverse=True))
    return tuple(it for it in found if it.findings)


def findings_now(now: Configuration) -> tuple[Finding, ...]:
    """What a worker's present instructions ask for that its present set-up doesn't give it."""
    setup = Setup(now.tool_categories, now.context_sources, now.output_mode)
    return lint(now.instructions_text, setup) if now.instructions_text else ()


def _edit(change: Change, row: Row) -> Edit:
    old, new = row["old_text"] or "", row["new_text"] or ""
    tools, sources = row["tool_categories"], row["context_sources"]
    setup = Setup(
        None if tools is None else tuple(tools),
        None if sources is None else tuple(sources),
        row["output_mode"],
    )
    return Edit(change, old, new, lint(new, setup, old) if new else ())

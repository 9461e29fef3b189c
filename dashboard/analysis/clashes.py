"""What a change made instructions ask for in vain, or ended, by words and set-up alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.analysis.change_log import Change, Together
from dashboard.analysis.edits import Edit
from dashboard.analysis.setups import Names, setups, texts_in_force, written_names
from dashboard.lint.finding import SOURCE, TOOL, Finding
from dashboard.lint.lint import lint
from dashboard.lint.setup import Setup
from dashboard.store.reading.history import History

ADDED, SAYS, TAKEN, DROPPED, GRANTED = "added", "says", "taken", "dropped", "granted"
"""How a change brought or ended it: the edit added the sentence; its text says so, and the text
before is not known; what the sentence asks for was taken away; the edit dropped the sentence; what
it asks for was granted."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a worker was told and how it was set up; text: None if that is not known."""

    text: str | None
    setup: Setup

    def asks(self) -> dict[tuple[str, str], list[Finding]]:
        """What it asked for in vain, by kind and subject."""
        found: dict[tuple[str, str], list[Finding]] = {}
        for finding in lint(self.text or "", self.setup):
            found.setdefault((finding.kind, finding.subject), []).append(finding)
        return found


@dataclass(frozen=True, slots=True)
class Clash:
    """What a change brought or ended, before its runs are counted. lacking: the set-up of those
    who lacked it."""

    how: str
    change: Change
    findings: list[Finding]
    lacking: Setup


def clashes(
    history: History, groups: Sequence[Together], edited: Sequence[Edit]
) -> list[list[Clash]]:
    """What each change brought or ended, mostly nothing. edited: the edits among the changes whose
    text is known."""
    return [
        list(_clashes(group, *around)) if around else []
        for group, around in zip(groups, _states(history, groups, edited), strict=True)
    ]


def _states(
    history: History, groups: Sequence[Together], edited: Sequence[Edit]
) -> list[tuple[_State, _State] | None]:
    """What held before and after each change; None of those that changed nothing of it."""
    asked = [n for n, group in enumerate(groups) if {*group.what} & {"instructions", *_LISTS}]
    workers, times = [groups[n].worker_id for n in asked], [groups[n].at for n in asked]
    held: list[tuple[_State, _State] | None] = [None for _ in groups]
    known = {edit.change: edit for edit in edited}
    set_up, told = setups(history, workers, times), texts_in_force(history, workers, times)
    for n, setup, text in zip(asked, set_up, told, strict=True):
        held[n] = _around(groups[n], known, setup, text)
    return held


_LISTS = {"tools": "tool_categories", "context": "context_sources"}
"""What a change names, and what a set-up calls it."""


def _around(
    group: Together, known: dict[Change, Edit], setup: Setup, text: str
) -> tuple[_State, _State]:
    """A change changes what it says, and nothing else. setup, text: as they were from it on."""
    before, after = _State(text or None, setup), _State(text or None, setup)
    for what, name in _LISTS.items():
        if own := [change for change in group.changes if change.what == what]:
            was, now = written_names(own[0].old, own[-1].new)
            now = getattr(setup, name) if now is None else now
            before = replace(before, setup=_with(before.setup, what, was))
            after = replace(after, setup=_with(after.setup, what, now))
    if own := [change for change in group.changes if change.what == "instructions"]:
        old, new = known.get(own[0]), known.get(own[-1])
        before = replace(before, text=old.old or None if old else None)
        after = replace(after, text=new.new or None if new else None)
    return before, after


def _with(setup: Setup, what: str, names: Names | None) -> Setup:
    """A set-up with another list of tools, or of context sources."""
    if what == "tools":
        return replace(setup, tool_categories=names)
    return replace(setup, context_sources=names)


def _clashes(group: Together, before: _State, after: _State) -> Iterator[Clash]:
    """What instructions asked for in vain on one side of a change only."""
    if after.text is None:
        return
    was, now = before.asks(), after.asks()
    edit = next((one for one in group.changes[::-1] if one.what == "instructions"), None)
    for about, findings in now.items():
        if about in was or not is_known(about[0], before.setup):
            continue
        if edit and before.text is None:
            yield Clash(SAYS, edit, findings, after.setup)
        elif edit and about not in _State(before.text, after.setup).asks():
            yield Clash(ADDED, edit, findings, after.setup)
        elif change := _of_setup(group, about[0]):
            yield Clash(TAKEN, change, findings, after.setup)
    for about, findings in was.items():
        if about in now or not is_known(about[0], after.setup):
            continue
        if edit and about not in _State(after.text, before.setup).asks():
            yield Clash(DROPPED, edit, findings, before.setup)
        elif change := _of_setup(group, about[0]):
            yield Clash(GRANTED, change, findings, before.setup)


def is_known(kind: str, setup: Setup) -> bool:
    """Whether a set-up says what the worker has of a kind."""
    names = setup.context_sources if kind == SOURCE else setup.tool_categories
    return names is not None or kind not in (SOURCE, TOOL)


def _of_setup(group: Together, kind: str) -> Change | None:
    """The change of a set-up by which something of a kind was taken or granted."""
    things = ("context", "tools") if kind == SOURCE else ("tools",)
    own = [
        change
        for thing in things
        for change in group.changes
        if change.what == thing and change.how != "beside"
    ]
    return own[-1] if own else None

"""What a change made instructions ask for in vain, or ended, with the runs that failed for it.

It joins what the words of the instructions say (lint), what the change was, and the errors of the
runs around it, where all three name the same thing. Where they don't, nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.analysis.asked import present_asks
from dashboard.analysis.change_log import Change, Together
from dashboard.analysis.edits import Edit
from dashboard.analysis.impact import Impact
from dashboard.analysis.setups import Names, setups, texts_in_force, written_names
from dashboard.causes.grouping import NO_REASON, Causes
from dashboard.lint.finding import SOURCE, TOOL, Finding
from dashboard.lint.lint import lacked, lint
from dashboard.lint.setup import Setup
from dashboard.store.filters import Filters
from dashboard.store.history import History
from dashboard.store.reader import Row

ADDED, SAYS, TAKEN, DROPPED, GRANTED = "added", "says", "taken", "dropped", "granted"
"""How a change brought or ended it: the edit added the sentence; its text says so, and the text
before is not known; what the sentence asks for was taken away; the edit dropped the sentence; what
it asks for was granted."""
ORIGINS = {SOURCE: ("tool access", "context")}
"""Where the problem of a run must come from, if not from tool access alone."""
LETTERS = 2_000
"""Of an error that are looked at."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that instructions ask for in vain since a change, or did until it.

    how: one of those above; finding: what is asked for, in which words, and what the worker has
    instead; sentences: how many ask for it; before, after: failed runs of which the error names it;
    error: what most of them say, "" where only the calls that failed in them name it; now: whether
    the present instructions and set-up show it, None where the present text is not known.
    """

    how: str
    change: Change
    finding: Finding
    sentences: int
    before: int
    after: int
    error: str
    now: bool | None

    @property
    def ended(self) -> bool:
        """Whether the change ended it."""
        return self.how in (DROPPED, GRANTED)


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
class _Clash:
    """What a change brought or ended, before its runs are counted. lacking: the set-up of those
    who lacked it."""

    how: str
    change: Change
    findings: list[Finding]
    lacking: Setup


def lacks(
    history: History, filters: Filters, found: Sequence[Impact], edited: Sequence[Edit]
) -> tuple[tuple[Lack, ...], ...]:
    """What each change brought or ended of the kind, most runs first; mostly nothing.

    filters: choose runs, not changes; edited: the edits among the changes whose text is known.
    """
    states = _states(history, [impact.change for impact in found], edited)
    clashes = [
        list(_clashes(impact.change, *around)) if around else []
        for impact, around in zip(found, states, strict=True)
    ]
    if not any(clashes):
        return tuple(() for _ in found)
    own = [n for n, mine in enumerate(clashes) if mine]
    rows = _errors(history, filters, [found[n] for n in own])
    workers = sorted({found[n].change.worker_id for n in own})
    present = present_asks(history, filters.of_any_ending().choosing("worker", workers))
    told: list[tuple[Lack, ...]] = [() for _ in found]
    for place, n in enumerate(own):
        asked = present.get(found[n].change.worker_id)
        now = None if asked is None else {(one.kind, one.subject) for one in asked.findings}
        mine = [row for row in rows if row["change"] == place]
        counted = (_counted(clash, mine, history.causes, now) for clash in clashes[n])
        joined = [lack for lack in counted if _joins(lack, found[n])]
        told[n] = tuple(sorted(joined, key=lambda lack: -max(lack.before, lack.after)))
    return tuple(told)


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


def _clashes(group: Together, before: _State, after: _State) -> Iterator[_Clash]:
    """What instructions asked for in vain on one side of a change only."""
    if after.text is None:
        return
    was, now = before.asks(), after.asks()
    edit = next((one for one in group.changes[::-1] if one.what == "instructions"), None)
    for about, findings in now.items():
        if about in was or not _was_known(about[0], before):
            continue
        if edit and before.text is None:
            yield _Clash(SAYS, edit, findings, after.setup)
        elif edit and about not in _State(before.text, after.setup).asks():
            yield _Clash(ADDED, edit, findings, after.setup)
        elif change := _of_setup(group, about[0]):
            yield _Clash(TAKEN, change, findings, after.setup)
    for about, findings in was.items():
        if about in now or not _was_known(about[0], after):
            continue
        if edit and about not in _State(after.text, before.setup).asks():
            yield _Clash(DROPPED, edit, findings, before.setup)
        elif change := _of_setup(group, about[0]):
            yield _Clash(GRANTED, change, findings, before.setup)


def _was_known(kind: str, state: _State) -> bool:
    """Whether a set-up says what the worker had of a kind."""
    names = state.setup.context_sources if kind == SOURCE else state.setup.tool_categories
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


def _errors(history: History, filters: Filters, found: Sequence[Impact]) -> list[Row]:
    """What the failed runs around changes said, by the change's place, of the causes that count."""
    origins = {"tool access", *ORIGINS[SOURCE]}
    causes = [key for key, one in history.causes.by_key.items() if one.origin in origins]
    windows = [replace(impact.window, number=n) for n, impact in enumerate(found)]
    anytime = filters.of_any_ending().within(None, None)
    return history.ask(
        "change_errors", anytime, windows=windows, causes=[*causes, NO_REASON], letters=LETTERS
    )


def _counted(
    clash: _Clash, rows: Iterable[Row], causes: Causes, now: set[tuple[str, str]] | None
) -> Lack:
    """A clash with the failed runs whose error names what is lacking, and nothing else of it."""
    first = clash.findings[0]
    places: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    for row in rows:
        origin = causes.by_key[row["cause"]].origin
        silent = row["cause"] == NO_REASON
        if not silent and origin not in ORIGINS.get(first.kind, ("tool access",)):
            continue
        calls = row["calls"] or ""
        said = calls if silent else f"{row['error_type']} {row['error']} {calls}"
        if lacked(said, clash.lacking, first.kind) == {first.subject}:
            places[row["place"]] += row["runs"]
            errors[row["error"] or row["error_type"]] += row["runs"]
    error = max(errors, key=lambda text: (errors[text], text), default="")
    return Lack(
        how=clash.how,
        change=clash.change,
        finding=first,
        sentences=len(clash.findings),
        before=places["before"],
        after=places["after"],
        error=error,
        now=None if now is None else (first.kind, first.subject) in now,
    )


def _joins(lack: Lack, found: Impact) -> bool:
    """Whether the runs speak of it too: a larger part of them failed for it on the side where it
    was asked for in vain. Where the text before is not known, none may have before."""
    n0, n1 = found.sides.all_before.n, found.sides.all_after.n
    if lack.how == SAYS and lack.before:
        return False
    if lack.ended:
        return bool(n1) and lack.before * n1 > lack.after * n0
    return lack.after * n0 > lack.before * n1 or (lack.after > 0 and not n0)

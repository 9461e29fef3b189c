"""What a change made instructions ask for in vain, or ended, with the runs that failed for it.

It joins what the words of the instructions say (lint), what the change was, and the errors of the
runs around it, where all three name the same thing. Where they don't, nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.analysis.asked import Asked, present_asks
from dashboard.analysis.change_log import Change
from dashboard.analysis.clashes import DROPPED, GRANTED, SAYS, Clash, clashes, is_known
from dashboard.analysis.edits import Edit
from dashboard.analysis.impact import Impact
from dashboard.causes.grouping import NO_REASON, Causes
from dashboard.lint.finding import SOURCE, Finding
from dashboard.lint.lint import lacked
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

ORIGINS = {SOURCE: ("tool access", "context")}
"""Where the problem of a run must come from, if not from tool access alone."""
LETTERS = 2_000
"""Of an error that are looked at."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that instructions ask for in vain since a change, or did until it.

    how: the change brought or ended it (clashes.py); finding: what is asked for, in which words,
    and what the worker has instead; sentences: how many ask for it; before, after: failed runs of
    which the error names it; error: what most of them say, "" where only the calls that failed in
    them name it; now: whether the present instructions and set-up show it, None where these are not
    known.
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


def lacks(
    history: History, filters: Filters, found: Sequence[Impact], edited: Sequence[Edit]
) -> tuple[tuple[Lack, ...], ...]:
    """What each change brought or ended of the kind, most runs first; mostly nothing.

    filters: choose runs, not changes; edited: the edits among the changes whose text is known.
    """
    brought = clashes(history, [impact.change for impact in found], edited)
    if not any(brought):
        return tuple(() for _ in found)
    own = [n for n, mine in enumerate(brought) if mine]
    rows = _errors(history, filters, [found[n] for n in own])
    workers = sorted({found[n].change.worker_id for n in own})
    present = present_asks(history, filters.of_any_ending().choosing("worker", workers))
    told: list[tuple[Lack, ...]] = [() for _ in found]
    for place, n in enumerate(own):
        now = present.get(found[n].change.worker_id)
        mine = [row for row in rows if row["change"] == place]
        counted = (_counted(clash, mine, history.causes, now) for clash in brought[n])
        joined = [lack for lack in counted if _joins(lack, found[n])]
        told[n] = tuple(sorted(joined, key=lambda lack: -max(lack.before, lack.after)))
    return tuple(told)


def _errors(history: History, filters: Filters, found: Sequence[Impact]) -> list[Row]:
    """What the failed runs around changes said, by the change's place, of the causes that count."""
    origins = {"tool access", *ORIGINS[SOURCE]}
    causes = [key for key, one in history.causes.by_key.items() if one.origin in origins]
    windows = [replace(impact.window, number=n) for n, impact in enumerate(found)]
    anytime = filters.of_any_ending().within(None, None)
    return history.ask(
        "change_errors", anytime, windows=windows, causes=[*causes, NO_REASON], letters=LETTERS
    )


def _counted(clash: Clash, rows: Iterable[Row], causes: Causes, now: Asked | None) -> Lack:
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
        now=_shows(now, first),
    )


def _shows(now: Asked | None, finding: Finding) -> bool | None:
    """Whether a worker as it is now asks for the same in vain; None if that is not known."""
    if now is None or not is_known(finding.kind, now.setup):
        return None
    return any((one.kind, one.subject) == (finding.kind, finding.subject) for one in now.findings)


def _joins(lack: Lack, found: Impact) -> bool:
    """Whether the runs speak of it too: a larger part of them failed for it on the side where it
    was asked for in vain. Where the text before is not known, none may have before."""
    n0, n1 = found.sides.all_before.n, found.sides.all_after.n
    if lack.how == SAYS and lack.before:
        return False
    if lack.ended:
        return bool(n1) and lack.before * n1 > lack.after * n0
    return lack.after * n0 > lack.before * n1 or (lack.after > 0 and not n0)

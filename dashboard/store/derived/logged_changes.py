"""Which turns of a worker's values are changes: one of several kinds of work is one, and a logged
one is told by the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from dashboard.store.derived.stretches import STRAY, Span, Turn

NEAR, DELAYED = timedelta(days=1), timedelta(days=7)
"""A change in the export's log this close to where the runs turn is the same change; and one that
names the value to which they turn may be so much earlier or later."""

Logged = tuple[datetime, str | None]
"""When the export's log says that something was changed, and to what."""


def of_any_kind(turned: Sequence[Turn]) -> list[Turn]:
    """What was changed of a worker whose kinds of work have their own values, by time: a change of
    several kinds within a week is one, and what a kind had for a run or two was nobody's change."""
    found: list[Turn] = []
    for turn in sorted(turned, key=lambda one: one.at):
        same = [
            one
            for one in found
            if (one.old.value, one.new.value) == (turn.old.value, turn.new.value)
            and turn.at - one.at <= DELAYED
        ]
        if not same and min(turn.old.runs, turn.new.runs) >= STRAY:
            found.append(turn)
    return found


def unexplained(turned: Sequence[Turn], logged: Iterable[Logged]) -> list[Turn]:
    """The turns that no logged change is. A logged change is at most one turn, the nearest: to the
    value that it names, or to any if the runs have no such value."""
    carried = {name for turn in turned for name in (*_names(turn.old), *_names(turn.new))}
    left = list(turned)
    for at, new in sorted(logged, key=lambda entry: entry[0]):
        reach = DELAYED if new in carried else NEAR
        meant = [
            turn
            for turn in left
            if turn.since - reach <= at <= turn.at + reach
            and (new not in carried or new in _names(turn.new))
        ]
        if meant:
            left.remove(min(meant, key=lambda turn: abs(turn.at - at)))
    return left


def _names(span: Span) -> tuple[str, str]:
    return span.value, span.name

"""The time around every change that is compared: back to the change before, up to the next one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from dashboard.analysis.change_log import Together
from dashboard.store.reading.about import About
from dashboard.store.reading.windows import Window

BEFORE, AFTER = timedelta(days=28), timedelta(days=56)
DAY = timedelta(days=1)


def windows_of(
    about: About, groups: Sequence[Together], bounds: Sequence[Together]
) -> list[Window | None]:
    """The window of every change; None without runs."""
    now, first = about.now, about.first
    begun: dict[str, list[datetime]] = {}
    made: dict[str, list[datetime]] = {}
    for bound in sorted((one for one in bounds if one.bounds), key=lambda one: one.at):
        begun.setdefault(bound.worker_id, []).append(bound.begun)
        made.setdefault(bound.worker_id, []).append(bound.at)
    found: list[Window | None] = []
    for n, group in enumerate(groups):
        earlier, later = made.get(group.worker_id, []), begun.get(group.worker_id, [])
        place, following = bisect_left(earlier, group.begun), bisect_right(later, group.at)
        before, after = earlier[max(0, place - 1) : place], later[following : following + 1]
        found.append(_window(n, group, before, after, first, now) if now and first else None)
    return found


def _window(
    number: int,
    group: Together,
    before: list[datetime],
    after: list[datetime],
    first: datetime,
    now: datetime,
) -> Window:
    """before, after: when this worker was changed the last time before and the next time, if it
    was; first, now: when the data begins and ends."""
    since = min(group.begun, max([group.begun - BEFORE, first, *before]))
    last = now + timedelta.resolution  # a run of this very moment is there
    until = min([group.at + AFTER, max(group.at, last), *after])
    net = group.net
    return Window(
        number, group.worker_id, since, group.begun, group.at, until,
        net.what, net.old, net.new, net.old_id, net.new_id,
    )  # fmt: skip

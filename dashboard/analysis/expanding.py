"""What is to be looked at before a worker's access is expanded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.analysis.access import Access, access
from dashboard.analysis.change_log import Change, changes
from dashboard.analysis.headline import Headline, headline
from dashboard.analysis.not_looked_at import DecidedAbout, NotLookedAt, not_looked_at
from dashboard.analysis.rates import FINISHED
from dashboard.store.dimensions.declared import MAYBE, YES
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History

ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Expanding:
    """What a worker showed since it is active.

    since: from when on, None for runs without a time; activated: that is when its status became
    active, and not its first run; stopped: the last change of its status, if it is
    not active since; about, now: its runs since then, and their numbers; access: what
    it may call and ever called; visible: runs whose output customers see, None where no run says
    who does; created, unknown: the failed ones that are known to have written there, and those of
    which it is not known; unseen: the failed ones at which nobody looked one by one; say_tools: the
    runs of any time that say which tools they called, None where no filter tells them from others.
    """

    worker_id: str
    since: datetime | None
    activated: bool
    stopped: Change | None
    about: Filters
    now: Headline
    access: Access
    visible: int | None
    created: int
    unknown: int
    unseen: NotLookedAt
    say_tools: Filters | None

    @property
    def failed(self) -> Filters:
        return _failed(self.about)

    @property
    def touched(self) -> Filters:
        """The failed runs of which customers may see something."""
        return self.failed.choosing("customers", (YES, MAYBE))

    @property
    def still_failed(self) -> Filters:
        """The last runs of the tasks that are still failed."""
        return replace(self.failed, latest_only=True)


def expanding(history: History, worker_id: str, decided: Sequence[DecidedAbout] = ()) -> Expanding:
    """What one worker showed, by all its data since it is active. decided: what decisions were
    about of its failed runs. Raises NotFound for none."""
    only, zone = ALL.of_worker(worker_id), ZoneInfo(history.about.zone)
    may = access(history, worker_id)
    last = _last_status(history, only).get(worker_id)
    made = last.at if last and _is_active(last) else None
    since = made or headline(history, only).first
    about = only.within(since.astimezone(zone), None) if made and since else only
    touched = next(iter(history.ask("touched_customers", about)), {"created": 0, "unknown": 0})
    return Expanding(
        worker_id=worker_id,
        since=since,
        activated=made is not None,
        stopped=last if last and not made else None,
        about=about,
        now=headline(history, about),
        access=may,
        visible=_visible(history, about),
        created=touched["created"],
        unknown=touched["unknown"],
        unseen=not_looked_at(history, _failed(about), decided),
        say_tools=_say_tools(history, only, may.runs),
    )


def _failed(about: Filters) -> Filters:
    return about.choosing("outcome", ["failed"])


def activations(history: History, filters: Filters) -> dict[str, datetime]:
    """When the status of each worker became active last, by its id; not of one whose status was
    changed again since. filters: which workers, and in which period."""
    last = _last_status(history, filters)
    return {worker_id: change.at for worker_id, change in last.items() if _is_active(change)}


def _last_status(history: History, filters: Filters) -> dict[str, Change]:
    """The last change of each worker's status, by its id."""
    return {
        change.worker_id: change for change in changes(history, filters) if change.what == "status"
    }


def _is_active(change: Change) -> bool:
    return change.new is not None and change.new.strip().casefold() == ACTIVE


def _say_tools(history: History, only: Filters, runs: int) -> Filters | None:
    """Of a worker's runs those that say which tools they called, so many: all, or all finished."""
    for one in (only, only.choosing("outcome", FINISHED)):
        if runs and headline(history, one).runs == runs:
            return one
    return None


def _visible(history: History, about: Filters) -> int | None:
    """How many runs write where customers see it; None where no run says who sees it."""
    seen = {
        name: headline(history, about.choosing("visibility", [name])).runs
        for name in ("customer", "internal")
    }
    return seen["customer"] if any(seen.values()) else None

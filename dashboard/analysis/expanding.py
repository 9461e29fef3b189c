"""What is to be looked at before a worker's access is expanded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.analysis.access import Access, access
from dashboard.analysis.change_log import changes
from dashboard.analysis.headline import Headline, headline
from dashboard.ledger.judgements import VERDICTS
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History

ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Expanding:
    """What a worker showed since it is active.

    since: from when on, None for runs without a time; activated: that is when its status became
    active, and not its first run; about, now: its runs since then, and their numbers; access: what
    it may call and ever called; visible: runs whose output customers see, None where no run says
    who does; created, unknown: the failed ones that are known to have written there, and those of
    which it is not known; judged: of its failed runs since then, those that a person judged.
    """

    worker_id: str
    since: datetime | None
    activated: bool
    about: Filters
    now: Headline
    access: Access
    visible: int | None
    created: int
    unknown: int
    judged: int

    @property
    def failed(self) -> Filters:
        return self.about.choosing("outcome", ["failed"])

    @property
    def not_judged(self) -> Filters:
        """The failed runs that nobody judged."""
        return self.failed.choosing("judged", VERDICTS, drop=True)


def expanding(history: History, worker_id: str) -> Expanding:
    """What one worker showed, by all its data since it is active. Raises NotFound for none."""
    only, zone = ALL.of_worker(worker_id), ZoneInfo(history.about.zone)
    may = access(history, worker_id)
    made = activations(history, only).get(worker_id)
    since = made or headline(history, only).first
    about = only.within(since.astimezone(zone), None) if made and since else only
    failed = about.choosing("outcome", ["failed"])
    touched = next(iter(history.ask("touched_customers", about)), {"created": 0, "unknown": 0})
    return Expanding(
        worker_id=worker_id,
        since=since,
        activated=made is not None,
        about=about,
        now=headline(history, about),
        access=may,
        visible=_visible(history, about),
        created=touched["created"],
        unknown=touched["unknown"],
        judged=headline(history, failed.choosing("judged", VERDICTS)).runs,
    )


def activations(history: History, filters: Filters) -> dict[str, datetime]:
    """When the status of each worker became active last, by its id. filters: which workers, and in
    which period."""
    return {
        change.worker_id: change.at
        for change in changes(history, filters)
        if change.what == "status" and change.new and change.new.casefold() == ACTIVE
    }


def _visible(history: History, about: Filters) -> int | None:
    """How many runs write where customers see it; None where no run says who sees it."""
    seen = {
        name: headline(history, about.choosing("visibility", [name])).runs
        for name in ("customer", "internal")
    }
    return seen["customer"] if any(seen.values()) else None

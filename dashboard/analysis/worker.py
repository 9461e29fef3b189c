"""Workers as they are now, and the runs of one that are still under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.errors import NotFound
from dashboard.lint.setup import Setup
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a worker is now. configured: a workers file says it, else its newest run shows it;
    known_at: of when that is."""

    worker_id: str
    worker: str
    configured: bool
    worker_status: str | None
    model: str | None
    context_sources: tuple[str, ...] | None
    tool_categories: tuple[str, ...] | None
    output_mode: str | None
    output_policy: str | None
    max_iterations: int | None
    version: str | None
    instructions_text: str | None
    description: str | None
    worker_url: str | None
    known_at: datetime

    @property
    def setup(self) -> Setup:
        """What it may do."""
        return Setup(self.tool_categories, self.context_sources, self.output_mode)


@dataclass(frozen=True, slots=True)
class Active:
    """Runs that had not ended. oldest: when the first of them was created; seen_at: of when the
    newest export is that brought the present state of one of them."""

    queued: int
    pending: int
    running: int
    oldest: datetime | None
    seen_at: datetime | None

    @property
    def runs(self) -> int:
        return self.queued + self.pending + self.running


def configuration(history: History, worker_id: str) -> Configuration:
    """The present configuration of a worker; NotFound if no run or workers file names it."""
    found = configurations(history, [worker_id])
    if worker_id not in found:
        raise NotFound(
            f"No worker has the id “{worker_id}”.", remedy="Choose one from the list of workers."
        )
    return found[worker_id]


def configurations(history: History, worker_ids: Sequence[str]) -> dict[str, Configuration]:
    """The present configurations of workers by their ids, in one question; those that nothing
    names are left out."""
    rows = history.ask("worker", worker_ids=list(worker_ids)) if worker_ids else []
    for row in rows:
        for name in ("context_sources", "tool_categories"):
            row[name] = None if row[name] is None else tuple(row[name])
    return {row["worker_id"]: Configuration(**row) for row in rows}


def configuration_or_none(history: History, worker_id: str | None) -> Configuration | None:
    """The present configuration of a worker, None where a run names none."""
    return configuration(history, worker_id) if worker_id else None


def active(history: History, worker_id: str) -> Active:
    """The unfinished runs of a worker."""
    return Active(**history.ask("active_runs", Filters().choosing("worker", [worker_id]))[0])

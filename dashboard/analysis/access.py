"""Which of the tools that a worker may call it ever called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.analysis.change_log import changes
from dashboard.analysis.rates import FEW_RUNS
from dashboard.analysis.setups import written_names
from dashboard.analysis.worker import configuration
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class Access:
    """What a worker may call and what it did. allowed: its categories now, None where not known;
    runs: those of which it is known what they called, of all time; called: the categories; named:
    every call has one; since_allowed: of those runs per category, in small letters, how many came
    while it was allowed."""

    allowed: tuple[str, ...] | None
    runs: int
    called: frozenset[str]
    named: bool
    since_allowed: Mapping[str, int]

    @property
    def known(self) -> bool:
        """Whether enough is known to say what was never called."""
        return self.allowed is not None and self.named and self.runs >= FEW_RUNS

    @property
    def never(self) -> tuple[str, ...]:
        """The categories that it may call and never did; none where that is not known."""
        return tuple(name for name in self._uncalled if not self._is_new(name))

    @property
    def too_new(self) -> tuple[str, ...]:
        """The categories that it never called and may call since so few runs that this says
        nothing."""
        return tuple(name for name in self._uncalled if self._is_new(name))

    @property
    def _uncalled(self) -> tuple[str, ...]:
        if not self.known or self.allowed is None:
            return ()
        called = {name.casefold() for name in self.called}
        return tuple(name for name in self.allowed if name.casefold() not in called)

    def _is_new(self, name: str) -> bool:
        return self.since_allowed.get(name.casefold(), self.runs) < FEW_RUNS


def access(history: History, worker_id: str) -> Access:
    """What a worker may call, and what its runs called. Raises NotFound for no worker."""
    allowed = configuration(history, worker_id).tool_categories
    only = ALL.of_worker(worker_id)
    (row,) = history.ask("called_categories", only)
    since = _allowed_since(history, worker_id)
    rows = history.ask(
        "runs_while_allowed",
        only,
        names=[name.casefold() for name in allowed or ()],
        allowed_from=[since.get(name.casefold()) for name in allowed or ()],
    )
    while_allowed = {row["name"]: row["runs"] for row in rows}
    called = frozenset(row["called"])
    return Access(allowed, row["runs"], called, not row["unnamed"], while_allowed)


def _allowed_since(history: History, worker_id: str) -> dict[str, datetime]:
    """When each category, in small letters, was allowed last, where a change says so."""
    found: dict[str, datetime] = {}
    for change in changes(history, ALL.of_worker(worker_id)):
        if change.what == "tools":
            old, new = written_names(change.old, change.new)
            added = {name.casefold() for name in new or ()} - {
                name.casefold() for name in old or ()
            }
            found |= dict.fromkeys(added if old is not None else (), change.at)
    return found

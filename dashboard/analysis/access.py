"""Which of the tools that a worker may call it ever called."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.rates import FEW_RUNS
from dashboard.analysis.worker import configuration
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class Access:
    """What a worker may call and what it did. allowed: its categories now, None where not known;
    runs: those of which it is known what they called, of all time; called: the categories; named:
    every call has one."""

    allowed: tuple[str, ...] | None
    runs: int
    called: frozenset[str]
    named: bool

    @property
    def known(self) -> bool:
        """Whether enough is known to say what was never called."""
        return self.allowed is not None and self.named and self.runs >= FEW_RUNS

    @property
    def never(self) -> tuple[str, ...]:
        """The categories that it may call and never did; none where that is not known."""
        if not self.known or self.allowed is None:
            return ()
        called = {name.casefold() for name in self.called}
        return tuple(name for name in self.allowed if name.casefold() not in called)


def access(history: History, worker_id: str) -> Access:
    """What a worker may call, and what its runs called. Raises NotFound for no worker."""
    allowed = configuration(history, worker_id).tool_categories
    (row,) = history.ask("called_categories", ALL.of_worker(worker_id))
    return Access(allowed, row["runs"], frozenset(row["called"]), not row["unnamed"])

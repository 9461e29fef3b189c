"""The kinds of named questions: what each reads FROM, and how its rows are made of the chosen runs.

A question of dashboard/queries/ names the rows that it reads and nothing else: who is chosen, and
which table of the history tells it soonest, is worked out here before it is asked. A question is of
the first of KINDS of which it reads any rows, and one that reads none of them is asked of runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.causes.grouping import Causes
from dashboard.store.derived.prepared import PREPARED
from dashboard.store.dimensions.dimension import Dimension
from dashboard.store.filters.apart_sql import calls_cte, open_or_bad_cte
from dashboard.store.filters.filter_sql import (
    OPEN_OR_BAD,
    RUNS,
    Clause,
    Ids,
    RunTable,
    counted_cte,
    newest_cte,
    runs_cte,
    valued_cte,
)
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.filters.sides_sql import sides_cte
from dashboard.store.filters.sought import Sought, found_cte
from dashboard.store.filters.tries_sql import tries_cte
from dashboard.store.filters.work_sql import NAMED_WORK, SAME_WORK, these_runs
from dashboard.store.questions import COUNTS
from dashboard.store.reading.cause_tables import with_causes
from dashboard.store.reading.generation import Generation
from dashboard.store.reading.prepared_rows import prepared_cte
from dashboard.store.reading.windows import Window, windows_cte


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """What a question is asked of: generation and causes of its history; reads, the rows that its
    text names; filters, with causes and workers by their keys, and the ids in them; values, bound
    to the $names of its text; and, as History.ask() has them, of, sides, wanted, by and windows."""

    generation: Generation
    causes: Causes
    reads: frozenset[str]
    filters: Filters
    ids: Ids
    values: Mapping[str, Any]
    of: RunTable
    sides: Sequence[Filters]
    wanted: Sought | None
    by: Dimension | None
    windows: Sequence[Window]

    @property
    def zone(self) -> str:
        return self.generation.about.zone

    def with_causes(self, table: str) -> str:
        """SQL for the rows of a table with their cause."""
        return with_causes(self.causes, table)

    def source(
        self,
        counts: str = "run_counts",
        *,
        by: Dimension | None = None,
        also: Sequence[Filters] = (),
    ) -> RunTable:
        """Where the chosen runs are counted, as GatheredDays.source() tells."""
        split = bool(self.causes.splits)
        return self.generation.gathered.source(
            self.filters, self.values, by, counts=counts, split=split, also=also
        )

    def source_around(self, filters: Filters) -> RunTable:
        return source_around(self.generation, self.causes, filters)


def source_around(generation: Generation, causes: Causes, filters: Filters) -> RunTable:
    """Where runs around changes are counted, whose moments part days."""
    split = bool(causes.splits)
    return generation.gathered.source(filters, {}, counts="setup_counts", split=split)


def rows_asked(asked: RowsAsked) -> Clause:
    """The common table expressions that a question reads, and the values bound in them."""
    return _kind(asked.reads)(asked)


def _in_sides(asked: RowsAsked) -> Clause:
    a, b = asked.sides
    return sides_cte(
        asked.filters, a, b, asked.zone, asked.ids, with_causes=asked.with_causes,
        reads=asked.reads, of=asked.of, counted=asked.source(also=(a, b)),
    )  # fmt: skip


def _found(asked: RowsAsked) -> Clause:
    assert asked.wanted  # noqa: S101
    return found_cte(asked.filters, asked.wanted, asked.zone, asked.ids)


def _valued(asked: RowsAsked) -> Clause:
    assert asked.by  # noqa: S101
    source = asked.source(by=asked.by)
    return valued_cte(asked.filters, asked.by, asked.zone, source, asked.ids)


def _around_changes(asked: RowsAsked) -> Clause:
    source = asked.source_around(asked.filters)
    return windows_cte(
        asked.filters, asked.windows, asked.zone, asked.ids, of="runs", source=source
    )


def _failed_around_changes(asked: RowsAsked) -> Clause:
    return windows_cte(asked.filters, asked.windows, asked.zone, asked.ids, of="failures")


def _of_tasks(asked: RowsAsked) -> Clause:
    split = bool(asked.causes.splits)
    tries = asked.generation.gathered.tries(asked.filters, split=split)
    return tries_cte(
        asked.filters, asked.zone, asked.source(), tries, asked.ids, with_causes=asked.with_causes
    )


def _at_places(asked: RowsAsked) -> Clause:
    return Clause(these_runs(asked.with_causes), {})


def _of_same_work(asked: RowsAsked) -> Clause:
    return Clause(SAME_WORK, {})


def _of_named_work(asked: RowsAsked) -> Clause:
    return Clause(NAMED_WORK, {})


def _newest(asked: RowsAsked) -> Clause:
    return newest_cte(
        asked.filters, asked.zone, asked.ids, of=asked.of, with_causes=asked.with_causes
    )


def _prepared(asked: RowsAsked) -> Clause:
    (name,) = asked.reads & PREPARED.keys()
    source, there = asked.source_around(asked.filters), asked.generation.prepared
    return prepared_cte(name, asked.filters, asked.zone, asked.ids, source=source, there=there)


def _calls(asked: RowsAsked) -> Clause:
    counted = asked.generation.has_calls
    return calls_cte(asked.filters, asked.zone, asked.source(), asked.ids, counted=counted)


def _open_or_bad(asked: RowsAsked) -> Clause:
    table = OPEN_OR_BAD if asked.generation.has_open_or_bad else RUNS
    return open_or_bad_cte(asked.filters, asked.zone, asked.ids, of=table)


def _counted(asked: RowsAsked) -> Clause:
    counts = next(name for name in COUNTS if name in asked.reads)
    return counted_cte(
        asked.filters, asked.zone, asked.source(counts), asked.ids,
        whole=asked.source_around(ALL), reads=asked.reads,
    )  # fmt: skip


def _runs(asked: RowsAsked) -> Clause:
    return runs_cte(asked.filters, asked.zone, asked.ids, of=asked.of)


KINDS: tuple[tuple[tuple[str, ...], Callable[[RowsAsked], Clause]], ...] = (
    (("sides", "counted_sides", "named_sides", "described"), _in_sides),
    (("found",), _found),
    (("valued",), _valued),
    (("windowed", "windowed_again", "windowed_counts"), _around_changes),
    (("windowed_failures",), _failed_around_changes),
    (("tries", "counted_tasks", "task_rows", "solved_once"), _of_tasks),
    (("placed_runs",), _at_places),
    (("same_work",), _of_same_work),
    (("named_work",), _of_named_work),
    (("newest_chosen",), _newest),
    (tuple(PREPARED), _prepared),
    (("calls_counted",), _calls),
    (("open_or_bad",), _open_or_bad),
    (COUNTS, _counted),
    (("runs", "failures"), _runs),
)
"""The rows that questions read, and what makes them. Some kinds bring rows of a later one, too:
those around changes `failures`, tasks and calls `run_counts`, and most of them `runs`."""


AT_PLACES = ("placed_runs", "same_work")
"""Of these rows those that read the runs at $places: to whoever asks, $run_id or $run_ids."""


@cache
def _kind(reads: frozenset[str]) -> Callable[[RowsAsked], Clause]:
    return next((make for names, make in KINDS if not reads.isdisjoint(names)), _runs)

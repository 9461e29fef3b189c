"""The values of one dimension beside each other: runs, success rate, and what changed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.analysis.causes import causes
from dashboard.analysis.compared import ComparedTime, compared_time
from dashboard.analysis.filter_values import meant
from dashboard.analysis.headline import before, headline
from dashboard.analysis.lifecycle import Reviewed
from dashboard.analysis.rates import NO_RATE, Clusters, Difference, Rate, difference, rate
from dashboard.analysis.tasks import still_failed
from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.store.dimensions.dimension import Dimension
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

MOST = 200
"""Values that are listed; of more, those of most runs."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One value among the runs that are counted; None for the runs without one.

    then: its rate in the time compared, change: what became of it; both None where nothing is
    compared. usual: failures that the weeks before lead us to expect, where that is known of this
    very period. unresolved, untold: as in Headline.
    """

    value: str | None
    runs: int
    succeeded: int
    bad: int
    failed: int
    unresolved: int | None
    untold: int
    success: Rate
    then: Rate | None
    change: Difference | None
    usual: float | None

    @property
    def finished(self) -> int:
        return self.succeeded + self.bad + self.failed


@dataclass(frozen=True, slots=True)
class Board:
    """The values of a dimension, lowest success rate first, those with few runs after all others.

    counted: the filters by which they are counted, all but those of the dimension itself, so that
    another value can be chosen beside; runs: how many these leave; values: how many values there
    are, of which at most MOST are listed, and those chosen.
    """

    dimension: Dimension
    counted: Filters
    runs: int
    values: int
    rows: tuple[BoardRow, ...]


def board(history: History, filters: Filters, dimension: Dimension) -> Board:
    """The values of a dimension among the runs that all other filters leave; without rates if these
    or the dimension itself say how runs ended."""
    name = dimension.name
    counted = filters.choosing(name, ()).choosing(name, (), drop=True)
    named = [*filters.chosen(name), *filters.chosen(name, drop=True)]
    chosen = list(meant(history, dimension, named))
    rows = history.ask("leaderboard", counted, by=dimension, shown=MOST, named=chosen)
    unrated = dimension.ending or counted.by_ending
    then = {} if unrated else _then(history, counted, dimension, chosen)
    usual = {} if counted.by_ending else _usual(history, counted, name)
    found = [
        _row(row, then, usual.get(row["value"]), unrated=unrated)
        for row in rows
        if row["values"] and not (dimension.ending and row["value"] is None)
    ]
    enough = sorted(
        (row for row in found if row.value is not None and not row.success.few),
        key=lambda row: row.success.value or 0.0,
    )
    few = [row for row in found if row.value is not None and row.success.few]
    none = [row for row in found if row.value is None]
    runs = headline(history, counted).runs
    return Board(dimension, counted, runs, rows[0]["values"] if rows else 0, (*enough, *few, *none))


def _then(
    history: History, counted: Filters, dimension: Dimension, chosen: list[str]
) -> dict[str | None, Rate]:
    """Per value its rate in the time compared, where scores cover both alike."""
    time = compared_time(history.about, counted)
    found = before(history, counted, headline(history, counted))
    if not isinstance(time, ComparedTime) or found is None or found.unlike_scores:
        return {}
    rows = history.ask(
        "leaderboard",
        counted.within(time.since, time.until),
        by=dimension,
        shown=10 * MOST,
        named=chosen,
    )
    return {row["value"]: _rate(row) for row in rows}


def _usual(history: History, counted: Filters, name: str) -> Mapping[str | None, float]:
    """Per value the failures that are usual, where the reviewed week is the chosen period."""
    if name == "worker":
        weeks = worker_weeks(history, counted)
        if _is_period(weeks.reviewed, counted):
            judged = ((week.worker_id, week.judged.expected) for week in weeks.weeks)
            return {worker: usual for worker, usual in judged if usual is not None}
    elif name == "cause":
        failed = causes(history, counted)
        if _is_period(failed.reviewed, counted):
            return {row.cause.key: row.usual.expected for row in failed.rows if row.usual}
    return {}


def _is_period(window: Reviewed | None, counted: Filters) -> bool:
    return window is not None and (window.since, window.until) == (counted.since, counted.until)


def _row(
    row: Row, then: Mapping[str | None, Rate], usual: float | None, *, unrated: bool
) -> BoardRow:
    success = NO_RATE if unrated else _rate(row)
    earlier = then.get(row["value"])
    return BoardRow(
        value=row["value"],
        runs=row["runs"],
        succeeded=row["succeeded"],
        bad=row["bad"],
        failed=row["failed"],
        unresolved=still_failed(row["unresolved"], row["untold"]) if row["linked"] else None,
        untold=row["untold"],
        success=success,
        then=earlier,
        change=difference(success, earlier) if earlier else None,
        usual=usual,
    )


def _rate(row: Row) -> Rate:
    finished = row["succeeded"] + row["bad"] + row["failed"]
    clusters = Clusters(row["clusters"], row["mm"], row["ss"], row["sm"]) if finished else None
    return rate(row["succeeded"], finished, clusters)

"""The tasks of the chosen runs as SQL: those that their only run solved, and all others."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.store.filters.filter_sql import (
    RUNS,
    TRIES,
    Clause,
    Ids,
    RunTable,
    condition,
    counted_cte,
)
from dashboard.store.filters.filters import Filters

_SHARED = "run_id, worker_id, worker, task_title, outcome, time_basis, tried, retried"
_OF_TRIES = f"{_SHARED}, at_row, task, of_task, first_run, wrote"
_OF_RUNS = f"""{_SHARED}, at_row, task_of(work) AS of_task, first_run_of(work) AS first_run,
    CASE WHEN of_task IS NULL THEN '1' || first_run ELSE '0' || of_task END AS task,
    created(run) = 'created' AS wrote"""
"""What tasks are told by, of either table."""
_ONCE = "alone IS TRUE AND outcome = 'succeeded'"
_COUNTED = """
SELECT *, worse(finished, solved, not_ended) AS place FROM (
    SELECT task{places}, count(of_task) = 0 AS unnamed, count(*) AS runs,
        count(*) FILTER (finished(outcome)) AS finished,
        count(*) FILTER (outcome = 'succeeded') AS solved,
        count(*) FILTER (not_ended(outcome)) AS not_ended
    FROM tries GROUP BY task HAVING bool_or(chosen)
)"""
_TRIED = "SELECT * FROM history.tasks_tried WHERE {}"
_BY_OUTCOME = """outcomes IN (
    SELECT outcomes FROM (
        SELECT outcomes, unnest(string_split(outcomes, ' ')) AS outcome
        FROM (SELECT DISTINCT outcomes FROM history.tasks_tried)
    ) run
    WHERE {}
)"""
"""Whether a task has a chosen run, where runs are chosen by their outcome alone: to look for each
task among those of the chosen runs takes longer than all the rest."""
_ROWS = "SELECT task, at_row FROM tries"
_UNNESTED = "SELECT task, unnest(places) AS at_row FROM counted_tasks"
"""Of tries that are all runs these would be looked for once more."""
_PLACED = "(SELECT rowid AS at_row, * FROM {})"


def tries_cte(
    filters: Filters,
    zone: str,
    source: RunTable,
    tries: RunTable,
    ids: Ids = (),
    *,
    with_causes: Callable[[str], str],
) -> Clause:
    """The common table expressions of a question about the tasks of the chosen runs.

    `counted_tasks`: the tasks of `tries` of which any run is chosen, with how many runs these have
    and how they ended, whether they are unnamed, and their place, the worst first; `task_rows`:
    their runs. `solved_once`: the chosen runs that are known to be the only one of their task, and
    solved it.
    `tries`: the runs of all other tasks, whether or not they ended as they should to be chosen,
    which the column chosen tells. Either have the columns task, by which their task is known, and
    which is in the order of its name; of_task and first_run, what it is called; wrote, whether it
    is known that the run created something; and at_row, their place. `run_counts`: as in
    counted_cte().

    tries: where the latter are read from, TRIES or all runs; with_causes: SQL for the rows of a
    table with their cause.
    """
    counted = counted_cte(filters, zone, source, ids)
    chosen = condition(filters, zone, ids=ids)
    every = condition(filters.of_any_ending(), zone, "every_", ids)

    def of(table: str) -> str:
        return f"({with_causes(table)})" if filters.by_cause else table

    told, table, among = (
        (_OF_TRIES, _PLACED.format(TRIES.table), "true")
        if tries is TRIES
        else (_OF_RUNS, _PLACED.format(RUNS.table), f"work IS NOT NULL AND NOT ({_ONCE})")
    )
    kept = "NOT MATERIALIZED" if chosen.sql == "true" and tries is TRIES else "MATERIALIZED"
    solving = _ONCE if _may_succeed(filters) else "false"
    if tries is not TRIES:
        tasks, rows = _COUNTED.format(places=", list(at_row) AS places"), _UNNESTED
    elif every.sql != "true":
        tasks, rows = _COUNTED.format(places=""), _ROWS
    else:
        tasks, rows = _TRIED.format(_choosing(filters, chosen)), _ROWS
    return Clause(
        f"{counted.sql}, tries AS NOT MATERIALIZED ("
        f"SELECT {told}, ({chosen.sql}) AS chosen"
        f" FROM {of(table)} run WHERE {among} AND {every.sql}),"
        f" solved_once AS NOT MATERIALIZED (SELECT {_OF_RUNS}"
        f" FROM {of(_PLACED.format(RUNS.table))} run"
        f" WHERE work IS NOT NULL AND {solving} AND {chosen.sql}),"
        f" counted_tasks AS {kept} ({tasks}), task_rows AS NOT MATERIALIZED ({rows})",
        counted.values | every.values,
    )


def _choosing(filters: Filters, chosen: Clause) -> str:
    """Which of the tasks of the table of tries have a chosen run, as SQL."""
    if chosen.sql == "true":
        return "true"
    asked = {name for name, _ in (*filters.keep, *filters.drop)}
    if asked == {"outcome"}:
        return _BY_OUTCOME.format(chosen.sql)
    return "task IN (SELECT task FROM tries WHERE chosen)"


def _may_succeed(filters: Filters) -> bool:
    """Whether chosen runs may have succeeded, as far as they are chosen by outcome."""
    kept, dropped = filters.chosen("outcome"), filters.chosen("outcome", drop=True)
    return "succeeded" not in dropped and (not kept or "succeeded" in kept)

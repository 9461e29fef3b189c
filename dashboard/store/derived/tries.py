"""Runs of tasks, but for those that their only run solved, in a table of their own.

Most runs are the only one of their task (gathered.py) and solved it: all that there is to say of
such tasks is how many they are. Of the others, which pages list first, a row holds what tasks are
told by and what runs are chosen by: a small part of what a run holds. Tasks are numbered in the
order of their names. `tasks_tried` tells of each how its runs ended: who chooses runs by that, and
by why they failed, chooses among these.

A small history has none of this, nor has one of which most runs are of such tasks: there the table
would be nearly as long as the runs. Which question reads it says reading/choosing.py.
"""

from __future__ import annotations

import duckdb

from dashboard.records.schema import OUTCOMES
from dashboard.store.derived import unsettled
from dashboard.store.derived.macros import make_macros
from dashboard.store.tables import TRIES_BY, is_empty

MOST = 1 / 2
"""Of all runs so many at most are put into the table."""
_AMONG = "work IS NOT NULL AND NOT (alone AND outcome = 'succeeded')"
_COUNTS = f"SELECT count(*), count(*) FILTER ({_AMONG}) FROM runs"
_INSERT = f"""
INSERT INTO tries BY NAME
SELECT task_of(work) AS of_task, first_run_of(work) AS first_run, task_title, run_id,
    created_at, tried, retried, created(run) = 'created' AS wrote,
    {", ".join(f'"{name}"' for name in TRIES_BY)}
FROM runs run WHERE {{among}} AND {_AMONG} ORDER BY worker_id
"""
_FORGET = "DELETE FROM tries WHERE run_id IN (SELECT run_id FROM unsettled)"
_NUMBER = """
UPDATE tries SET task = tasks.number
FROM (
    SELECT of_task, first_run, row_number() OVER (ORDER BY of_task, first_run) AS number
    FROM (SELECT DISTINCT of_task, first_run FROM tries)
) tasks
WHERE tries.of_task IS NOT DISTINCT FROM tasks.of_task
    AND tries.first_run IS NOT DISTINCT FROM tasks.first_run
    AND tries.task IS DISTINCT FROM tasks.number
"""

_EACH_OUTCOME = ", ".join(
    f"CASE WHEN bool_or(outcome = '{outcome}') THEN '{outcome}' END" for outcome in sorted(OUTCOMES)
)
"""To list outcomes of each task takes five times as long."""
_TASKS = f"""
DELETE FROM tasks_tried;
INSERT INTO tasks_tried BY NAME
WITH counted AS MATERIALIZED (
    SELECT task, any_value(of_task) IS NULL AS unnamed, count(*) AS runs,
        count(*) FILTER (finished(outcome)) AS finished,
        count(*) FILTER (outcome = 'succeeded') AS solved,
        count(*) FILTER (not_ended(outcome)) AS not_ended,
        concat_ws(' ', {_EACH_OUTCOME}) AS outcomes
    FROM tries GROUP BY task
),
kinds AS (
    SELECT *, dense_rank() OVER (ORDER BY worse(finished, solved, not_ended)) AS place
    FROM (SELECT DISTINCT finished, solved, not_ended FROM counted)
)
SELECT * FROM counted JOIN kinds USING (finished, solved, not_ended) ORDER BY place, task
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Put these runs into the table anew. Needs runs marked that are alone (sharing.py)."""
    if not is_empty(connection, "tries"):
        connection.execute("DELETE FROM tries; DELETE FROM tasks_tried")
    if _are_few(connection):
        _put(connection, "true")


def follow(connection: duckdb.DuckDBPyConnection) -> None:
    """The same where runs are unsettled (unsettled.py)."""
    if is_empty(connection, "tries") or not _are_few(connection):
        refresh(connection)
        return
    connection.execute(_FORGET)
    _put(connection, unsettled.NOW)


def _are_few(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether there are such runs, and not too many."""
    runs, tries = connection.execute(_COUNTS).fetchone() or (0, 0)
    return bool(0 < tries <= MOST * runs)


def _put(connection: duckdb.DuckDBPyConnection, among: str) -> None:
    """Put runs into the table, and number and count all tasks. among: a condition on the runs."""
    make_macros(connection, _INSERT + _TASKS)
    connection.execute(_INSERT.format(among=among))
    connection.execute(_NUMBER)
    connection.execute(_TASKS)

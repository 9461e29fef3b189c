"""Runs of tasks, but for those that their only run solved, in a table of their own.

Most runs are the only one of their task (gathered.py) and solved it: all that there is to say of
such tasks is how many they are. Of the others, which pages list first, a row holds what tasks are
told by and what runs are chosen by: a small part of what a run holds. Tasks are numbered in the
order of their names.

A small history has none of this, nor has one of which most runs are of such tasks: there the table
would be nearly as long as the runs. Which question reads it says reading/choosing.py. Unlike the
gathered runs it is made anew at each change of the history.
"""

from __future__ import annotations

import duckdb

from dashboard.store.derived import gathered
from dashboard.store.questions import macros_of
from dashboard.store.tables import TRIES_BY, is_empty

MOST = 1 / 2
"""Of all runs so many at most are put into the table."""
_AMONG = "work IS NOT NULL AND NOT (alone AND outcome = 'succeeded')"
_COUNTS = f"SELECT count(*), count(*) FILTER ({_AMONG}) FROM runs"
_INSERT = f"""
INSERT INTO tries BY NAME
SELECT *, dense_rank() OVER (ORDER BY of_task, first_run) AS task FROM (
    SELECT task_of(work) AS of_task, first_run_of(work) AS first_run, task_title, run_id,
        created_at, tried, retried, created(run) = 'created' AS wrote,
        {", ".join(f'"{name}"' for name in TRIES_BY)}
    FROM runs run WHERE {_AMONG}
)
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Put these runs into the table anew. Needs runs marked that are alone (gathered.py)."""
    if not is_empty(connection, "tries"):
        connection.execute("DELETE FROM tries")
    runs, tries = connection.execute(_COUNTS).fetchone() or (0, 0)
    if runs < gathered.FEWEST_RUNS or not 0 < tries <= MOST * runs:
        return
    for macro in macros_of(_INSERT).values():
        connection.execute(macro.replace("CREATE MACRO", "CREATE OR REPLACE TEMP MACRO"))
    connection.execute(_INSERT)

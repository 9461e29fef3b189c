"""Runs that count alike, gathered: most questions about many runs only count them.

A row stands for `n` runs of one local day that have every value of some columns in common, created
from `created_at` to `last`, the last of which ended at `ended`, as far as that is told; of those
that failed `oldest` and `newest` are the ids of the first and the last. Most runs are the only one
of their cluster (derived/retries.py), whichever runs are chosen: they count as so many clusters of
one run, and their rows have no cluster, work or task.

Of the others clusters count alike whose runs have the same values, one by one: a task that failed
and succeeded on Monday is as good as another of that worker. Their rows stand for `alike` clusters,
each with `n / alike` runs; within a cluster, runs with one number are of one work or task. So the
tables grow with days, workers and kinds of tasks, not with runs.

There are three tables: `gathered`, where causes and checks are told; `tallied`, whose rows have
less in common and so are fewer; and `set_ups`, the same by kinds of work and
how workers were set up. Which question is answered from which says reading/choosing.py.

So that other questions need not look for clusters among all runs either, these runs are marked as
`alone`; of others, and where it is not told, that is no more than unknown to be so.

A small history has none of this: its runs are counted as soon as rows would be gathered. Nor has
one whose runs have too little in common (worth_gathering.py): a table that is nearly as long as
the runs takes longer to make than it ever saves.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dashboard.store.derived.worth_gathering import worth_gathering
from dashboard.store.questions import macros_of
from dashboard.store.tables import COUNTED, ZONE, is_empty

FEWEST_RUNS = 100_000
"""Of fewer runs every question is answered in some hundredths of a second."""

_SHARED = """
CREATE OR REPLACE TEMP TABLE shared AS
SELECT cluster, min(rowid) AS number FROM runs GROUP BY cluster HAVING count(*) > 1;
CREATE OR REPLACE TEMP TABLE shared_work AS
SELECT work, min(rowid) AS number
FROM runs SEMI JOIN shared USING (cluster) WHERE work IS NOT NULL GROUP BY work;
"""
_ALONE = """
UPDATE runs SET alone = true WHERE alone IS DISTINCT FROM true AND cluster NOT IN (
    SELECT cluster FROM shared
);
UPDATE runs SET alone = false WHERE alone IS DISTINCT FROM false AND cluster IN (
    SELECT cluster FROM shared
);
"""
_RUNS = """
CREATE OR REPLACE TEMP TABLE finest AS
SELECT (created_at AT TIME ZONE $zone)::DATE AS local_day, {columns},
    work IS NOT NULL AS linked,
    shared.number AS cluster,
    shared_work.number AS work,
    CASE WHEN work ->> 1 IS NULL THEN shared_work.number ELSE shared.number END AS task,
    count(*) AS n, min(created_at) AS created_at, max(created_at) AS last,
    max(ended) AS ended,
    arg_min(run_id, (created_at, run_id)) FILTER (outcome = 'failed') AS oldest,
    arg_max(run_id, (created_at, run_id)) FILTER (outcome = 'failed') AS newest
FROM (
    SELECT * REPLACE (nullif(checks, '') AS checks),
        CASE WHEN outcome = 'failed' OR checks <> '' THEN customers_see(run) END AS customers,
        ended_at(run) AS ended
    FROM runs run
) LEFT JOIN shared USING (cluster) LEFT JOIN shared_work USING (work)
GROUP BY ALL
"""
"""All runs, gathered by the columns of all tables that are made, those of every shared cluster
apart."""
_PARTS = """
CREATE OR REPLACE TEMP TABLE parts AS
SELECT local_day, {by}, linked, cluster, work, task,
    sum(n)::BIGINT AS n, min(created_at) AS created_at, max(last) AS last,
    max(ended) AS ended,
    arg_min(oldest, (created_at, oldest)) AS oldest, arg_max(newest, (last, newest)) AS newest
FROM finest GROUP BY ALL
"""
"""The same by the columns of one table."""
_ALIKE = """
CREATE OR REPLACE TEMP TABLE kinds AS
SELECT DISTINCT local_day, {by}, linked FROM parts WHERE cluster IS NOT NULL;
CREATE OR REPLACE TEMP TABLE placed AS
SELECT kinds.rowid AS kind, parts.* EXCLUDE (local_day, {by}, linked),
    dense_rank() OVER (PARTITION BY cluster ORDER BY work NULLS FIRST) AS work_place,
    dense_rank() OVER (PARTITION BY cluster ORDER BY task NULLS FIRST) AS task_place
FROM parts JOIN kinds ON {same};
CREATE OR REPLACE TEMP TABLE classes AS
SELECT cluster, min(cluster) OVER (PARTITION BY held) AS class FROM (
    SELECT cluster, list([kind, work_place, task_place, n]
        ORDER BY kind, work_place, task_place, n) AS held
    FROM placed GROUP BY cluster
);
"""
"""Which clusters are alike: those of one class."""
_INSERT = """
INSERT INTO {table} BY NAME
SELECT kinds.*, alike.* EXCLUDE (kind)
FROM kinds JOIN (
    SELECT kind, min(cluster) AS cluster, min(work) AS work, min(task) AS task,
        sum(n)::BIGINT AS n, count(*) AS alike, min(created_at) AS created_at, max(last) AS last,
        max(ended) AS ended,
        arg_min(oldest, (created_at, oldest)) AS oldest, arg_max(newest, (last, newest)) AS newest
    FROM placed JOIN classes USING (cluster)
    GROUP BY class, kind, work_place, task_place
) alike ON alike.kind = kinds.rowid
UNION ALL BY NAME
SELECT *, n AS alike FROM parts WHERE cluster IS NULL
ORDER BY local_day
"""
_DONE = ";".join(
    f"DROP TABLE IF EXISTS {table}"
    for table in ("shared", "shared_work", "finest", "parts", "kinds", "placed", "classes")
)


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Gather all runs anew, by the days of the workspace's zone, and mark those that are alone."""
    for table in COUNTED:
        if not is_empty(connection, table):
            connection.execute(f"DELETE FROM {table}")
    (runs,) = connection.execute("SELECT count(*) FROM runs").fetchone() or (0,)
    if runs < FEWEST_RUNS:
        return
    named = connection.execute("SELECT value FROM settings WHERE name = ?", [ZONE]).fetchone()
    zone = named[0] if named else "UTC"
    connection.execute(_SHARED)
    connection.execute(_ALONE)
    if tables := worth_gathering(connection, runs, zone):
        for macro in macros_of(_RUNS).values():
            connection.execute(macro.replace("CREATE MACRO", "CREATE OR REPLACE TEMP MACRO"))
        every = dict.fromkeys(name for table in tables for name in COUNTED[table])
        connection.execute(_RUNS.format(columns=", ".join(every)), {"zone": zone})
        for table in tables:
            _insert(connection, table, COUNTED[table])
    connection.execute(_DONE)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> None:
    """Fill one of the tables, of clusters that are alike with the rows of one for all."""
    by = ", ".join(columns)
    same = " AND ".join(
        f"parts.{name} IS NOT DISTINCT FROM kinds.{name}"
        for name in ("local_day", *columns, "linked")
    )
    connection.execute(_PARTS.format(by=by))
    connection.execute(_ALIKE.format(by=by, same=same))
    connection.execute(_INSERT.format(table=table))

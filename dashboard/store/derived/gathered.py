"""Runs that count alike, gathered: most questions about many runs only count them.

A row stands for `n` runs of one local day that have every value of some columns in common, created
from `created_at` to `last`, the last of which ended at `ended`, as far as that is told; `written`
of them show what they wrote, `with_error` completed with an error, `without_reason` failed without
one. Of those that failed `oldest` is the id of the first, and of these and of those that a check
names `newest` that of the last. Most runs are the only one
of their cluster (derived/retries.py), whichever runs are chosen: they count as so many clusters of
one run, and their rows have no cluster, work or task.

Of the others clusters count alike whose runs have the same values, one by one: a task that failed
and succeeded on Monday is as good as another of that worker. Their rows stand for `alike` clusters,
each with `n / alike` runs; within a cluster, runs with one number are of one work or task. So the
tables grow with days, workers and kinds of tasks, not with runs.

There are three tables: `gathered`, where causes and checks are told; `tallied`, whose rows have
less in common and so are fewer; and `set_ups`, the same by kinds of work and
how workers were set up. Which question is answered from which says reading/choosing.py.

What an import changes is little of a long history: the days of the runs that it wrote, and of those
that share a cluster with one, are gathered anew (unsettled.py). The rows of all other days stay.
Clusters that span days, of which there are few, are of no day: what is gathered of their runs is
kept in `spanning`, each cluster apart, and told with that of all others.

A small history has none of this: its runs are counted as soon as rows would be gathered. Nor has
one whose runs have too little in common (worth_gathering.py): a table that is nearly as long as
the runs takes longer to make than it ever saves. Which tables are worth having is asked wherever
all runs are looked at anew (together.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dashboard.store.derived.macros import make_macros
from dashboard.store.derived.sharing import DAY
from dashboard.store.derived.worth_gathering import worth_gathering
from dashboard.store.tables import COUNTED, COUNTED_TOO, SPANNING_BY, is_empty, told_apart

_NUMBER = "(hash({}) >> 1)::BIGINT"
"""A number that stays the same whatever runs an import brings, which that of a row does not."""
_COUNTS = ", ".join(f"count(*) FILTER ({test}) AS {name}" for name, test in COUNTED_TOO.items())
_GATHERED = f"""
SELECT {DAY.format("created_at")} AS local_day, {{spans}} AS spans, {{columns}},
    work IS NOT NULL AS linked,
    CASE WHEN NOT alone THEN {_NUMBER.format("cluster")} END AS cluster,
    CASE WHEN NOT alone AND work IS NOT NULL THEN {_NUMBER.format("work")} END AS work,
    CASE WHEN alone OR work IS NULL THEN NULL
        WHEN work ->> 1 IS NULL THEN {_NUMBER.format("work")}
        ELSE {_NUMBER.format("cluster")} END AS task,
    count(*) AS n, {_COUNTS},
    min(created_at) AS created_at, max(created_at) AS last, max(ended) AS ended,
    arg_min(run_id, (created_at, run_id)) FILTER (outcome = 'failed') AS oldest,
    arg_max(run_id, (created_at, run_id)) FILTER (outcome = 'failed' OR checks <> '') AS newest
FROM (
    SELECT * REPLACE (nullif(checks, '') AS checks),
        CASE WHEN outcome = 'failed' OR checks <> '' THEN customers_see(run) END AS customers,
        ended_at(run) AS ended
    FROM runs run WHERE {{among}}
)
GROUP BY ALL
"""
"""Runs gathered by the columns of all tables that are made, those of every shared cluster apart."""
_SPAN = "cluster IN (SELECT cluster FROM shared WHERE spans)"
_OF_OTHER_DAYS = "rowid IN (SELECT place FROM of_other_days)"
_FIND_OTHER_DAYS = f"""
CREATE OR REPLACE TEMP TABLE other_days AS
SELECT local_day FROM mates
UNION SELECT {DAY.format("created_at")} FROM unsettled_before
"""
"""The days on which any unsettled run is or was, or a run that shares a cluster with one."""
_FIND_OF_OTHER_DAYS = f"""
CREATE OR REPLACE TEMP TABLE of_other_days AS
SELECT rowid AS place FROM runs WHERE {DAY.format("created_at")} IN (FROM other_days)
"""
"""The places of their runs."""
_NOT_MET = f"DELETE FROM spanning WHERE cluster IN (SELECT {_NUMBER.format('cluster')} FROM met)"
_OF_ONE_DAY = (
    f"(alone OR {_NUMBER.format('cluster')} NOT IN (SELECT cluster FROM spanning)) AND {{}}"
)
_FINEST = """
CREATE OR REPLACE TEMP TABLE finest AS
FROM spanning UNION ALL BY NAME ({of_days})
"""
_SUMS = ", ".join(f"sum({name})::BIGINT AS {name}" for name in ("n", *COUNTED_TOO))
_PARTS = f"""
CREATE OR REPLACE TEMP TABLE parts AS
SELECT local_day, spans, {{by}}, linked, cluster, work, task,
    {_SUMS}, min(created_at) AS created_at, max(last) AS last,
    max(ended) AS ended,
    arg_min(oldest, (created_at, oldest)) AS oldest, arg_max(newest, (last, newest)) AS newest
FROM finest GROUP BY ALL
"""
"""The same by the columns of one table."""
_ALIKE = """
CREATE OR REPLACE TEMP TABLE placed AS
WITH part AS MATERIALIZED (
    SELECT rowid AS at_row, hash(local_day, spans, {told_apart}, linked) AS kind,
        n, cluster, work, task, created_at
    FROM parts WHERE cluster IS NOT NULL
),
works AS (
    SELECT cluster, work, row_number() OVER (
        PARTITION BY cluster ORDER BY min(created_at), work NULLS FIRST
    ) AS place
    FROM part GROUP BY cluster, work
),
tasks AS (
    SELECT cluster, task, row_number() OVER (
        PARTITION BY cluster ORDER BY min(created_at), task NULLS FIRST
    ) AS place
    FROM part GROUP BY cluster, task
)
SELECT at_row, kind, n, part.cluster, works.place AS work_place, tasks.place AS task_place
FROM part
JOIN works ON works.cluster = part.cluster AND works.work IS NOT DISTINCT FROM part.work
JOIN tasks ON tasks.cluster = part.cluster AND tasks.task IS NOT DISTINCT FROM part.task;
CREATE OR REPLACE TEMP TABLE classes AS
SELECT cluster, min(cluster) OVER (PARTITION BY held) AS class FROM (
    SELECT cluster, sum(hash(kind, work_place, task_place, n)) AS held
    FROM placed GROUP BY cluster
);
"""
"""Which clusters are alike: those of one class. Within a cluster work and tasks have places in the
order in which they began; kind is a number for all that a row has in common with others, and held
one for all that stands in a cluster, in whatever order."""
_KEEP_OTHERS = """
DELETE FROM {table} WHERE spans OR local_day IN (FROM other_days)
"""
_INSERT = f"""
INSERT INTO {{table}} BY NAME
SELECT {{any_of_kind}},
    min(cluster) AS cluster, min(work) AS work, min(task) AS task,
    {_SUMS}, count(*) AS alike, min(created_at) AS created_at, max(last) AS last,
    max(ended) AS ended,
    arg_min(oldest, (created_at, oldest)) AS oldest, arg_max(newest, (last, newest)) AS newest
FROM (
    SELECT parts.*, kind, work_place, task_place, class
    FROM parts JOIN placed ON parts.rowid = placed.at_row
    JOIN classes ON classes.cluster = placed.cluster
)
GROUP BY class, kind, work_place, task_place
UNION ALL BY NAME
SELECT *, n AS alike FROM parts WHERE cluster IS NULL
ORDER BY local_day
"""
_DONE = ";".join(
    f"DROP TABLE IF EXISTS {table}"
    for table in (
        "other_days", "of_other_days", "finest", "parts", "placed", "classes",
    )
)  # fmt: skip


def refresh(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """Gather all runs by the days of a zone, if it is worth it. Needs what sharing.refresh() makes
    and marks."""
    for table in (*COUNTED, "spanning"):
        if not is_empty(connection, table):
            connection.execute(f"DELETE FROM {table}")
    (runs,) = connection.execute("SELECT count(*) FROM runs").fetchone() or (0,)
    if tables := worth_gathering(connection, runs, zone):
        _gather(connection, tables, zone, _SPAN, "true")


def follow(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """Gather the days anew that unsettled runs bear on, for the tables that are there. Needs what
    sharing.follow() makes and marks."""
    tables = [table for table in COUNTED if not is_empty(connection, table)]
    if not tables:
        return
    for sql in (_FIND_OTHER_DAYS, _FIND_OF_OTHER_DAYS):
        connection.execute(sql, {"zone": zone})
    connection.execute(_NOT_MET)
    for table in tables:
        connection.execute(_KEEP_OTHERS.format(table=table))
    spanning = f"rowid IN (SELECT place FROM mates WHERE {_SPAN})"
    _gather(connection, tables, zone, spanning, _OF_OTHER_DAYS)


def _gather(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[str],
    zone: str,
    spanning: str,
    others: str,
) -> None:
    """Put into the tables what is gathered of runs. spanning, others: conditions on the runs of
    clusters that span days and are not in `spanning` yet, and on the days of all others."""
    columns = ", ".join(name for name in SPANNING_BY if any(name in COUNTED[one] for one in tables))
    make_macros(connection, _GATHERED)
    of_clusters = _GATHERED.format(spans="true", columns=columns, among=spanning)
    of_days = _GATHERED.format(spans="false", columns=columns, among=_OF_ONE_DAY.format(others))
    connection.execute(f"INSERT INTO spanning BY NAME {of_clusters}", {"zone": zone})
    connection.execute(_FINEST.format(of_days=of_days), {"zone": zone})
    for table in tables:
        _insert(connection, table, COUNTED[table])
    connection.execute(_DONE)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> None:
    """Fill one of the tables, of clusters that are alike with the rows of one for all."""
    by = ", ".join(columns)
    of_kind = ("local_day", "spans", *columns, "linked")
    any_of_kind = ", ".join(f"any_value({name}) AS {name}" for name in of_kind)
    connection.execute(_PARTS.format(by=by))
    connection.execute(_ALIKE.format(told_apart=told_apart(columns)))
    connection.execute(_INSERT.format(table=table, any_of_kind=any_of_kind))

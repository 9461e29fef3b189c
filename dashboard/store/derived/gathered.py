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

So that other questions need not look for clusters among all runs either, these runs are marked as
`alone`; of others, and where it is not told, that is no more than unknown to be so.

What an import changes is little of a long history. So `gathered_days` keeps of each day a mark,
made of hashes of its runs: a day whose mark is another one is gathered anew, and so is every
cluster that spans days, of which there are few. The rows of all other days stay.

A small history has none of this: its runs are counted as soon as rows would be gathered. Nor has
one whose runs have too little in common (worth_gathering.py): a table that is nearly as long as
the runs takes longer to make than it ever saves. One that has all tables is not asked again.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dashboard.store.derived.worth_gathering import worth_gathering
from dashboard.store.questions import macros_of
from dashboard.store.tables import COUNTED, COUNTED_TOO, ZONE, is_empty

FEWEST_RUNS = 100_000
"""Of fewer runs every question is answered in some hundredths of a second."""

_DAY = "({} AT TIME ZONE $zone)::DATE"
_SHARED = f"""
CREATE OR REPLACE TEMP TABLE shared AS
SELECT cluster, {_DAY.format("min(created_at)")} <> {_DAY.format("max(created_at)")} AS spans
FROM runs GROUP BY cluster HAVING count(*) > 1
"""
"""The clusters of several runs, and whether these are of several days."""
_ALONE = """
UPDATE runs SET alone = true WHERE alone IS DISTINCT FROM true AND cluster NOT IN (
    SELECT cluster FROM shared
);
UPDATE runs SET alone = false WHERE alone IS DISTINCT FROM false AND cluster IN (
    SELECT cluster FROM shared
);
"""
_NUMBER = "(hash({}) >> 1)::BIGINT"
"""A number that stays the same whatever runs an import brings, which that of a row does not."""
_MARKS = f"""
CREATE OR REPLACE TEMP TABLE marks AS
SELECT {_DAY.format("created_at")} AS local_day, bit_xor(hash(
    run_id, created_at, work, cluster, {{columns}}, started_at, finished_at, duration_ms,
    effects, effects_state, output_visibility, tools_called,
    comment_preview IS NULL, output_text IS NULL, error_message IS NULL, error_type, template_id
)) AS mark
FROM runs ANTI JOIN (FROM shared WHERE spans) USING (cluster) GROUP BY local_day
"""
"""What is gathered of each run follows from these columns; all after the first line are what
customers_see() and ended_at() read. Who changes these macros empties gathered_days in a migration:
the mark of a day doesn't know by which rule it was gathered."""
_SAME_DAYS = """
CREATE OR REPLACE TEMP TABLE same_days AS
SELECT local_day FROM marks JOIN gathered_days USING (local_day, mark);
DELETE FROM gathered_days;
INSERT INTO gathered_days FROM marks
"""
_COUNTS = ", ".join(f"count(*) FILTER ({test}) AS {name}" for name, test in COUNTED_TOO.items())
_RUNS = f"""
CREATE OR REPLACE TEMP TABLE finest AS
SELECT {_DAY.format("created_at")} AS local_day, coalesce(spans, false) AS spans, {{columns}},
    work IS NOT NULL AS linked,
    CASE WHEN spans IS NOT NULL THEN {_NUMBER.format("cluster")} END AS cluster,
    CASE WHEN spans IS NOT NULL AND work IS NOT NULL THEN {_NUMBER.format("work")} END AS work,
    CASE WHEN spans IS NULL OR work IS NULL THEN NULL
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
    FROM runs run
    WHERE cluster IN (SELECT cluster FROM shared WHERE spans)
        OR {_DAY.format("created_at")} NOT IN (FROM same_days)
) LEFT JOIN shared USING (cluster)
GROUP BY ALL
"""
"""The runs of other days and of clusters that span days, gathered by the columns of all tables that
are made, those of every shared cluster apart."""
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
CREATE OR REPLACE TEMP TABLE kinds AS
SELECT DISTINCT local_day, spans, {by}, linked FROM parts WHERE cluster IS NOT NULL;
CREATE OR REPLACE TEMP TABLE placed AS
SELECT kinds.rowid AS kind, parts.* EXCLUDE (local_day, spans, {by}, linked),
    dense_rank() OVER (PARTITION BY cluster ORDER BY work_since, work NULLS FIRST) AS work_place,
    dense_rank() OVER (PARTITION BY cluster ORDER BY task_since, task NULLS FIRST) AS task_place
FROM (
    SELECT *, min(created_at) OVER (PARTITION BY cluster, work) AS work_since,
        min(created_at) OVER (PARTITION BY cluster, task) AS task_since
    FROM parts WHERE cluster IS NOT NULL
) parts JOIN kinds ON {same};
CREATE OR REPLACE TEMP TABLE classes AS
SELECT cluster, min(cluster) OVER (PARTITION BY held) AS class FROM (
    SELECT cluster, list([kind, work_place, task_place, n]
        ORDER BY kind, work_place, task_place, n) AS held
    FROM placed GROUP BY cluster
);
"""
"""Which clusters are alike: those of one class. Within a cluster work and tasks have places in the
order in which they began."""
_KEPT = """
CREATE OR REPLACE TEMP TABLE kept AS
SELECT * FROM {table} WHERE NOT spans AND local_day IN (FROM same_days);
DELETE FROM {table}
"""
_INSERT = f"""
INSERT INTO {{table}} BY NAME
FROM kept
UNION ALL BY NAME
SELECT kinds.*, alike.* EXCLUDE (kind)
FROM kinds JOIN (
    SELECT kind, min(cluster) AS cluster, min(work) AS work, min(task) AS task,
        {_SUMS}, count(*) AS alike, min(created_at) AS created_at, max(last) AS last,
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
    for table in (
        "shared", "marks", "same_days", "finest", "parts", "kinds", "placed", "classes", "kept",
    )
)  # fmt: skip


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Gather what is not gathered as it is, by the days of the workspace's zone, and mark the runs
    that are alone."""
    (runs,) = connection.execute("SELECT count(*) FROM runs").fetchone() or (0,)
    if runs < FEWEST_RUNS:
        _forget(connection)
        connection.execute("UPDATE runs SET alone = NULL WHERE alone IS NOT NULL")
        return
    named = connection.execute("SELECT value FROM settings WHERE name = ?", [ZONE]).fetchone()
    zone = {"zone": named[0] if named else "UTC"}
    connection.execute(_SHARED, zone)
    connection.execute(_ALONE)
    held = [table for table in COUNTED if not is_empty(connection, table)]
    if len(held) < len(COUNTED):
        worth = worth_gathering(connection, runs, zone["zone"])
        if worth != held:
            _forget(connection)  # a table that comes or goes is of all days
        held = worth
    if held:
        _gather(connection, held, zone)
    connection.execute(_DONE)


def _forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Nothing is gathered any more."""
    for table in (*COUNTED, "gathered_days"):
        if not is_empty(connection, table):
            connection.execute(f"DELETE FROM {table}")


def _gather(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[str], zone: dict[str, str]
) -> None:
    """Bring the tables to what the runs are."""
    columns = list(dict.fromkeys(name for table in tables for name in COUNTED[table]))
    marked = ", ".join(name for name in columns if name != "customers")
    connection.execute(_MARKS.format(columns=marked), zone)
    connection.execute(_SAME_DAYS)
    for macro in macros_of(_RUNS).values():
        connection.execute(macro.replace("CREATE MACRO", "CREATE OR REPLACE TEMP MACRO"))
    connection.execute(_RUNS.format(columns=", ".join(columns)), zone)
    for table in tables:
        _insert(connection, table, COUNTED[table])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> None:
    """Fill one of the tables, of clusters that are alike with the rows of one for all."""
    by = ", ".join(columns)
    same = " AND ".join(
        f"parts.{name} IS NOT DISTINCT FROM kinds.{name}"
        for name in ("local_day", "spans", *columns, "linked")
    )
    connection.execute(_PARTS.format(by=by))
    connection.execute(_ALIKE.format(by=by, same=same))
    connection.execute(_KEPT.format(table=table))
    connection.execute(_INSERT.format(table=table))

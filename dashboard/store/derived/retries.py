"""The piece of work that a run belongs to: a retry belongs to the run that it tried again.

A run tells that in retry_of. What it names must be a run of the history, else it says nothing;
neither does a circle of runs that each retry the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import duckdb

from dashboard.store.derived.unsettled import UNSETTLED
from dashboard.store.held_rows import held
from dashboard.store.questions import text_of
from dashboard.store.tables import is_empty

_RETRIES = """
SELECT r.run_id, r.retry_of, r.created_at, first.created_at
FROM {runs} r JOIN {runs} first ON first.run_id = r.retry_of
"""
_CONNECTED = """
CREATE OR REPLACE TEMP TABLE reached AS
WITH RECURSIVE retries AS MATERIALIZED (
    SELECT run_id, retry_of FROM runs WHERE retry_of IS NOT NULL
),
beside AS MATERIALIZED (
    SELECT run_id AS one, retry_of AS other FROM retries
    UNION ALL
    SELECT retry_of, run_id FROM retries
),
reaching AS (
    SELECT run_id FROM touched
    UNION
    SELECT retry_of FROM was WHERE retry_of IS NOT NULL
    UNION
    SELECT other FROM reaching JOIN beside ON beside.one = reaching.run_id
)
FROM reaching;
CREATE OR REPLACE TEMP TABLE places AS
SELECT rowid AS place FROM runs SEMI JOIN reached USING (run_id);
CREATE OR REPLACE TEMP TABLE connected AS
SELECT rowid AS place, run_id, retry_of, created_at, work
FROM runs WHERE rowid IN (SELECT place FROM places);
CREATE OR REPLACE TEMP TABLE works AS SELECT DISTINCT work FROM connected WHERE work IS NOT NULL
"""
"""The runs that are connected by retries with one that is touched, or were, with the work that they
were of; and that work. By their places, so that others are not looked at as a whole."""
_WORKS = """
INSERT INTO works SELECT DISTINCT runs.work
FROM runs JOIN connected ON runs.rowid = connected.place
WHERE runs.work IS NOT NULL AND runs.work NOT IN (FROM works)
"""

_CHAINS = {
    "run_id": "VARCHAR", "root": "VARCHAR", "retried": "BOOLEAN", "tried_at": "TIMESTAMPTZ",
    "again": "INTEGER",
}  # fmt: skip

_MACROS = text_of("macros/outcomes").replace("CREATE MACRO", "CREATE OR REPLACE TEMP MACRO")

NOT_RETRIED = {
    "work": "CASE WHEN task_id IS NOT NULL THEN to_json([worker_id, task_id])::VARCHAR END",
    "cluster": "coalesce('task ' || task_id, 'record ' || record_id, 'run ' || run_id)",
    "tried": "{'at': created_at, 'again': 0::INTEGER}",
    "retried": "false",
    "is_latest": "true",
    "turn": "CASE WHEN task_id IS NOT NULL AND time_basis = 'export' THEN 1::INTEGER END",
}
"""What refresh() gives a run that is no retry, was not tried again, and is the only one of its
task: expressions over its columns."""
_GIVEN = ("work", "cluster", "tried", "retried")
_OF_RUN = ", ".join(
    f"CASE WHEN root IS NULL THEN {NOT_RETRIED[name]} ELSE {of_chain} END AS {name}"
    for name, of_chain in {
        "work": "to_json(coalesce(task, [root]))::VARCHAR",
        "cluster": "coalesce('task ' || task[2], 'record ' || record, 'run ' || root)",
        "tried": "{'at': tried_at, 'again': again}",
        "retried": "chains.retried",
    }.items()
)

_ALL_ALONE = f"""
UPDATE runs SET {", ".join(f"{name} = {NOT_RETRIED[name]}" for name in _GIVEN)}, {UNSETTLED}
WHERE {" OR ".join(f"{name} IS DISTINCT FROM {NOT_RETRIED[name]}" for name in _GIVEN)}
"""


def _work(among: str) -> str:
    """SQL that gives runs their work by the chains of retries. among: a condition on those."""
    return f"""
UPDATE runs SET work = found.work, cluster = found.cluster, tried = found.tried,
    retried = found.retried, {UNSETTLED}
FROM (
    WITH named AS (
        SELECT
            root,
            arg_min([worker_id, task_id], nearest) FILTER (task_id IS NOT NULL) AS task,
            arg_min(record_id, nearest) FILTER (record_id IS NOT NULL) AS record
        FROM (
            SELECT *, (run_id <> root, created_at, run_id) AS nearest
            FROM runs JOIN chains USING (run_id) WHERE {among}
        )
        GROUP BY root
    ),
    retries AS (SELECT * FROM chains JOIN named USING (root)),
    given AS (
        SELECT runs.rowid AS place, {", ".join(f"runs.{name} AS had_{name}" for name in _GIVEN)},
            {_OF_RUN}
        FROM runs LEFT JOIN retries chains USING (run_id) WHERE {among}
    )
    SELECT place, {", ".join(_GIVEN)} FROM given
    WHERE {" OR ".join(f"{name} IS DISTINCT FROM had_{name}" for name in _GIVEN)}
) found
WHERE runs.rowid = found.place
"""


_SEVERAL = """
CREATE OR REPLACE TEMP TABLE several AS
SELECT work FROM runs WHERE work IS NOT NULL AND {among} GROUP BY work HAVING count(*) > 1
"""
"""Work of which there is more than one run: all other runs are the only and so the latest ones."""
_ALONE = f"""
UPDATE runs SET is_latest = true, {UNSETTLED},
    turn = CASE WHEN time_basis = 'export' THEN 1 END
WHERE work IS NOT NULL AND {{among}} AND work NOT IN (FROM several)
    AND (is_latest IS DISTINCT FROM true
        OR turn IS DISTINCT FROM CASE WHEN time_basis = 'export' THEN 1 END);
UPDATE runs SET is_latest = true, turn = NULL, {UNSETTLED}
WHERE work IS NULL AND (is_latest IS DISTINCT FROM true OR turn IS NOT NULL)
"""
_AMONG_OTHERS = f"""
UPDATE runs SET is_latest = found.is_latest, turn = found.turn, {UNSETTLED}
FROM (
    WITH dated AS (
        SELECT *, rowid AS at_row, at_last(tried, retried, work) AS at_last
        FROM runs SEMI JOIN several USING (work)
    ),
    untold AS (
        SELECT work FROM dated GROUP BY work HAVING last_is_untold(time_basis, retried, at_last)
    )
    SELECT
        at_row,
        CASE
            WHEN retried THEN false
            WHEN work IN (FROM untold) THEN NULL
            ELSE row_number() OVER (
                PARTITION BY work ORDER BY place(tried, outcome, run_id) DESC
            ) = 1
        END AS is_latest,
        CASE WHEN bool_and(time_basis = 'export') OVER (PARTITION BY work)
            THEN row_number() OVER (PARTITION BY work ORDER BY tried, run_id) END AS turn
    FROM dated
) found
WHERE runs.rowid = found.at_row AND (
    runs.is_latest IS DISTINCT FROM found.is_latest OR runs.turn IS DISTINCT FROM found.turn
)
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Give every run its piece of work, its cluster, and whether it is the latest of its work.

    work: a task of a worker, or a run with its retries; NULL for a run that repeats nothing. A
    retry has the task and the record of the run that it tried again, or, if that names none, of the
    first run of the chain that does. cluster: what tends to end alike: the work's task, else its
    record, else the run that was tried again, else the run itself; with a word for which of these
    it is, for a run may be called like a task. retried: whether it was tried again. tried: when it
    was tried, and how many tries of one run led to it. That orders runs: a retry comes after the
    run that it tried again, whatever its own clock says. Latest of its work is the last by that; of
    runs that it leaves at one place the last as of the macro `place`. NULL where that can't be
    told (`last_is_untold`). turn: the how many-th of its work a run is, from 1; NULL where any run
    of it has no time of its own.
    """
    retries = connection.execute(_RETRIES.format(runs="runs")).fetchall()
    if retries:
        with held(connection, "chains", _CHAINS, _chains(retries)):
            connection.execute(_work("true"))
    else:
        connection.execute(_ALL_ALONE)
    _order(connection, "true")


def follow(connection: duckdb.DuckDBPyConnection) -> None:
    """The same for what is touched (derived/touched.py): the runs that retries connect with a
    touched one, and the work that they are or were of."""
    connection.execute(_CONNECTED)
    retries = connection.execute(_RETRIES.format(runs="connected")).fetchall()
    with held(connection, "chains", _CHAINS, _chains(retries)):
        connection.execute(_work("runs.rowid IN (SELECT place FROM connected)"))
    connection.execute(_WORKS)
    _order(connection, "work IN (FROM works)")
    for name in ("reached", "places", "connected", "works"):
        connection.execute(f"DROP TABLE {name}")


def _order(connection: duckdb.DuckDBPyConnection, among: str) -> None:
    """Say which runs are the latest of their work, and the how many-th. among: a condition on the
    work of which that is to be said."""
    connection.execute(_SEVERAL.format(among=among))
    connection.execute(_ALONE.format(among=among))
    if not is_empty(connection, "several"):
        connection.execute(_MACROS)
        connection.execute(_AMONG_OTHERS)
    connection.execute("DROP TABLE several")


def _chains(found: Sequence[tuple[str, str, datetime, datetime]]) -> Iterator[tuple[object, ...]]:
    """Rows of _CHAINS: the runs of all chains, from every retry, the run that it tried again, and
    the times of both."""
    retries = {run_id: first for run_id, first, _, _ in found}
    times = {first: at for _, first, _, at in found} | {run_id: at for run_id, _, at, _ in found}
    roots = roots_of(retries)
    retried = {retries[run_id] for run_id in roots}
    tried = {root: (times[root], 0) for root in roots.values()}
    for name in roots:
        at, again = tried[retries[name]]
        tried[name] = max(times[name], at), again + 1
    for name, (at, again) in tried.items():
        yield name, roots.get(name, name), name in retried, at, again


def roots_of(retries: Mapping[str, str]) -> dict[str, str]:
    """Per retry the first run of its chain, never a retry before what it tried again. retries: per
    retry the run that it tried again.

    Retries in a circle are left out; a chain that leads into a circle begins where it meets it.
    """
    roots: dict[str, str] = {}
    circular: set[str] = set()
    for start in retries:
        path: dict[str, None] = {}
        here = start
        while here in retries and here not in roots and here not in circular and here not in path:
            path[here] = None
            here = retries[here]
        if here in path:
            walked = list(path)
            circular.update(walked[walked.index(here) :])
        root = roots.get(here, here)
        roots |= {name: root for name in reversed(path) if name not in circular}
    return roots

"""The piece of work that a run belongs to: a retry belongs to the run that it tried again.

A run tells that in retry_of. What it names must be a run of the history, else it says nothing;
neither does a circle of runs that each retry the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import duckdb
import pyarrow as pa

from dashboard.store.questions import text_of

_RETRIES = """
SELECT r.run_id, r.retry_of, r.created_at, first.created_at
FROM runs r JOIN runs first ON first.run_id = r.retry_of
"""

_CHAINS = pa.schema(
    [
        ("run_id", pa.string()),
        ("root", pa.string()),
        ("retried", pa.bool_()),
        ("tried_at", pa.timestamp("us", tz="UTC")),
        ("again", pa.int32()),
    ]
)

_MACROS = text_of("macros/outcomes").replace("CREATE MACRO", "CREATE OR REPLACE TEMP MACRO")

_WORK = """
UPDATE runs SET work = found.work, cluster = found.cluster, is_latest = found.is_latest,
    tried = found.tried, retried = found.retried, turn = found.turn
FROM (
    WITH named AS (
        SELECT
            root,
            arg_min([worker_id, task_id], nearest) FILTER (task_id IS NOT NULL) AS task,
            arg_min(record_id, nearest) FILTER (record_id IS NOT NULL) AS record
        FROM (
            SELECT *, (run_id <> root, created_at, run_id) AS nearest
            FROM runs JOIN chains USING (run_id)
        )
        GROUP BY root
    ),
    belongs AS (
        SELECT
            run_id, outcome, root, time_basis,
            coalesce(chains.retried, false) AS retried,
            {'at': coalesce(tried_at, created_at), 'again': coalesce(again, 0)} AS tried,
            CASE WHEN root IS NOT NULL THEN task
                WHEN task_id IS NOT NULL THEN [worker_id, task_id] END AS task,
            CASE WHEN root IS NOT NULL THEN record ELSE record_id END AS record
        FROM runs LEFT JOIN chains USING (run_id) LEFT JOIN named USING (root)
    ),
    worked AS (
        SELECT *, to_json(coalesce(task, CASE WHEN root IS NOT NULL THEN [root] END))::VARCHAR
            AS work
        FROM belongs
    ),
    dated AS (
        SELECT *, at_last(tried, retried, work) AS at_last
        FROM worked
    ),
    untold AS (
        SELECT work FROM dated WHERE work IS NOT NULL
        GROUP BY work HAVING last_is_untold(time_basis, retried, at_last)
    )
    SELECT
        run_id, work, tried, retried,
        coalesce('task ' || task[2], 'record ' || record, 'run ' || coalesce(root, run_id))
            AS cluster,
        CASE
            WHEN work IS NULL THEN true
            WHEN retried THEN false
            WHEN work IN (FROM untold) THEN NULL
            ELSE row_number() OVER (
                PARTITION BY work ORDER BY place(tried, outcome, run_id) DESC
            ) = 1
        END AS is_latest,
        CASE WHEN work IS NOT NULL AND bool_and(time_basis = 'export') OVER (PARTITION BY work)
            THEN row_number() OVER (PARTITION BY work ORDER BY tried, run_id) END AS turn
    FROM dated
) found
WHERE runs.run_id = found.run_id AND (
    runs.work IS DISTINCT FROM found.work OR runs.cluster IS DISTINCT FROM found.cluster
    OR runs.is_latest IS DISTINCT FROM found.is_latest
    OR runs.tried IS DISTINCT FROM found.tried OR runs.retried IS DISTINCT FROM found.retried
    OR runs.turn IS DISTINCT FROM found.turn
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
    connection.register("chains", _chains(connection.execute(_RETRIES).fetchall()))
    connection.execute(_MACROS)
    connection.execute(_WORK)
    connection.unregister("chains")


def _chains(found: Sequence[tuple[str, str, datetime, datetime]]) -> pa.Table:
    """The runs of all chains, from every retry, the run that it tried again, and their times."""
    retries = {run_id: first for run_id, first, _, _ in found}
    times = {first: at for _, first, _, at in found} | {run_id: at for run_id, _, at, _ in found}
    roots = roots_of(retries)
    retried = {retries[run_id] for run_id in roots}
    tried = {root: (times[root], 0) for root in roots.values()}
    for name in roots:
        at, again = tried[retries[name]]
        tried[name] = max(times[name], at), again + 1
    columns: tuple[list[object], ...] = (
        list(tried),
        [roots.get(name, name) for name in tried],
        [name in retried for name in tried],
        [at for at, _ in tried.values()],
        [again for _, again in tried.values()],
    )
    return pa.Table.from_arrays(
        [pa.array(column, type=field.type) for column, field in zip(columns, _CHAINS, strict=True)],
        schema=_CHAINS,
    )


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

"""The piece of work that a run belongs to: a retry belongs to the run that it tried again.

A run tells that in retry_of. What it names must be a run of the history, else it says nothing;
neither does a circle of runs that each retry the next.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa

_RETRIES = """
SELECT r.run_id, r.retry_of FROM runs r SEMI JOIN runs first ON first.run_id = r.retry_of
WHERE r.retry_of IS NOT NULL
"""

_CHAINS = pa.schema([("run_id", pa.string()), ("root", pa.string()), ("retried", pa.bool_())])

_WORK = """
UPDATE runs SET work = found.work, cluster = found.cluster, is_latest = found.is_latest
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
            run_id, created_at, outcome, root, time_basis,
            coalesce(retried, false) AS retried,
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
        SELECT *, NOT retried AND created_at = max(created_at) FILTER (NOT retried) OVER (
            PARTITION BY work
        ) AS newest
        FROM worked
    )
    SELECT
        run_id,
        work,
        coalesce('task ' || task[2], 'record ' || record, 'run ' || coalesce(root, run_id))
            AS cluster,
        CASE
            WHEN work IS NULL THEN true
            WHEN retried THEN false
            WHEN bool_or(time_basis = 'import' AND NOT retried) OVER of_work
                    AND sum((NOT retried)::INTEGER) OVER of_work > 1
                OR bool_or(time_basis = 'as_of' AND newest) OVER of_work
                    AND sum(newest::INTEGER) OVER of_work > 1
                THEN NULL
            ELSE row_number() OVER (of_work ORDER BY retried, created_at DESC,
                coalesce(list_position(['failed', 'bad', 'succeeded'], outcome), 0) DESC,
                run_id DESC) = 1
        END AS is_latest
    FROM dated
    WINDOW of_work AS (PARTITION BY work)
) found
WHERE runs.run_id = found.run_id AND (
    runs.work IS DISTINCT FROM found.work OR runs.cluster IS DISTINCT FROM found.cluster
    OR runs.is_latest IS DISTINCT FROM found.is_latest
)
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Give every run its piece of work, its cluster, and whether it is the latest of its work.

    work: a task of a worker, or a run with its retries; NULL for a run that repeats nothing. A
    retry has the task and the record of the run that it tried again, or, if that names none, of the
    first run of the chain that does. cluster: what tends to end alike: the work's task, else its
    record, else the run that was tried again, else the run itself; with a word for which of these
    it is, for a run may be called like a task. Latest of its work is the last by created_at that
    was not tried again; at one time a run that finished before one that didn't, good before bad
    before failed, so that work that was done then counts as done; of runs that ended alike the last
    by run_id. NULL where that can't be told: one of several runs stands at the time of its import,
    or one of the last at that of its export.
    """
    retries = dict(connection.execute(_RETRIES).fetchall())
    roots = roots_of(retries)
    retried = {retries[run_id] for run_id in roots}
    members = {**roots, **{root: root for root in roots.values()}}
    columns = [list(members), list(members.values()), [name in retried for name in members]]
    chains = pa.Table.from_arrays(
        [pa.array(column, type=field.type) for column, field in zip(columns, _CHAINS, strict=True)],
        schema=_CHAINS,
    )
    connection.register("chains", chains)
    connection.execute(_WORK)
    connection.unregister("chains")


def roots_of(retries: Mapping[str, str]) -> dict[str, str]:
    """Per retry the first run of its chain. retries: per retry the run that it tried again.

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
        roots |= {name: root for name in path if name not in circular}
    return roots

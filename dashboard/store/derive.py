"""What the store works out about runs after every import, as a function of the tables alone."""

from __future__ import annotations

DERIVED_CHANGES = """
DELETE FROM changes WHERE origin = 'derived';
INSERT INTO changes BY NAME
WITH seen AS (
    SELECT worker_id, created_at, run_id, thing.what AS what, thing.value AS value
    FROM runs, (
        SELECT unnest([
            {'what': 'instructions', 'value': coalesce(instructions_version, instructions_id)},
            {'what': 'model', 'value': model},
            {'what': 'context', 'value': array_to_string(list_sort(context_sources), '; ')},
            {'what': 'tools', 'value': array_to_string(list_sort(tool_categories), '; ')}
        ]) AS thing
    )
    WHERE worker_id IS NOT NULL AND thing.value IS NOT NULL
),
spans AS (
    SELECT worker_id, what, value, min(created_at) AS changed_at, max(created_at) AS last_seen
    FROM seen GROUP BY worker_id, what, value
),
ordered AS (
    SELECT *, lag(value) OVER before AS old, max(last_seen) OVER (
        PARTITION BY worker_id, what ORDER BY changed_at, value
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS others_last_seen
    FROM spans
    WINDOW before AS (PARTITION BY worker_id, what ORDER BY changed_at, value)
)
SELECT worker_id, changed_at, what, old, value AS new, 'derived' AS origin
FROM ordered
WHERE others_last_seen - changed_at <= (last_seen - changed_at) * 0.1 AND NOT EXISTS (
    SELECT 1 FROM changes c WHERE c.worker_id = ordered.worker_id AND c.what = ordered.what
)
"""
"""A change is the first run of a worker with a new value, if the earlier values are gone from then
on, or soon after (a tenth of the time in which the new one is seen): values that run side by side,
or by turns, are no change. A change log in the export wins."""

OUTCOME = """
UPDATE runs SET outcome = CASE
    WHEN status <> 'completed' THEN status WHEN quality = 'bad' THEN 'bad' ELSE 'succeeded' END
WHERE outcome IS DISTINCT FROM CASE
    WHEN status <> 'completed' THEN status WHEN quality = 'bad' THEN 'bad' ELSE 'succeeded' END
"""

VERSION = """
UPDATE runs SET version = named.version
FROM (
    WITH labels AS (
        SELECT instructions_id, min(instructions_version) AS label
        FROM instructions WHERE instructions_version IS NOT NULL GROUP BY instructions_id
    ),
    edits AS (
        SELECT worker_id, changed_at, max(new) AS new
        FROM changes WHERE what = 'instructions' AND new IS NOT NULL
        GROUP BY worker_id, changed_at
    )
    SELECT r.run_id, coalesce(
        r.instructions_version, l.label, left(r.instructions_id, 8), e.new
    ) AS version
    FROM runs r
    LEFT JOIN labels l USING (instructions_id)
    ASOF LEFT JOIN edits e ON e.worker_id = r.worker_id AND e.changed_at <= r.created_at
) named
WHERE runs.run_id = named.run_id AND runs.version IS DISTINCT FROM named.version
"""
"""The version in force when the run was created: the run's own beats the change log."""

IS_LATEST = """
UPDATE runs SET is_latest = ranked.is_latest
FROM (
    SELECT run_id, task_id IS NULL OR row_number() OVER (
        PARTITION BY worker_id, task_id ORDER BY created_at DESC, run_id DESC
    ) = 1 AS is_latest
    FROM runs
) ranked
WHERE runs.run_id = ranked.run_id AND runs.is_latest IS DISTINCT FROM ranked.is_latest
"""
"""Latest run of a task: last by (created_at, run_id) of each (worker, task). A run without a task
repeats nothing, so it stays."""

STEPS = (DERIVED_CHANGES, OUTCOME, VERSION, IS_LATEST)

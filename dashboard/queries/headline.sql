-- The headline numbers of the chosen runs. A cluster (store/derived/retries.py) is a linked task, else a
-- source record, else a run with its retries: its runs tend to end alike, which the intervals take
-- into account.
WITH clusters AS (
    SELECT
        cluster,
        count(*) AS m,
        sum((outcome = 'succeeded')::INTEGER) AS s,
        sum((outcome = 'failed')::INTEGER) AS f
    FROM runs
    WHERE finished(outcome)
    GROUP BY ALL
),
moments AS (
    SELECT
        count(*) AS clusters,
        coalesce(sum(m * m), 0)::DOUBLE AS mm,
        coalesce(sum(s * s), 0)::DOUBLE AS ss,
        coalesce(sum(s * m), 0)::DOUBLE AS sm,
        coalesce(sum(f * f), 0)::DOUBLE AS ff,
        coalesce(sum(f * m), 0)::DOUBLE AS fm
    FROM clusters
),
counts AS (
    SELECT
        count(*) AS runs,
        count(*) FILTER (status = 'queued') AS queued,
        count(*) FILTER (status = 'pending') AS pending,
        count(*) FILTER (status = 'running') AS running,
        count(*) FILTER (status = 'completed') AS completed,
        count(*) FILTER (status = 'cancelled') AS cancelled,
        count(*) FILTER (status = 'unknown') AS unknown,
        count(*) FILTER (outcome = 'succeeded') AS succeeded,
        count(*) FILTER (outcome = 'bad') AS bad,
        count(*) FILTER (outcome = 'failed') AS failed,
        count(*) FILTER (is_latest AND outcome = 'failed' AND work IS NOT NULL) AS unresolved,
        count(DISTINCT work) FILTER (is_latest IS NULL) AS untold,
        count(DISTINCT coalesce('task ' || (work ->> 1), work)) AS tasks,
        count(DISTINCT work) AS pairs,
        count(*) FILTER (time_basis = 'import') AS placed,
        count(*) FILTER (time_basis = 'as_of') AS stamped,
        count(*) FILTER (completed(outcome) AND judged IS NOT NULL) AS judged,
        count(DISTINCT worker_id) AS workers,
        min(created_at) FILTER (time_basis IS DISTINCT FROM 'import') AS first,
        max(created_at) FILTER (time_basis IS DISTINCT FROM 'import') AS last
    FROM runs
)
SELECT * FROM counts, moments

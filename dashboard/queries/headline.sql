-- The headline numbers of the chosen runs. A cluster (store/derived/retries.py) is a linked task, else a
-- source record, else a run with its retries: its runs tend to end alike, which the intervals take
-- into account. Rows of one stand for so many that are alike, those without a cluster for so many of
-- one run (store/reading/choosing.py).
WITH clusters AS (
    SELECT
        alike,
        sum(n) / alike AS m,
        many(n, outcome = 'succeeded') / alike AS s,
        many(n, outcome = 'failed') / alike AS f
    FROM run_counts
    WHERE finished(outcome) AND cluster IS NOT NULL
    GROUP BY cluster, alike
    UNION ALL
    SELECT
        sum(n), 1::DOUBLE, (outcome = 'succeeded')::DOUBLE, (outcome = 'failed')::DOUBLE
    FROM run_counts
    WHERE finished(outcome) AND cluster IS NULL
    GROUP BY outcome
),
moments AS (
    SELECT
        coalesce(sum(alike), 0)::BIGINT AS clusters,
        coalesce(sum(alike * m * m), 0)::DOUBLE AS mm,
        coalesce(sum(alike * s * s), 0)::DOUBLE AS ss,
        coalesce(sum(alike * s * m), 0)::DOUBLE AS sm,
        coalesce(sum(alike * f * f), 0)::DOUBLE AS ff,
        coalesce(sum(alike * f * m), 0)::DOUBLE AS fm
    FROM clusters
),
counts AS (
    SELECT
        many(n, true) AS runs,
        many(n, status = 'queued') AS queued,
        many(n, status = 'pending') AS pending,
        many(n, status = 'running') AS running,
        many(n, status = 'completed') AS completed,
        many(n, status = 'cancelled') AS cancelled,
        many(n, status = 'unknown') AS unknown,
        many(n, outcome = 'succeeded') AS succeeded,
        many(n, outcome = 'bad') AS bad,
        many(n, outcome = 'failed') AS failed,
        many(n, is_latest AND outcome = 'failed' AND linked) AS unresolved,
        distinct_of(work, n, alike, linked AND is_latest IS NULL) AS untold,
        distinct_of(task, n, alike, linked) AS tasks,
        distinct_of(work, n, alike, linked) AS pairs,
        many(n, time_basis = 'import') AS placed,
        many(n, time_basis = 'as_of') AS stamped,
        many(n, completed(outcome) AND judged IS NOT NULL) AS judged,
        count(DISTINCT worker_id) AS workers,
        min(created_at) FILTER (time_basis IS DISTINCT FROM 'import') AS first,
        max(last) FILTER (time_basis IS DISTINCT FROM 'import') AS last
    FROM run_counts
)
SELECT * FROM counts, moments

-- How many of the chosen failed runs stood in the evidence of a decision: with its cause, '' for any,
-- among those that customers may see something of where it counted these, and within its time; one
-- without an end is about all, also runs whose time we gave.
WITH evidence AS (
    SELECT unnest($causes::VARCHAR[]) AS cause, unnest($customers::BOOLEAN[]) AS customers,
        unnest($since::TIMESTAMPTZ[]) AS since, unnest($until::TIMESTAMPTZ[]) AS until
),
failed AS (
    SELECT cause, created_at, customers_see(run) IN ('yes', 'maybe') AS may_be_seen,
        time_basis IS DISTINCT FROM 'import' AS timed
    FROM failures run
)
SELECT count(*) AS runs FROM failed f WHERE EXISTS (
    SELECT 1 FROM evidence e
    WHERE e.cause IN ('', f.cause)
        AND (f.may_be_seen OR NOT e.customers)
        AND (e.until IS NULL OR f.timed AND f.created_at < e.until)
        AND (e.since IS NULL OR f.timed AND f.created_at >= e.since)
)

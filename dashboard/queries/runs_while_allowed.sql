-- Per category of tools how many of the chosen runs, of which it is known what they called, came while
-- it was allowed: as they say themselves, else since the time that is given, else all of them.
WITH known AS (
    SELECT
        created_at, calls_known,
        list_transform(tool_categories, lambda name: lower(name)) AS allowed
    FROM setup_counts WHERE calls_known > 0
),
asked AS (SELECT unnest($names::VARCHAR[]) AS name, unnest($allowed_from::TIMESTAMPTZ[]) AS since)
SELECT
    name,
    many(calls_known, CASE
        WHEN allowed IS NOT NULL THEN list_contains(allowed, lower(name))
        ELSE since IS NULL OR created_at >= since
    END) AS runs
FROM asked CROSS JOIN known
GROUP BY name
ORDER BY name

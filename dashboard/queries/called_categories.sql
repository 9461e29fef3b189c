-- Which categories of tools the chosen runs called. runs: those of which it is known what they
-- called; unnamed: calls of which no category is known.
SELECT
    (SELECT many(calls_known, true) FROM run_counts) AS runs,
    coalesce(list(DISTINCT category ORDER BY category) FILTER (category IS NOT NULL), []) AS called,
    many(calls, category IS NULL) AS unnamed
FROM calls_counted

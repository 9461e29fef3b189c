-- Which categories of tools the chosen runs called. runs: those of which it is known what they
-- called; unnamed: calls of which no category is known.
WITH known AS MATERIALIZED (SELECT tools_called FROM runs WHERE tools_called IS NOT NULL),
calls AS (SELECT call.category AS category FROM (SELECT unnest(tools_called) AS call FROM known))
SELECT
    (SELECT count(*) FROM known) AS runs,
    coalesce(list(DISTINCT category ORDER BY category) FILTER (category IS NOT NULL), []) AS called,
    count(*) FILTER (category IS NULL) AS unnamed
FROM calls

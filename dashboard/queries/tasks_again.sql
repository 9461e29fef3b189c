-- How many tasks ran more than once among the chosen runs.
SELECT coalesce(sum(alike), 0)::BIGINT AS tasks
FROM (SELECT alike FROM run_counts WHERE work IS NOT NULL GROUP BY work, alike HAVING sum(n) > alike)

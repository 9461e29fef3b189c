-- How many tasks ran more than once among the chosen runs.
SELECT count(*) AS tasks
FROM (SELECT work FROM runs WHERE work IS NOT NULL GROUP BY work HAVING count(*) > 1)

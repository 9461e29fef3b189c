-- Where the chosen runs that failed come from, per cause.
SELECT cause, origin, count(*) AS runs FROM failures GROUP BY ALL ORDER BY ALL

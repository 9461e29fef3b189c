-- Where the chosen runs that failed come from, per cause.
SELECT cause, origin, many(n, true) AS runs FROM kind_counts WHERE outcome = 'failed'
GROUP BY ALL ORDER BY ALL

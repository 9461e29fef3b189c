-- How many of the chosen runs failed and are of no task: they name none, and no run was tried again
-- of which they or it are a part (store/derived/retries.py).
SELECT many(n, true) AS failed FROM run_counts WHERE outcome = 'failed' AND NOT linked

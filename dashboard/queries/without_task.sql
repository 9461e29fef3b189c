-- How many of the chosen runs failed and are of no task: they name none, and no run was tried again
-- of which they or it are a part (store/derived/retries.py).
SELECT count(*) AS failed FROM runs WHERE outcome = 'failed' AND work IS NULL

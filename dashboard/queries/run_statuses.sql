-- Runs by status.
SELECT status, count(*) AS runs FROM runs GROUP BY status

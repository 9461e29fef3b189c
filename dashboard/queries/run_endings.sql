-- Runs by status and quality.
SELECT status, quality, count(*) AS runs FROM runs GROUP BY status, quality

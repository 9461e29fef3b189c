-- Values of a worker's things that nothing puts in an order (begun_at_once.sql). timed: whether the
-- runs have times of their own.
SELECT worker_id, worker, what, names, parts, first IS NOT NULL AS timed, alone
FROM begun_at_once ORDER BY worker, worker_id, what, first

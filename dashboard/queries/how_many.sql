-- How many runs are chosen.
SELECT coalesce(sum(n), 0)::BIGINT AS runs FROM run_counts

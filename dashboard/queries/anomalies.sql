-- How many of the chosen runs say two things at once: completed with an error, failed without one.
SELECT
    coalesce(sum(with_error), 0)::BIGINT AS completed_with_error,
    coalesce(sum(without_reason), 0)::BIGINT AS failed_without_reason
FROM run_counts

-- How many of the chosen runs say two things at once: completed with an error, failed without one.
SELECT
    count(*) FILTER (
        status = 'completed' AND (error_message IS NOT NULL OR error_type IS NOT NULL)
    ) AS completed_with_error,
    count(*) FILTER (
        status = 'failed' AND coalesce(template_id, '') = ''
    ) AS failed_without_reason
FROM runs

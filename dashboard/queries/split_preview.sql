-- How many runs of a cause, over all time, have these words (in lower case) in their error.
SELECT
    count(*) FILTER (contains(lower(concat_ws(' ', error_type, error_message)), $words)) AS moved,
    count(*) AS runs
FROM failures
WHERE cause = $cause

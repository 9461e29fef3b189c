-- How many of the chosen runs completed, and how many of all of them show what they wrote.
SELECT
    count(*) FILTER (status = 'completed') AS completed,
    count(*) FILTER (coalesce(output_text, comment_preview) IS NOT NULL) AS written
FROM runs

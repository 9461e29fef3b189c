-- How many of the chosen runs finished, and how many of all of them show what they wrote.
SELECT
    count(*) FILTER (finished(outcome)) AS finished,
    count(*) FILTER (coalesce(output_text, comment_preview) IS NOT NULL) AS written
FROM runs

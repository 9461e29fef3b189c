-- How many of the chosen runs are in the sets a and b, and in both.
SELECT
    count(*) FILTER (in_a AND NOT in_b) AS a,
    count(*) FILTER (in_b AND NOT in_a) AS b,
    count(*) FILTER (in_a AND in_b) AS in_both
FROM sides

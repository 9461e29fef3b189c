-- How many of the runs that a sample is taken of are in one of the sets a and b only.
SELECT count(*) FILTER (in_a AND NOT in_b) AS a, count(*) FILTER (in_b AND NOT in_a) AS b
FROM sides

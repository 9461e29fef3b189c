-- How many of the chosen runs are in the sets a and b, and in both.
SELECT
    many(n, in_a AND NOT in_b) AS a,
    many(n, in_b AND NOT in_a) AS b,
    many(n, in_a AND in_b) AS in_both
FROM counted_sides

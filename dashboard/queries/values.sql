-- The values of a dimension among the chosen runs, most runs first, and how many values there are; at
-- most $shown, and of $named those that any run has; NULL for the runs without one.
SELECT value, sum(n)::BIGINT AS runs, count(value) OVER () AS values
FROM valued
GROUP BY value
QUALIFY row_number() OVER (ORDER BY value IS NULL, sum(n) DESC, value) <= $shown
    OR list_contains($named::VARCHAR[], value) OR value IS NULL
ORDER BY runs DESC, value

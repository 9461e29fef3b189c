-- The values of a dimension among the chosen runs, most runs first, and how many values there are; at
-- most $shown, and of $named those that any run has.
SELECT value, count(*) AS runs, count(*) OVER () AS values
FROM valued WHERE value IS NOT NULL
GROUP BY value
QUALIFY row_number() OVER (ORDER BY count(*) DESC, value) <= $shown
    OR list_contains($named::VARCHAR[], value)
ORDER BY runs DESC, value

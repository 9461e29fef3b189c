-- What failed runs around changes said went wrong, by change and side, of those with the given
-- causes: the error, and the calls that failed in them.
SELECT
    change,
    place,
    cause,
    coalesce(error_type, '') AS error_type,
    coalesce(left(error_message, $letters), '') AS error,
    array_to_string(list_transform(
        list_filter(tools_called, lambda call: call.ok IS FALSE),
        lambda call: concat_ws(' ', call.name, call.category)
    ), '; ') AS calls,
    count(*) AS runs
FROM windowed_failures
WHERE place IN ('before', 'after') AND list_contains($causes, cause)
GROUP BY ALL
ORDER BY ALL

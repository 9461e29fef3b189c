-- Failed runs of the chosen ones that wrote, or may have written, where customers see it. Of what a
-- run created its effects tell first, then its comment; unknown never counts as none. cause: that of
-- most of them, so many.
WITH seen AS (
    SELECT
        worker_id,
        worker,
        cause,
        coalesce(list_bool_or(list_transform(effects, lambda one: one.customer_visible)), false)
            OR (output_visibility = 'customer'
                AND (effects_state = 'created' OR comment_preview IS NOT NULL)) IS TRUE AS created,
        output_visibility = 'customer'
            AND coalesce(effects_state, 'unknown') = 'unknown' AS unknown
    FROM failures
    WHERE worker_id IS NOT NULL
)
SELECT
    worker_id,
    any_value(worker) AS worker,
    count(*) FILTER (created) AS created,
    count(*) FILTER (unknown IS TRUE AND NOT created) AS unknown,
    mode(cause ORDER BY cause) FILTER (created OR unknown IS TRUE) AS cause,
    max(with_cause) AS with_cause
FROM (
    SELECT *, count(*) FILTER (created OR unknown IS TRUE)
        OVER (PARTITION BY worker_id, cause) AS with_cause
    FROM seen
)
GROUP BY worker_id
HAVING count(*) FILTER (created OR unknown IS TRUE) > 0
ORDER BY worker_id

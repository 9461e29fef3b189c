-- The chosen runs that completed, by worker and by whether customers see what they wrote: how many
-- there are, and the first of them in an order that is the same for everybody who names the seed.
WITH seen AS (
    SELECT
        run_id, worker_id,
        coalesce(list_bool_or(list_transform(effects, lambda one: one.customer_visible)), false)
            OR coalesce(output_visibility = 'customer', false) AS customer
    FROM runs WHERE completed(outcome)
)
SELECT
    customer, worker_id, count(*) AS runs,
    arg_min(run_id, md5($seed || run_id), $most) AS first_ids
FROM seen
GROUP BY customer, worker_id
ORDER BY customer, worker_id

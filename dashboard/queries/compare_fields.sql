-- What is in the fields that runs may be compared by, over about $at_most of the chosen
-- runs: how many values, how many of them look like a time, a measured number or an address; how
-- many runs of the $good and of the $ill outcomes have a value, and one that no other of them has.
WITH chosen AS (
    SELECT * FROM runs
    WHERE hash(run_id) % (
        SELECT greatest(1, count(*) // $at_most)::UBIGINT FROM runs
    ) = 0
),
held AS (
    SELECT list_contains($good, outcome) AS worked, list_contains($ill, outcome) AS did_not,
        unnest(given(run), recursive := false) AS pair
    FROM chosen run
),
valued AS (
    SELECT pair.attribute AS field, pair.value AS value, count(*) AS runs,
        count(*) FILTER (worked) AS worked, count(*) FILTER (did_not) AS did_not
    FROM held WHERE pair.value IS NOT NULL
    GROUP BY ALL
),
ended AS (
    SELECT count(*) FILTER (list_contains($good, outcome)) AS worked,
        count(*) FILTER (list_contains($ill, outcome)) AS did_not
    FROM chosen
)
SELECT field, count(*) AS values, sum(runs)::BIGINT AS given,
    count(*) FILTER (regexp_matches(lower(value), $looks)) AS looks,
    (SELECT worked FROM ended) AS worked,
    (SELECT did_not FROM ended) AS did_not,
    sum(valued.worked)::BIGINT AS given_worked,
    sum(valued.did_not)::BIGINT AS given_did_not,
    coalesce(sum(valued.worked) FILTER (valued.did_not = 0), 0)::BIGINT AS only_worked,
    coalesce(sum(valued.did_not) FILTER (valued.worked = 0), 0)::BIGINT AS only_did_not
FROM valued
GROUP BY field
ORDER BY field

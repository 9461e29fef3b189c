-- Of fields that a workspace offers ($names, with the two ways that lead to each) those that hold a
-- list in any run.
SELECT DISTINCT field[1] AS name FROM (
    SELECT extra,
        unnest(list_zip($names::VARCHAR[], $wholes::VARCHAR[], $steps::VARCHAR[])) AS field
    FROM runs WHERE extra IS NOT NULL
)
WHERE json_type(coalesce(json_extract(extra, field[2]), json_extract(extra, field[3]))) = 'ARRAY'
ORDER BY name

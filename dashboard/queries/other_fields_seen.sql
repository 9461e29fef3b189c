-- The other fields of the chosen runs, over about $at_most of them: of each in how many it has a value,
-- how many values it has, and the most common. Fields within a field are named by both, with a dot
-- between; of a list each element is a value, and a list of things that have fields themselves is none.
WITH looked AS (
    SELECT run_id, extra FROM runs
    WHERE extra IS NOT NULL
        AND hash(run_id) % (SELECT greatest(1, count(*) // $at_most)::UBIGINT FROM runs) = 0
),
outer_fields AS (
    SELECT run_id, unnest(map_entries(CAST(extra::JSON AS MAP(VARCHAR, JSON)))) AS field FROM looked
),
inner_fields AS (
    SELECT run_id, field.key AS whole, unnest(map_entries(
        CASE WHEN json_type(field.value) = 'OBJECT'
            THEN CAST(field.value AS MAP(VARCHAR, JSON)) END
    )) AS field
    FROM outer_fields
),
fields AS (
    SELECT run_id, field.key AS name, field.value AS told FROM outer_fields
    UNION ALL
    SELECT run_id, whole || '.' || field.key, field.value FROM inner_fields
),
held AS (
    SELECT run_id, name, unnest(CASE json_type(told)
        WHEN 'ARRAY' THEN list_distinct(json_extract_string(told, '$[*]'))
        ELSE [json_extract_string(told, '$')] END) AS value
    FROM fields
    WHERE json_type(told) NOT IN ('OBJECT', 'NULL')
        AND coalesce(json_type(told, '$[0]'), '') NOT IN ('OBJECT', 'ARRAY')
),
counted AS (SELECT name, value, count(*) AS n FROM held WHERE value IS NOT NULL GROUP BY ALL),
carried AS (
    SELECT name, count(DISTINCT run_id) AS runs FROM held WHERE value IS NOT NULL GROUP BY name
)
SELECT name, any_value(runs) AS runs, count(*) AS values,
    list(left(value, 100) ORDER BY n DESC, value)[:$shown] AS most,
    (SELECT count(*) FROM looked) AS looked_at
FROM counted JOIN carried USING (name)
GROUP BY name ORDER BY name

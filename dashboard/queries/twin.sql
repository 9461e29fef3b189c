-- The runs most like a given one, and by how much they are apart in each thing that they were given;
-- what neither has is not counted. Another task, record or title, and another value of a field that
-- says on what a run worked ($loose), is no difference in how it worked: these count in the order,
-- and not in the distance. The other fields of an export count there as one attribute together,
-- however many columns it has.
WITH fielded AS (
    SELECT *, map_from_entries(other_fields(extra)) AS fields,
        [{'attribute': 'worker', 'value': worker_id}] || set_up(run) AS words,
        alike_lists(run) AS lists, alike_numbers(run) AS numbers,
        list_distinct(regexp_extract_all(lower(task_title), '\p{L}+')) AS title
    FROM history.runs run
    WHERE run_id = $run_id OR (
        outcome IN (SELECT unnest($outcomes)) AND created_at >= $since AND created_at <= $until
        AND ($any_worker OR worker_id IS NOT DISTINCT FROM $worker_id
            OR task_id = $task_id OR record_id = $record_id)
    )
),
me AS (SELECT * FROM fielded WHERE run_id = $run_id),
near AS (SELECT * FROM fielded WHERE run_id <> $run_id),
ranges AS (
    SELECT ranges(numbers) AS ranges FROM near
),
measured AS (
    SELECT r.run_id, r.tools_called,
        (r.task_id IS DISTINCT FROM me.task_id)::INTEGER
            + (r.record_id IS DISTINCT FROM me.record_id)::INTEGER AS apart,
        r.worker_id IS NOT DISTINCT FROM me.worker_id
            AND (coalesce(r.task_id = me.task_id, false)
                OR coalesce(r.record_id = me.record_id, false)) AS same_work,
        abs(date_diff('microsecond', r.created_at, me.created_at)) AS gap,
        list_filter(
            list_transform(list_zip(r.words, me.words), lambda pair:
                words_apart(pair[1].attribute, pair[1].value, pair[2].value))
            || list_transform(list_distinct(map_keys(me.fields) || map_keys(r.fields)), lambda key:
                words_apart('field.' || key, r.fields[key], me.fields[key]))
            || list_transform(list_zip(r.lists, me.lists), lambda pair:
                lists_apart(pair[1].attribute, pair[1].value, pair[2].value))
            || list_transform(list_zip(r.numbers, me.numbers, ranges.ranges), lambda pair:
                numbers_apart(pair[1].attribute, pair[1].value, pair[2].value, pair[3]))
            || [lists_apart('task_title', r.title, me.title)],
            lambda part: part.d IS NOT NULL AND NOT list_contains($left_out, part.attribute)
        ) AS parts
    FROM near r, me, ranges
),
weighed AS (
    SELECT *,
        list_transform(list_filter(parts, lambda part:
            NOT part.attribute LIKE 'field.%' AND part.attribute <> 'task_title'
        ), lambda part: part.d) AS given,
        list_avg(list_transform(list_filter(parts, lambda part:
            part.attribute LIKE 'field.%' AND NOT list_contains($loose, part.attribute)
        ), lambda part: part.d)) AS others
    FROM measured
)
SELECT run_id, tools_called, parts, apart, same_work,
    coalesce(list_avg(given || CASE WHEN others IS NULL THEN [] ELSE [others] END), 0.0) AS distance
FROM weighed
ORDER BY same_work DESC,
    (coalesce(list_sum(list_transform(parts, lambda part: part.d)), 0) + apart) / (len(parts) + 2),
    gap, run_id
LIMIT $shown

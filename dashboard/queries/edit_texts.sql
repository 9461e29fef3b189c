-- For edits of instructions, numbered by their place in the lists, the texts before and after.
WITH edits AS (
    SELECT
        unnest(range(len($entries))) AS number,
        unnest($entries::BIGINT[]) AS entry,
        unnest($old_ids::VARCHAR[]) AS old_id,
        unnest($new_ids::VARCHAR[]) AS new_id
),
texts AS (
    SELECT instructions_id, max(instructions_text) AS text FROM (
        SELECT instructions_id, instructions_text FROM history.instructions
        UNION ALL SELECT instructions_id, instructions_text FROM history.workers
    ) GROUP BY instructions_id
)
SELECT
    e.number,
    coalesce(r.old_text, old.text, '') AS old_text,
    coalesce(r.new_text, new.text, '') AS new_text
FROM edits e
LEFT JOIN recorded r ON r.entry = e.entry
LEFT JOIN texts old ON old.instructions_id = e.old_id
LEFT JOIN texts new ON new.instructions_id = e.new_id
WHERE coalesce(r.old_text, old.text, r.new_text, new.text) IS NOT NULL
ORDER BY e.number

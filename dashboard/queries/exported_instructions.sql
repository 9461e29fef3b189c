-- The instructions of the chosen runs, and those of their workers.
SELECT
    instructions_id, instructions_text, instructions_version, worker_id, author
FROM history.instructions
WHERE instructions_id IN (SELECT instructions_id FROM runs) OR worker_id IN (SELECT worker_id FROM runs)
ORDER BY instructions_id, worker_id

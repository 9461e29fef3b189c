-- What tells of a run and its task whether they are as they were when somebody cleaned up: another
-- one wherever a run of the task came, or ended, or created something else.
WITH told AS (
    SELECT run_id, work, md5(concat_ws(chr(31),
        run_id, status, coalesce(output_text, ''), coalesce(comment_preview, ''),
        coalesce(error_message, ''), coalesce(effects::VARCHAR, ''), coalesce(effects_state, ''),
        coalesce(output_visibility, ''), coalesce(output_location, ''),
        coalesce(output_policy, ''), coalesce(tools_called::VARCHAR, '')
    )) AS told
    FROM history.runs JOIN named_work ON runs.rowid = named_work.place
)
SELECT
    asked.run_id,
    left(md5(string_agg(told.told, '' ORDER BY told.run_id)), 16) AS state
FROM asked
JOIN told ON told.work = asked.work OR told.run_id = asked.run_id
GROUP BY asked.run_id

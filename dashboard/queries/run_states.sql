-- What tells of a run how it ended and what it wrote: another one wherever that is other.
SELECT
    run_id,
    left(md5(concat_ws(
        chr(31), status, coalesce(output_text, ''), coalesce(comment_preview, ''),
        coalesce(error_message, '')
    )), 16) AS state
FROM history.runs
WHERE run_id IN (SELECT unnest($run_ids))

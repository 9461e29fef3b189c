-- What is known of what a run created.

-- Whether it is known that it created something, known that it did not, or unknown. What is shown
-- counts before what is said: a comment, a tool that wrote.
CREATE MACRO created(run) AS CASE
    WHEN len(run.effects) > 0 OR run.effects_state = 'created'
        OR run.comment_preview IS NOT NULL OR run.output_text IS NOT NULL
        OR len(list_filter(run.tools_called,
            lambda call: call.wrote AND call.ok IS DISTINCT FROM false)) > 0 THEN 'created'
    WHEN run.effects_state = 'none' OR run.effects IS NOT NULL AND run.effects_state IS NULL THEN 'none'
    ELSE 'unknown'
END;

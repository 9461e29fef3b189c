-- What is known of what a run created.

-- The calls that wrote.
CREATE MACRO wrote(calls) AS list_filter(
    calls, lambda call: call.wrote AND call.ok IS DISTINCT FROM false
);

-- Whether it is known that it created something, known that it did not, or unknown. What is shown
-- counts before what is said: a comment, a tool that wrote.
CREATE MACRO created(run) AS CASE
    WHEN len(run.effects) > 0 OR run.effects_state = 'created'
        OR run.comment_preview IS NOT NULL OR run.output_text IS NOT NULL
        OR len(wrote(run.tools_called)) > 0 THEN 'created'
    WHEN run.effects_state = 'none' OR run.effects IS NOT NULL AND run.effects_state IS NULL THEN 'none'
    ELSE 'unknown'
END;

-- Whether customers see what it is known to have created, a word for each thing: 'yes', 'no', or
-- 'untold': its effects; a comment, or that it created something, of which its effects say nothing; what
-- a tool wrote. What an effect does not say of itself is as the output is. (A lambda that names the
-- run would read all columns of every run.)
CREATE MACRO seen_of(run) AS flatten([
    CASE audience(run)
        WHEN 'yes' THEN list_transform(run.effects, lambda effect:
            CASE WHEN effect.customer_visible IS false THEN 'no' ELSE 'yes' END)
        WHEN 'no' THEN list_transform(run.effects, lambda effect:
            CASE WHEN effect.customer_visible IS true THEN 'yes' ELSE 'no' END)
        ELSE list_transform(run.effects, lambda effect: CASE
            WHEN effect.customer_visible THEN 'yes'
            WHEN NOT effect.customer_visible THEN 'no' ELSE 'untold' END) END,
    CASE WHEN coalesce(run.output_text, run.comment_preview) IS NOT NULL
        AND NOT coalesce(list_bool_or(list_transform(run.effects,
            lambda effect: effect.kind = 'comment')), false) THEN [audience(run)] END,
    CASE WHEN run.effects_state = 'created' AND coalesce(len(run.effects), 0) = 0
        THEN [audience(run)] END,
    list_transform(wrote(run.tools_called), lambda call: 'untold')
]);
CREATE MACRO audience(run) AS CASE run.output_visibility
    WHEN 'customer' THEN 'yes' WHEN 'internal' THEN 'no' ELSE 'untold' END;

-- Whether customers see something that it created: yes; no, where nothing was created or all of it is
-- known and not for them; maybe, where its output is for them, and it is not known whether it wrote
-- any. NULL where the export says too little. What a later run of the task did changes nothing
-- here: customers saw what was written before, and what that run wrote is one thing more to see.
CREATE MACRO customers_see(run) AS CASE
    WHEN list_contains(seen_of(run), 'yes') THEN 'yes'
    WHEN created(run) = 'none' THEN 'no'
    WHEN created(run) = 'created' AND run.effects_state IS DISTINCT FROM 'unknown'
        AND len(list_filter(seen_of(run), lambda seen: seen <> 'no')) = 0 THEN 'no'
    WHEN run.output_visibility = 'customer' THEN 'maybe'
END;

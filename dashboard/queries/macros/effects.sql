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

-- Whether customers see what it is known to have created, one thing each, NULL where that is not
-- told: its effects; a comment, or that it created something, of which its effects say nothing; what
-- a tool wrote. What an effect does not say of itself is as the output is. (A lambda that names the
-- run would read all columns of every run.)
CREATE MACRO seen_of(run) AS flatten([
    CASE is_for_customers(run)
        WHEN true THEN list_transform(run.effects, lambda effect: effect.customer_visible IS NOT false)
        WHEN false THEN list_transform(run.effects, lambda effect: effect.customer_visible IS true)
        ELSE list_transform(run.effects, lambda effect: effect.customer_visible) END,
    CASE WHEN coalesce(run.output_text, run.comment_preview) IS NOT NULL
        AND NOT coalesce(list_bool_or(list_transform(run.effects,
            lambda effect: effect.kind = 'comment')), false) THEN [is_for_customers(run)] END,
    CASE WHEN run.effects_state = 'created' AND coalesce(len(run.effects), 0) = 0
        THEN [is_for_customers(run)] END,
    list_transform(wrote(run.tools_called), lambda call: NULL::BOOLEAN)
]);
CREATE MACRO is_for_customers(run) AS
    CASE run.output_visibility WHEN 'customer' THEN true WHEN 'internal' THEN false END;

-- Whether customers see something that it created: yes; no, where nothing was created or all of it is
-- known and not for them; maybe, where its output is for them, and it is not known whether it wrote
-- any. NULL where the export says too little. What a later run of the task did changes nothing
-- here: customers saw what was written before, and what that run wrote is one thing more to see.
CREATE MACRO customers_see(run) AS CASE
    WHEN list_contains(seen_of(run), true) THEN 'yes'
    WHEN created(run) = 'none' THEN 'no'
    WHEN created(run) = 'created' AND run.effects_state IS DISTINCT FROM 'unknown'
        AND len(list_filter(seen_of(run), lambda seen: seen IS DISTINCT FROM false)) = 0 THEN 'no'
    WHEN run.output_visibility = 'customer' THEN 'maybe'
END;

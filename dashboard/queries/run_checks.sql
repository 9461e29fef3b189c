-- Of one run what the checks of outputs need beside its fields: which it doesn't pass, at which length
-- its export cuts previews, whether its export has a column for them, and of which kinds nothing is
-- said of its worker.
SELECT
    r.checks,
    (SELECT max(letters) FROM history.preview_cuts c WHERE c.import_id = r.import_id) AS cut_at,
    coalesce((
        SELECT list_has_any(i.columns, ['comment_preview', 'output_text'])
        FROM history.imports i WHERE i.import_id = r.import_id
    ), false) AS shows_outputs,
    (
        SELECT list_sort(list(u.kind)) FROM history.unchecked u
        WHERE u.worker_id IS NOT DISTINCT FROM r.worker_id
    ) AS unchecked,
    coalesce(r.output_policy, (
        SELECT max(w.output_policy) FROM history.workers w WHERE w.worker_id = r.worker_id
    )) AS output_policy
FROM history.runs r WHERE r.run_id = $run_id

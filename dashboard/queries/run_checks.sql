-- Of one run what the checks of outputs need beside its fields: which it doesn't pass, at which length
-- its export cuts previews, whether its export has a column for them, and of which kinds nothing is
-- said of its worker.
WITH this AS (
    SELECT checks, import_id, worker_id, output_policy FROM placed_runs
)
SELECT
    this.checks,
    (
        SELECT max(letters) FROM history.preview_cuts
        WHERE import_id = (SELECT import_id FROM this)
    ) AS cut_at,
    coalesce((
        SELECT list_has_any(columns, ['comment_preview', 'output_text'])
        FROM history.imports WHERE import_id = (SELECT import_id FROM this)
    ), false) AS shows_outputs,
    (
        SELECT list_sort(list(kind)) FROM history.unchecked
        WHERE worker_id IS NOT DISTINCT FROM (SELECT worker_id FROM this)
    ) AS unchecked,
    coalesce(this.output_policy, (
        SELECT max(output_policy) FROM history.workers
        WHERE worker_id = (SELECT worker_id FROM this)
    )) AS output_policy
FROM this

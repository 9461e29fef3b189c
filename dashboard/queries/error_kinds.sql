-- The kinds of errors of failed runs, with the rule that matches.
SELECT k.error_type, k.template_id, coalesce(t.template, '') AS template, k.runs, k.rule
FROM history.error_kinds k LEFT JOIN history.templates t USING (template_id)
ORDER BY ALL

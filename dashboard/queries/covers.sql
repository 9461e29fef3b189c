-- Per import its first run, of when it is, whether it showed any run that was known before, and the
-- local days on which runs of it came.
SELECT min(v.created_at) AS first, any_value(i.as_of) AS until,
    any_value(i.known > 0) AS overlaps,
    list(DISTINCT (v.created_at AT TIME ZONE $zone)::DATE) FILTER (v.created_at IS NOT NULL) AS days
FROM history.imports i LEFT JOIN (
    SELECT import_id, created_at FROM history.runs WHERE time_basis IS DISTINCT FROM 'import'
    UNION ALL
    SELECT import_id, created_at FROM history.superseded WHERE time_basis IS DISTINCT FROM 'import'
) v USING (import_id)
GROUP BY i.import_id ORDER BY first NULLS LAST

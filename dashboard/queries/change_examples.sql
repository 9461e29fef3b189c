-- Failed or bad runs on one side of a change, those with the given causes first, nearest to the
-- change first.
SELECT w.run_id
FROM windowed w LEFT JOIN failures f USING (run_id)
WHERE w.place = $place AND w.outcome IN ('bad', 'failed')
ORDER BY
    list_position($causes, f.cause) NULLS LAST,
    CASE WHEN w.place = 'after' THEN w.created_at END,
    w.created_at DESC,
    w.run_id
LIMIT $shown

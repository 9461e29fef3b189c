-- The other fields of some completed runs of a format, as JSON.
SELECT extra FROM runs JOIN history.imports USING (import_id)
WHERE format = $format AND status = 'completed' AND extra IS NOT NULL
ORDER BY hash(run_id) LIMIT $shown

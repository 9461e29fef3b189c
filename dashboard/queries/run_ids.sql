-- The ids of the chosen runs, newest first.
SELECT run_id FROM runs ORDER BY created_at DESC, run_id DESC LIMIT $shown

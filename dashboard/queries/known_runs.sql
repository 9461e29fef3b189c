-- How the runs ended that have these ids.
SELECT run_id, outcome FROM history.runs WHERE list_contains($run_ids, run_id)

-- How the runs ended that have these ids.
SELECT run_id, outcome FROM history.runs WHERE run_id IN (SELECT unnest($run_ids))

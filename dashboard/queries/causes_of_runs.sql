-- The causes of these of the chosen runs that failed.
SELECT run_id, cause FROM failures WHERE run_id IN (SELECT unnest($run_ids))

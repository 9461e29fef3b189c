-- The records that hold the words that are looked for, by their newest run; a title alone is of its run.
SELECT
    record_id AS id, newest_of(record_title, created_at) AS name, newest_of(record_url, created_at) AS url,
    count(*) AS runs, arg_max(run_id, (created_at, run_id)) AS newest_run, min(rank) AS rank,
    count(*) OVER () AS things
FROM found
GROUP BY record_id, CASE WHEN record_id IS NULL THEN record_title END
ORDER BY rank, runs DESC, max(created_at) DESC, newest_run
LIMIT $shown

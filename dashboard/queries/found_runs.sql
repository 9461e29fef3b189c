-- How many runs hold the words that are looked for, and the best of them: by rank, then the newest.
SELECT
    count(*) AS runs,
    arg_min(run_id, (rank, -epoch_us(created_at), run_id), $shown) AS run_ids
FROM found

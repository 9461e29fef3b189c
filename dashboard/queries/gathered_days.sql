-- The created times of the first and the last of the gathered runs of each day.
SELECT min(created_at) AS first, max(last) AS last FROM history.tallied GROUP BY local_day

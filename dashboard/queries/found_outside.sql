-- How many runs outside a period hold the words that are looked for; those with a time that we gave are in
-- no period.
SELECT count(*) AS runs
FROM found
WHERE time_basis IS NOT DISTINCT FROM 'import'
    OR coalesce(created_at < $since, false) OR coalesce(created_at >= $until, false)

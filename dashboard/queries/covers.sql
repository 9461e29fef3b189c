-- Per import, the one with the oldest run first, its number and what it covers: until when, whether
-- that is later than any time in it, whether it showed any run that was known before, its first and
-- last run, how many versions of runs it brought, and of each local day with runs the first and the
-- last.
SELECT
    i.import_id AS import_id,
    greatest(any_value(i.as_of), max(d.until) + INTERVAL 1 MICROSECOND) AS until,
    any_value(i.as_of) > max(d.newest) AS stated,
    any_value(i.known > 0) AS overlaps,
    min(d.since) AS first,
    max(d.until) AS last,
    sum(d.held)::BIGINT AS versions,
    list({'day': d.day, 'first': d.since, 'last': d.until} ORDER BY d.day) FILTER (d.day IS NOT NULL) AS days
FROM history.imports i LEFT JOIN history.import_days d USING (import_id)
GROUP BY i.import_id
ORDER BY first NULLS LAST

-- The formats of all runs: how many there are and how they ended, how many have a score or are judged
-- by their export, and between which scores the newest import of the format called a run good.
WITH own AS (
    SELECT format, arg_max_null(good_from, import_id) AS good_from,
        arg_max_null(good_to, import_id) AS good_to
    FROM history.imports GROUP BY format
)
SELECT format, any_value(good_from) AS good_from, any_value(good_to) AS good_to,
    sum(r.runs)::BIGINT AS runs,
    sum(r.succeeded)::BIGINT AS succeeded,
    sum(r.bad)::BIGINT AS bad,
    sum(r.failed)::BIGINT AS failed,
    sum(r.judged)::BIGINT AS judged,
    sum(r.own)::BIGINT AS own,
    sum(r.scored)::BIGINT AS scored
FROM history.read_as r JOIN (SELECT import_id, format FROM history.imports) USING (import_id)
JOIN own USING (format)
GROUP BY format ORDER BY runs DESC, format

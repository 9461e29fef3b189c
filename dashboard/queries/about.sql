-- What the whole history covers: its size, its first and last run, its own "now".
SELECT
    (SELECT count(*) FROM runs) AS runs,
    (SELECT min(created_at) FROM runs WHERE time_basis IS DISTINCT FROM 'import') AS first,
    (SELECT max(created_at) FROM runs WHERE time_basis IS DISTINCT FROM 'import') AS last,
    (SELECT count(*) FROM runs WHERE time_basis = 'import') AS placed,
    (SELECT count(*) FROM runs WHERE time_basis = 'as_of') AS stamped,
    (SELECT max(as_of) FROM history.imports) AS as_of,
    (SELECT list_sort(list_distinct(flatten(list(columns)))) FROM history.imports) AS columns

"""Runs that wrote what an earlier run had written on the same task or record."""

from __future__ import annotations

import duckdb

from dashboard.checks.alike import CUT_LETTERS, LEAST_LETTERS, alike

_BATCH = 10_000
_ENDS = 16
"""Near-duplicates begin or end with so many equal letters; all others aren't compared."""

_OUTPUT = "coalesce(runs.output_text, runs.comment_preview)"


def _letters(text: str, end: str) -> str:
    """The letters and digits at an end of a text, as SQL: signs and case make no difference."""
    plain = f"regexp_replace(lower({text}), '[^\\p{{L}}\\p{{N}}]+', '', 'g')"
    return f"hash({end}({plain}, {_ENDS}))"


_WRITTEN = f"""
CREATE OR REPLACE TEMP TABLE written AS
WITH of_work AS (
    SELECT hash(cluster) AS work FROM runs WHERE {_OUTPUT} IS NOT NULL
    GROUP BY ALL HAVING count(*) > 1
),
replacing AS (SELECT worker_id FROM workers WHERE output_policy IN ('replaces', 'summarises'))
SELECT runs.rowid AS place, of_work.work, hash({_OUTPUT}) AS said, strlen({_OUTPUT}) AS bytes,
    {_letters(f"left({_OUTPUT}, {4 * _ENDS})", "left")} AS begins,
    {_letters(f"right({_OUTPUT}, {4 * _ENDS})", "right")} AS ends,
    runs.tried."at" AS tried_at, runs.tried.again AS again, runs.run_id
FROM runs
JOIN of_work ON of_work.work = hash(runs.cluster)
LEFT JOIN preview_cuts cuts ON cuts.import_id = runs.import_id
WHERE coalesce(runs.output_policy, 'adds') NOT IN ('replaces', 'summarises')
    AND (runs.output_policy = 'adds' OR runs.worker_id IS NULL
        OR runs.worker_id NOT IN (FROM replacing))
    AND CASE
        WHEN strlen({_OUTPUT}) < {LEAST_LETTERS} THEN false
        WHEN runs.output_text IS NOT NULL OR strlen(runs.comment_preview) >= {CUT_LETTERS} THEN true
        ELSE length(runs.comment_preview) < coalesce(cuts.letters, {CUT_LETTERS})
            AND NOT regexp_matches(runs.comment_preview, '(…|\\.\\.\\.)\\W*$')
    END
"""
_SAME = """
CREATE OR REPLACE TEMP TABLE duplicates AS
SELECT place FROM written
QUALIFY row_number() OVER (PARTITION BY work, said ORDER BY tried_at, again, run_id) > 1
"""
_NEAR = f"""
WITH pairs AS (
    SELECT place, lag(place) OVER before AS earlier, said <> lag(said) OVER before
        AND (begins = lag(begins) OVER before OR ends = lag(ends) OVER before)
        AND bytes BETWEEN 0.6 * lag(bytes) OVER before AND 1.7 * lag(bytes) OVER before AS near
    FROM written WINDOW before AS (PARTITION BY work ORDER BY tried_at, again, run_id)
)
SELECT pairs.place, {_OUTPUT}, {_OUTPUT.replace("runs.", "other.")}
FROM pairs JOIN runs ON runs.rowid = pairs.place JOIN runs other ON other.rowid = pairs.earlier
WHERE pairs.near AND pairs.place NOT IN (FROM duplicates)
"""
_ADD = "INSERT INTO duplicates SELECT unnest($places)"


def find(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the places of such runs into the temporary table `duplicates`: the same as any earlier
    output, or nearly the same as the one before. What a worker writes again on purpose, as it
    replaces or summarises, is none."""
    connection.execute(_WRITTEN)
    connection.execute(_SAME)
    places: list[int] = []
    pairs = connection.execute(_NEAR)
    while rows := pairs.fetchmany(_BATCH):
        places += [place for place, said, before in rows if alike(said, before)]
    for start in range(0, len(places), _BATCH):
        connection.execute(_ADD, {"places": places[start : start + _BATCH]})
    connection.execute("DROP TABLE written")

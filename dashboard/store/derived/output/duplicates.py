"""Runs that wrote what an earlier run had written on the same task or record.

A record has comments of several tasks: what stands under one of them is a repetition under another
of that record, too.
"""

from __future__ import annotations

import duckdb

from dashboard.checks.alike import CUT_LETTERS, LEAST_LETTERS, LOOKED_AT, alike
from dashboard.store.derived.output.signs import Signs
from dashboard.store.tables import is_empty

_BATCH = 10_000
_ENDS = 16
"""Near-duplicates begin or end with so many equal letters; all others aren't compared."""

_BACK = 3
"""With so many outputs before it on its task or record each is compared."""

_STANDING = 3
"""What begins alike on so many tasks or records is a phrase, like that of a farewell, unless it
names a number: two that are nearly the same then say nothing, unless the one run tried the other
again, or the other failed and is of the same worker."""
_OUTPUT = "coalesce(runs.output_text, runs.comment_preview)"


def _tells(signs: Signs) -> str:
    """Whether an output has letters enough: most begin with them, and need no second look."""
    letters = f"regexp_replace(left({_OUTPUT}, {LOOKED_AT}), '[^{signs.letters}]+', '', 'g')"
    return f"""CASE
    WHEN regexp_matches({_OUTPUT}, '^(?:[^a-zA-Z]{{0,3}}[a-zA-Z]){{{LEAST_LETTERS}}}') THEN true
    ELSE strlen({letters}) >= {LEAST_LETTERS} END"""


def _letters(end: str, signs: Signs) -> str:
    """The letters and digits at an end of an output, as SQL: signs and case make no difference. So
    many are mostly found in few signs."""
    # right() would count the signs of the whole text first
    cut = f"left({_OUTPUT}, {{}})" if end == "left" else f"substring({_OUTPUT}, -{{}})"

    def plain(many: int) -> str:
        text = f"replace(lower({cut.format(many)}), ' ', '')"  # of these there are most
        return f"regexp_replace({text}, '[^{signs.letters}{signs.numbers}]+', '', 'g')"

    few, many = plain(_ENDS * 3 // 2), plain(_ENDS * 4)
    return f"hash({end}(CASE WHEN length({few}) >= {_ENDS} THEN {few} ELSE {many} END, {_ENDS}))"


_OF_WORK = f"""
CREATE OR REPLACE TEMP TABLE works AS
SELECT place, CASE WHEN cluster IS NOT NULL THEN hash(cluster) END AS work,
    CASE WHEN record IS NOT NULL AND record IS DISTINCT FROM cluster THEN hash(record) END
        AS of_record
FROM (
    SELECT rowid AS place, cluster,
        'record ' || coalesce(record_type || ' ', '') || record_id AS record
    FROM runs WHERE {_OUTPUT} IS NOT NULL
);
CREATE OR REPLACE TEMP TABLE of_several AS
SELECT work FROM (
    SELECT work FROM works WHERE work IS NOT NULL
    UNION ALL SELECT of_record FROM works WHERE of_record IS NOT NULL
) GROUP BY work HAVING count(*) > 1;
CREATE OR REPLACE TEMP TABLE of_work AS
SELECT place, work FROM works WHERE work IN (FROM of_several)
UNION ALL
SELECT place, of_record FROM works WHERE of_record IN (FROM of_several);
DROP TABLE works;
DROP TABLE of_several
"""
"""What stands on a task or record with others: on its task, else record, and on its record."""


def _looked_at(signs: Signs) -> str:
    """Of these the outputs that repeat another where they say the same."""
    return f"""
CREATE OR REPLACE TEMP TABLE looked_at AS
WITH replacing AS (SELECT worker_id FROM workers WHERE output_policy IN ('replaces', 'summarises'))
SELECT runs.rowid AS place, hash({_OUTPUT}) AS said, strlen({_OUTPUT}) AS bytes,
    {_letters("left", signs)} AS begins, {_letters("right", signs)} AS ends,
    runs.tried."at" AS tried_at, runs.tried.again AS again, runs.run_id
FROM runs
LEFT JOIN preview_cuts cuts ON cuts.import_id = runs.import_id
WHERE runs.rowid IN (SELECT place FROM of_work)
    AND coalesce(runs.output_policy, 'adds') NOT IN ('replaces', 'summarises')
    AND (runs.output_policy = 'adds' OR runs.worker_id IS NULL
        OR runs.worker_id NOT IN (FROM replacing))
    AND CASE
        WHEN NOT {_tells(signs)} THEN false
        WHEN runs.output_text IS NOT NULL THEN true
        WHEN strlen(runs.comment_preview) >= {CUT_LETTERS} THEN true
        ELSE length(runs.comment_preview) < coalesce(cuts.letters, {CUT_LETTERS})
            AND NOT regexp_matches(runs.comment_preview, '(…|\\.\\.\\.)\\W*$')
    END
"""


_WRITTEN = """
CREATE OR REPLACE TEMP TABLE written AS
WITH placed AS (SELECT work, begins, ends FROM looked_at JOIN of_work USING (place)),
repeating AS (
    SELECT work FROM placed GROUP BY work, begins HAVING count(*) > 1
    UNION
    SELECT work FROM placed GROUP BY work, ends HAVING count(*) > 1
)
SELECT looked_at.* EXCLUDE (tried_at, again, run_id), work,
    row_number() OVER (PARTITION BY work ORDER BY tried_at, again, run_id) AS n
FROM looked_at JOIN of_work USING (place) WHERE work IN (FROM repeating)
"""
"""All outputs of each task or record on which two begin or end alike; n: their place there. Most
have none, and to put outputs in order takes long."""
_SAME = """
CREATE OR REPLACE TEMP TABLE duplicates AS
WITH said_again AS (
    SELECT work, said, min(n) AS first FROM written GROUP BY work, said HAVING count(*) > 1
)
SELECT DISTINCT place FROM written JOIN said_again USING (work, said) WHERE n > first
"""
_PAIRS = f"""
    SELECT mine.place, before.place AS earlier, mine.begins
    FROM (SELECT *, unnest(range(n - {_BACK}, n)) AS earlier FROM written) mine
    JOIN written before ON before.work = mine.work AND before.n = mine.earlier
    WHERE (before.begins = mine.begins OR before.ends = mine.ends)
        AND mine.said <> before.said
        AND mine.bytes BETWEEN 0.6 * before.bytes AND 1.7 * before.bytes
"""
_OTHER = _OUTPUT.replace("runs.", "other.")


def _numbers(output: str) -> str:
    """The figures of an output, as SQL; none where other signs may be figures, too."""
    figures = f"list_sort(regexp_extract_all({output}, '[0-9]+'))"
    return rf"CASE WHEN NOT regexp_matches({output}, '[^\P{{N}}0-9]|\p{{So}}') THEN {figures} END"


_NEAR = f"""
WITH pairs AS ({_PAIRS}),
phrases AS (
    SELECT begins FROM looked_at JOIN of_work USING (place)
    WHERE begins IN (SELECT begins FROM pairs)
    GROUP BY begins HAVING count(DISTINCT work) >= {_STANDING}
)
SELECT DISTINCT pairs.place, {_OUTPUT}, {_OTHER}
FROM pairs
JOIN runs ON runs.rowid = pairs.place JOIN runs other ON other.rowid = pairs.earlier
WHERE pairs.place NOT IN (FROM duplicates)
    AND (pairs.begins NOT IN (FROM phrases) OR regexp_matches({_OUTPUT}, '[0-9]')
        OR runs.retry_of = other.run_id
        OR (other.status = 'failed' AND runs.worker_id = other.worker_id))
    AND coalesce({_numbers(_OUTPUT)} = {_numbers(_OTHER)}, true)
"""
"""Pairs that alike() has to compare: it takes a hundred times as long as to see that the one has
other numbers than the other, which makes them two."""
_NONE = "CREATE OR REPLACE TEMP TABLE duplicates (place BIGINT)"
_ADD = "INSERT INTO duplicates SELECT unnest($places)"


def find(connection: duckdb.DuckDBPyConnection, signs: Signs) -> None:
    """Put the places of such runs into the temporary table `duplicates`: the same as any earlier
    output, or nearly the same as one of the last before it. What a worker writes again on purpose,
    as it replaces or summarises, is none. signs: those of all outputs."""
    connection.execute(_OF_WORK)
    if is_empty(connection, "of_work"):
        connection.execute(_NONE)
        return
    connection.execute(_looked_at(signs))
    connection.execute(_WRITTEN)
    connection.execute(_SAME)
    found: set[int] = set()
    pairs = connection.execute(_NEAR)
    while rows := pairs.fetchmany(_BATCH):
        found.update(place for place, said, before in rows if alike(said, before))
    places = sorted(found)
    for start in range(0, len(places), _BATCH):
        connection.execute(_ADD, {"places": places[start : start + _BATCH]})
    connection.execute("DROP TABLE written; DROP TABLE looked_at")

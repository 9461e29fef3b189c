"""Ids that a spreadsheet has rounded, as an import says."""

from __future__ import annotations

import duckdb

_IDS = {"run_id": "run", "task_id": "task", "record_id": "record", "worker_id": "worker",
        "retry_of": "retried run"}  # fmt: skip

# A spreadsheet keeps 15 digits: it shows a longer number as 1.35E+17, or with zeros at its end. Of
# numbers that end so by chance only few are among others that do not: a number of 18 digits ends in
# three zeros once in a thousand. Times in nanoseconds end so too, but say nothing in the digits
# before: of rounded numbers all 15 are used. And 1e10553 is a hash.
# A cell of text may keep the sign that makes it one: '1.35E+17, or ="1.35E+17".
_MAYBE_ROUNDED = f"""
SELECT 1 FROM loaded
WHERE regexp_matches(concat_ws(' ', {", ".join(_IDS)}), '[0-9][eE][+]?[0-9]|[0-9]{{15}}0') LIMIT 1
"""
_ROUNDED = f"""
WITH ids AS (
    SELECT DISTINCT name, id FROM loaded UNPIVOT (id FOR name IN ({", ".join(_IDS)}))
    WHERE id < 'A' OR id > 'z'  -- such ids never begin with a letter
),
kinds AS (
    SELECT name, id, regexp_extract(trim(id), '^(?:''|’|="?)?(.*?)"?$', 1) AS bare,
        regexp_full_match(bare, '[0-9]([.,][0-9]+[eE][+]?|[eE][+]|E)[0-9]{{2,3}}') AS short,
        regexp_full_match(bare, '[0-9]{{16,}}') AS long,
        regexp_full_match(bare, '[1-9][0-9]{{14}}0+') AS zeros,
        length(rtrim(bare, '0')) AS used
    FROM ids
),
counts AS (
    SELECT name,
        count(*) FILTER (zeros) AS found,
        sum(pow(10.0, 15 - length(bare))) FILTER (long) AS by_chance,
        found >= 100 * by_chance AS beyond_chance,
        max(used) FILTER (zeros) >= 14 AND CASE
            WHEN found * 2 >= count(*) FILTER (long) THEN found >= 2 OR beyond_chance
            ELSE found >= 5 AND beyond_chance
        END AS many
    FROM kinds GROUP BY name
)
SELECT name, count(*), min(id) FROM kinds JOIN counts USING (name)
WHERE short OR zeros AND many GROUP BY name
"""


def rounded_ids(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Ids that a spreadsheet seems to have rounded, so that several may have become one. They would
    stay beside the right ones, and to go back would take later loads along."""
    if connection.execute(_MAYBE_ROUNDED).fetchone() is None:
        return ()
    found = {name: told for name, *told in connection.execute(_ROUNDED).fetchall()}
    return tuple(_rounded(label, *found[name]) for name, label in _IDS.items() if name in found)


def _rounded(label: str, ids: int, example: str) -> str:
    many = f"1 {label} id looks" if ids == 1 else f"{ids:,} {label} ids look"
    return (
        f"{many} rounded by a spreadsheet, like {example[:40]}: several may have become one. "
        "Export them as text, and load your exports into another folder (--home FOLDER), where "
        "these rows are not."
    )

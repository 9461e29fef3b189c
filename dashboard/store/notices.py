"""What an import says beside its counts: one function a thing, each answering with sentences.

A notice looks at the open copy while the export stands in its staged tables and the runs are
merged already.
"""

from __future__ import annotations

from collections.abc import Callable

import duckdb

Notice = Callable[[duckdb.DuckDBPyConnection], tuple[str, ...]]

_IDS = {"run_id": "run", "task_id": "task", "record_id": "record", "worker_id": "worker",
        "retry_of": "retried run"}  # fmt: skip

# A spreadsheet keeps 15 digits: it shows a longer number as 1.35E+17, or with zeros at its end. Of
# numbers that end so by chance only few are among others that do not.
_ROUNDED = """
WITH ids AS (SELECT DISTINCT {name} AS id FROM staged WHERE {name} IS NOT NULL),
kinds AS (
    SELECT id,
        regexp_full_match(id, '[0-9]([.,][0-9]+)?[eE][+]?[0-9]+') AS short,
        regexp_full_match(id, '[0-9]{{16,}}') AS long,
        regexp_full_match(id, '[0-9]{{15}}0+') AS zeros
    FROM ids
),
counts AS (
    SELECT count(*) FILTER (zeros) >= 2 AND count(*) FILTER (zeros) * 2 >= count(*) FILTER (long)
        AS many
    FROM kinds
)
SELECT count(*), min(id) FROM kinds, counts WHERE short OR zeros AND many
"""


def rounded_ids(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Ids that a spreadsheet seems to have rounded, so that several may have become one."""
    said = []
    for name, label in _IDS.items():
        row = connection.execute(_ROUNDED.format(name=name)).fetchone()
        if row and row[0]:
            many = "1 {} id looks" if row[0] == 1 else f"{row[0]:,} {{}} ids look"
            said.append(
                f"{many.format(label)} rounded by a spreadsheet, like {row[1][:40]}: several may "
                "have become one. Export them as text and load the file again."
            )
    return tuple(said)


NOTICES: tuple[Notice, ...] = (rounded_ids,)


def notices(connection: duckdb.DuckDBPyConnection, conflicting: int) -> tuple[str, ...]:
    """All that an import has to say beside its counts, each a sentence. conflicting: its rows that
    are in conflict."""
    found = tuple(sentence for notice in NOTICES for sentence in notice(connection))
    return in_conflict(conflicting) + found


def in_conflict(rows: int) -> tuple[str, ...]:
    """Rows that differ from another row of their run though nothing says which is newer."""
    differ = (
        "1 row differs from another row of its run"
        if rows == 1
        else (f"{rows:,} rows differ from another row of their run")
    )
    said = f"{differ}, and nothing says which is newer: `worker-runs conflicts` lists them."
    return (said,) if rows else ()

"""What people say of single runs, as tables in memory beside the history.

No rate reads them: people judge mostly after an edit, so what they say is no measurement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import duckdb

from dashboard.ledger.checklist import NO
from dashboard.ledger.clearances import LOOKED_AT
from dashboard.ledger.judgements import Judgement
from dashboard.store.reading.cleaned_runs import Cleaning

_CREATE = """
CREATE TABLE judgements (run_id VARCHAR, verdict VARCHAR, why VARCHAR);
CREATE TABLE cleaned_up (
    run_id VARCHAR, cleaned VARCHAR, told VARCHAR, who VARCHAR, said_at TIMESTAMPTZ, holds BOOLEAN
);
CREATE TABLE looked_at (run_id VARCHAR, how VARCHAR[]);
"""


def put(
    connection: duckdb.DuckDBPyConnection,
    judged: Iterable[Judgement],
    cleaned: Iterable[Cleaning],
    looked: Collection[str],
    decided: Collection[str],
) -> None:
    """Make the tables, with what holds of each run. looked, decided: the runs that somebody looked
    up, and those that decisions name."""
    judged, cleaned = list(judged), list(cleaned)
    done = [one.word.run_id for one in cleaned if one.holds and one.word.cleaned != NO]
    ways = ([one.run_id for one in judged], decided, looked, done)
    at: dict[str, list[str]] = {run_id: [] for ids in ways for run_id in ids}
    for how, ids in zip(LOOKED_AT, ways, strict=True):
        for run_id in ids:
            at[run_id].append(how)
    cursor = connection.cursor()
    cursor.execute(f"BEGIN; {_CREATE}")
    _fill(cursor, "judgements", [(one.run_id, one.verdict, one.why or None) for one in judged])
    _fill(cursor, "cleaned_up", [_row(one) for one in cleaned])
    _fill(cursor, "looked_at", list(at.items()))
    cursor.execute("COMMIT")
    cursor.close()


def _row(one: Cleaning) -> tuple[Any, ...]:
    word = one.word
    return word.run_id, word.cleaned, word.told, word.who or None, word.at, one.holds


def _fill(cursor: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        unnested = ", ".join(["unnest(?)"] * len(columns))
        cursor.execute(f"INSERT INTO {table} SELECT {unnested}", columns)

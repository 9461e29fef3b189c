"""What people say of single runs, as tables in memory beside the history.

No rate reads them: people judge mostly after an edit, so what they say is no measurement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

from dashboard.ledger.clearances import CleanedUp
from dashboard.ledger.judgements import Judgement

_CREATE = """
CREATE TABLE judgements (run_id VARCHAR, verdict VARCHAR, why VARCHAR);
CREATE TABLE cleaned_up (run_id VARCHAR, cleaned VARCHAR, told VARCHAR);
"""


def put(
    connection: duckdb.DuckDBPyConnection,
    judged: Iterable[Judgement],
    cleaned: Iterable[CleanedUp],
) -> None:
    """Make the tables, with what holds of each run."""
    cursor = connection.cursor()
    cursor.execute(f"BEGIN; {_CREATE}")
    _fill(cursor, "judgements", [(one.run_id, one.verdict, one.why or None) for one in judged])
    _fill(cursor, "cleaned_up", [(one.run_id, one.cleaned, one.told) for one in cleaned])
    cursor.execute("COMMIT")
    cursor.close()


def _fill(
    cursor: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[str | None, ...]]
) -> None:
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute(f"INSERT INTO {table} SELECT unnest(?), unnest(?), unnest(?)", columns)

"""What people say of single runs, as a table in memory beside the history.

No rate reads it: people judge mostly after an edit, so what they say is no measurement.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from dashboard.ledger.judgements import Judgement

CREATE = "CREATE TABLE judgements (run_id VARCHAR, verdict VARCHAR, why VARCHAR)"


def put(connection: duckdb.DuckDBPyConnection, held: Iterable[Judgement]) -> None:
    """Make the table. held: the judgement that holds of each run."""
    rows = [(one.run_id, one.verdict, one.why or None) for one in held]
    cursor = connection.cursor()
    cursor.execute(f"BEGIN; {CREATE}")
    if rows:
        ids, verdicts, reasons = map(list, zip(*rows, strict=True))
        cursor.execute(
            "INSERT INTO judgements SELECT unnest(?), unnest(?), unnest(?)",
            [ids, verdicts, reasons],
        )
    cursor.execute("COMMIT")
    cursor.close()

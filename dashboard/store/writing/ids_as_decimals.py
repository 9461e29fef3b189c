"""Ids that a spreadsheet or a data frame wrote as decimal numbers, 2.0 beside 2: said."""

from __future__ import annotations

import duckdb

_ANY = "SELECT 1 FROM runs WHERE ends_with(run_id, '.0') LIMIT 1"
_PAIRS = """
WITH decimals AS (
    SELECT run_id, left(run_id, -2) AS whole FROM runs
    WHERE ends_with(run_id, '.0') AND regexp_full_match(run_id, '[0-9]+[.]0')
)
SELECT count(*), min(decimals.run_id), min_by(whole, decimals.run_id)
FROM decimals JOIN runs ON runs.run_id = whole
WHERE whole IN (SELECT run_id FROM loaded) OR decimals.run_id IN (SELECT run_id FROM loaded)
"""


def ids_as_decimals(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Runs that stand there twice, once under their id and once under it as a decimal number."""
    if connection.execute(_ANY).fetchone() is None:
        return ()
    runs, decimal, whole = connection.execute(_PAIRS).fetchone() or (0, "", "")
    if not runs:
        return ()
    they = "1 run has an id" if runs == 1 else f"{runs:,} runs have ids"
    return (
        f"{they} that {'is' if runs == 1 else 'are'} another’s with a .0 behind it, like {decimal} "
        f"beside {whole}: a spreadsheet or a data frame writes ids so, and each is two runs here. "
        "Export them as text, and load your exports into another folder (--home FOLDER).",
    )

"""The macros of questions, for what is worked out at an import."""

from __future__ import annotations

import duckdb

from dashboard.store.questions import macros_of


def make_macros(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Make those that a text calls, for this connection alone."""
    for macro in macros_of(sql).values():
        connection.execute(macro.replace("CREATE MACRO", "CREATE OR REPLACE TEMP MACRO"))

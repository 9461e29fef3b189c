"""Runs counted by a few columns, in tables that follow imports: what was counted of a run before is
taken off, what it counts as now is added (unsettled.py)."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from dashboard.store.derived import unsettled
from dashboard.store.derived.macros import make_macros


@dataclass(frozen=True, slots=True)
class Sums:
    """A table of them.

    by, counted: its columns, of which the first of the latter is never 0; counting: SQL that gives
    its rows of the table of runs that stands for {runs}.
    """

    table: str
    by: tuple[str, ...]
    counted: tuple[str, ...]
    counting: str

    def refresh(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Count all runs."""
        make_macros(connection, self.counting)
        connection.execute(f"DELETE FROM {self.table}")
        every = self.counting.format(runs="runs")
        connection.execute(f"INSERT INTO {self.table} BY NAME {every}")

    def follow(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The same where runs are unsettled, before sharing.follow() tells of more."""
        make_macros(connection, self.counting)
        by = ", ".join(self.by)
        less = ", ".join(f"-{name} AS {name}" for name in self.counted)
        sums = ", ".join(f"sum({name})::BIGINT AS {name}" for name in self.counted)
        now = self.counting.format(runs=f"(SELECT * FROM runs WHERE {unsettled.NOW})")
        before = self.counting.format(runs=f"(SELECT * FROM earlier.runs WHERE {unsettled.BEFORE})")
        connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE summed AS
            SELECT {by}, {sums} FROM (
                FROM {self.table} UNION ALL BY NAME ({now})
                UNION ALL BY NAME (SELECT {by}, {less} FROM ({before}))
            )
            GROUP BY ALL HAVING sum({self.counted[0]}) <> 0;
            DELETE FROM {self.table};
            INSERT INTO {self.table} BY NAME FROM summed;
            DROP TABLE summed
        """)

"""What a history asks of the engine that holds its generation: the seam between the two.

DuckDB answers out of the file in the workspace (duckdb_reader.py), ClickHouse out of a store that
the file was published to (clickhouse/clickhouse_reader.py). Nobody above knows which engine it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import pyarrow as pa

from dashboard.errors import UserError
from dashboard.store.workspace.manifest import GenerationContents

QUERY_SECONDS = 30.0

Row = dict[str, Any]


class TooSlow(UserError):
    """A question takes longer, or more memory, than a page may."""


@dataclass(frozen=True, slots=True)
class SaidTable:
    """A small table of what people say. columns: by name the type that DuckDB calls so."""

    name: str
    columns: Mapping[str, str]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class SaidBeside:
    """What stands beside a generation, since people say it: tables; others that are worked out of
    these and of the generation, once; and views. The latter by their names as SELECTs in DuckDB's
    dialect, those first that others read."""

    tables: Sequence[SaidTable] = ()
    worked_out: Mapping[str, str] = field(default_factory=dict)
    views: Mapping[str, str] = field(default_factory=dict)


class Reader(Protocol):
    """One generation, read-only, as `history`, with what people say beside it. Cheap to share
    between threads; closes when nobody holds it.

    Questions are in DuckDB's dialect, with $names for the values that are bound. All raise
    StoreUnusable where the generation is not as it was written, or can't be read now.
    """

    def contents(self) -> GenerationContents:
        """What it holds, to be held against its manifest."""

    def is_empty(self, table: str) -> bool:
        """Whether a table of the generation has no rows: to plan what is done with it takes longer
        than to ask."""

    def put(self, beside: SaidBeside) -> None:
        """Have these stand beside the generation, all at once."""

    def keep(self, tables: Mapping[str, str], values: dict[str, Any], most: int) -> bool:
        """Add what SELECTs find to tables beside the generation, by their names, which are made
        where they are not there. False, and nothing is added, where these would have more than so
        many rows in all, or the engine keeps none. Raises TooSlow."""

    def rows(self, sql: str, values: dict[str, Any], seconds: float = QUERY_SECONDS) -> list[Row]:
        """One dict a row with Python's own types. Raises TooSlow after so many seconds."""

    def together(
        self, chosen: str, questions: Mapping[str, str], values: dict[str, Any]
    ) -> dict[str, list[Row]]:
        """Several questions behind the same common table expressions, in one look at the runs where
        the engine can: by the name of each its rows, in the order of their columns."""

    def batches(self, sql: str, values: dict[str, Any]) -> Iterator[pa.RecordBatch]:
        """The rows as they come, without a limit of time: to take all of them takes as long as it
        takes."""

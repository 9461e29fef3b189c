"""Rows of Python values as a temporary table.

DuckDB takes them as bound lists. Arrow would take them too, but `pyarrow.array` and `scalar` look
whether they are given something of pandas, and import it for that: a second of the processor, which
is most of what a small import takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb


@contextmanager
def held(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    types: Mapping[str, str],
    rows: Iterable[Sequence[Any]],
) -> Iterator[None]:
    """Have a temporary table of that name, with these rows in their order.

    types: of each column in order, as DuckDB calls them.
    """
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    values = {key: list(column) for key, column in zip(types, columns, strict=True)}
    listed = ", ".join(f'unnest(${key}::{kind}[]) AS "{key}"' for key, kind in types.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {listed}", values)
    yield
    connection.execute(f"DROP TABLE {name}")

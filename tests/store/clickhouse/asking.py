"""What a history is asked, with all that is bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from unittest.mock import patch

from dashboard.store.questions import question, text_of
from dashboard.store.workspace.duckdb_reader import DuckdbReader
from dashboard.store.workspace.reader import QUERY_SECONDS, Row

OFTEN = 3
"""How often a question is noted, with other filters and values each time."""
OF_DIMENSION = "what a dimension holds"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what was bound in it, and what DuckDB answered."""

    name: str
    sql: str
    values: dict[str, Any]
    rows: list[Row]


@contextmanager
def noting() -> Iterator[list[Asked]]:
    """Note what is asked within, each question OFTEN times at most."""
    noted: list[Asked] = []
    known: Counter[str] = Counter()
    rows = DuckdbReader.rows

    def note(
        reader: DuckdbReader, sql: str, values: dict[str, Any], seconds: float = QUERY_SECONDS
    ) -> list[Row]:
        found = rows(reader, sql, values, seconds)
        name = named(sql)
        same = any(one.sql == sql and one.values == values for one in noted)
        if not same and (known[name] < OFTEN or name == OF_DIMENSION):
            known[name] += 1
            noted.append(Asked(name, sql, values, [dict(row) for row in found]))
        return found

    with patch.object(DuckdbReader, "rows", note):
        yield noted


@cache
def every_question() -> frozenset[str]:
    """The names of all questions."""
    files = resources.files("dashboard").joinpath("queries").iterdir()
    return frozenset(file.name[:-4] for file in files if file.name.endswith(".sql"))


@cache
def named(sql: str) -> str:
    """The file in which a question stands; several that are asked together are the first, and …"""
    for name in sorted(every_question()):
        if f"{name} AS ({text_of(name)})" in sql:
            return f"{name} …"
    for name in sorted(every_question()):
        if sql == text_of(name) or sql.endswith(question(name)):
            return name
    return OF_DIMENSION

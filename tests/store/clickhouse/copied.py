"""A history published to ClickHouse's engine in this process, through the client of its servers."""

from __future__ import annotations

import math
import re
from typing import Any

import clickhouse_connect
from clickhouse_connect.driver.client import Client

from dashboard.store.clickhouse import publishing
from dashboard.store.clickhouse.address import store_address
from dashboard.store.clickhouse.clickhouse_reader import ClickhouseReader
from dashboard.store.clickhouse.publishing import Published
from dashboard.store.clickhouse.server import SETTINGS, connected
from dashboard.store.reading.history import History
from dashboard.store.workspace.duckdb_reader import DuckdbReader

PRECISION = 1e-12
"""Of sums of fractions: they depend on the order of their parts, which neither engine tells."""


def engine() -> Client:
    """The engine with the settings that translated questions need. One thread: the tables are
    small, and to hand their parts out takes longer."""
    client = clickhouse_connect.get_client(interface="chdb")
    for name, value in (SETTINGS | {"max_threads": 1}).items():
        client.command(f"SET {name} = {value!r}")
    return client


def published(history: History, name: str) -> History:
    """The same history, answered by that engine. name: of its tables, of no other's."""
    reader = history.reader
    assert isinstance(reader, DuckdbReader)
    there = Published(connected(store_address("chdb://memory")), f"{name}_")
    there.server.do("CREATE DATABASE IF NOT EXISTS runs")
    publishing._write(there, reader)
    local = DuckdbReader(reader._home, history.about.generation)
    return History(ClickhouseReader(local, there), history.generation, history.entries)


def difference(ours: list[dict[str, Any]], theirs: list[dict[str, Any]], sql: str) -> str:
    """Where the rows of ClickHouse (theirs) are not those of DuckDB, "" for nowhere; in any order
    where a question states none for all its rows."""
    if len(ours) != len(theirs):
        return f"{len(ours)} rows, and {len(theirs)}"
    if not re.search(r"\bORDER BY\b(?!.*\bFROM\b)", sql.replace("\n", " ")):
        ours, theirs = sorted(ours, key=repr), sorted(theirs, key=repr)
    for one, other in zip(ours, theirs, strict=True):
        if not _same(one, other):
            return f"{one}\n  {other}"
    return ""


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=PRECISION)
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)

"""ClickHouse as the reader of a generation: its questions are asked of a store.

The file of the generation stays in the workspace, and three things are still read from it: whole
runs for an export (batches), which go out as they were written; OF_THE_WORKSPACE; and what people
say, with the changes that are worked out of it, which goes along with every question that reads it.
So who reads needs no right to write, and nothing is left behind.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from dashboard.store.clickhouse.answers import rows_of
from dashboard.store.clickhouse.bound import given, type_of
from dashboard.store.clickhouse.column_types import columns_of, with_whole_lists
from dashboard.store.clickhouse.publishing import Published
from dashboard.store.clickhouse.translation import SAID, translated
from dashboard.store.questions import text_of
from dashboard.store.workspace.duckdb_reader import DuckdbReader
from dashboard.store.workspace.manifest import STATED, GenerationContents, digest_of
from dashboard.store.workspace.reader import QUERY_SECONDS, Row, SaidBeside

_CONTENT = """
SELECT toInt64(count()), toString(sum(toUInt128(
    ifNull(content_hash, toUInt64(toUnixTimestamp64Micro(created_at))))))
FROM"""
"""The same as DuckDB's of a manifest."""

OF_THE_WORKSPACE = {
    "by_turns": "to ClickHouse it takes half a minute for the sample: it works out each common"
    " table expression anew wherever that is read",
    "clean_up_states": "its digests, of texts as DuckDB writes them, are held against the ledger’s",
}
"""The questions that are answered out of the workspace, each with why."""


class ClickhouseReader:
    """One generation in a store; local: the same in the workspace."""

    def __init__(self, local: DuckdbReader, there: Published) -> None:
        self._local, self._there = local, there
        self._views: dict[str, str] = {}
        self._said: dict[str, str] = {}

    def contents(self) -> GenerationContents:
        ((runs, content),) = self._there.server.ask(
            f"{_CONTENT} {self._there.table('runs')}"
        ).result_rows
        stated = self.rows(STATED.format(schema="history."), {})
        return GenerationContents(
            int(runs), str(content), digest_of((row["name"], row["value"]) for row in stated)
        )

    def is_empty(self, table: str) -> bool:
        found = self._there.server.ask(f"SELECT 1 FROM {self._there.table(table)} LIMIT 1")
        return not found.result_rows

    def put(self, beside: SaidBeside) -> None:
        self._local.put(beside)
        self._views |= beside.views
        for name in (*(table.name for table in beside.tables), *beside.worked_out):
            self._said[name] = self._written(name)

    def keep(self, tables: Mapping[str, str], values: dict[str, Any], most: int) -> bool:
        """Nothing: who reads has no right to write."""
        return False

    def rows(self, sql: str, values: dict[str, Any], seconds: float = QUERY_SECONDS) -> list[Row]:
        if any(sql.endswith(text_of(name).removeprefix("WITH ")) for name in OF_THE_WORKSPACE):
            return self._local.rows(sql, values, seconds)
        types = {name: type_of(value) for name, value in values.items()}
        asked = translated(sql, types, self._views, self._said)
        asked = re.sub(r"\bhistory\.(\w+)", lambda found: self._there.table(found[1]), asked)
        bound = {name: given(value) for name, value in values.items() if value is not None}
        found = self._there.server.ask(self._with_said(asked), bound, seconds)
        return rows_of(found.column_names, found.column_types, found.result_rows)

    def together(
        self, chosen: str, questions: Mapping[str, str], values: dict[str, Any]
    ) -> dict[str, list[Row]]:
        return {
            name: self.rows(
                f"WITH {chosen}, {name} AS ({text}) SELECT * FROM {name} ORDER BY ALL", values
            )
            for name, text in questions.items()
        }

    def batches(self, sql: str, values: dict[str, Any]) -> Iterator[pa.RecordBatch]:
        return self._local.batches(sql, values)

    def _written(self, name: str) -> str:
        """A small table of the workspace as a question reads it. In letters that mean nothing in
        SQL, whatever people wrote."""
        with self._local.told():
            held = with_whole_lists(self._local.connection.cursor().sql(f"FROM {name}"))
            rows = [dict(zip(held.columns, row, strict=True)) for row in held.fetchall()]
        lines = "\n".join(json.dumps(row, default=_moment) for row in rows)
        data = base64.b64encode(lines.encode()).decode()
        columns = columns_of(held).replace("'", "\\'")
        return f"SELECT * FROM format(JSONEachRow, '{columns}', base64Decode('{data}'))"

    def _with_said(self, asked: str) -> str:
        """A question with what it reads of what people say before it."""
        read = {
            f"{SAID}{name}": body
            for name, body in self._said.items()
            if re.search(rf"\b{SAID}{name}\b", asked)
        }
        if not read:
            return asked
        said = ", ".join(f"{name} AS ({body})" for name, body in read.items())
        own = asked.removeprefix("WITH ")
        return f"WITH {said}{' ' if own == asked else ', '}{own}"


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")

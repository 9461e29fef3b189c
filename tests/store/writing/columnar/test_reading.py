"""Lines on their way into the runs are looked at one by one, none of them kept for others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.records.lines import Lines
from dashboard.store.workspace.home import Home
from dashboard.store.writing.columnar import reading
from dashboard.store.writing.columnar.inserting import rows_sql
from dashboard.store.writing.columnar.portions import Portion
from tests.store.writing.columnar.oddities import line, plain
from tests.store.writing.columnar.same import as_columns


def test_only_the_words_are_kept_in_memory_to_be_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans, insert = list[Any](), reading._insert

    def explained(
        connection: duckdb.DuckDBPyConnection, lines: Lines, portion: Portion, import_id: int
    ) -> None:
        again = Portion(lines.pieces(len), 1 << 20, 0, print, print)
        sql = f"EXPLAIN (FORMAT json) INSERT INTO runs BY NAME {rows_sql(lines)}"
        with reading._streamed(connection, lines, again):
            plan = connection.execute(sql, reading._bound(lines, import_id)).fetchall()
        plans.extend(json.loads(plan[0][1]))
        insert(connection, lines, portion, import_id)

    monkeypatch.setattr(reading, "_insert", explained)
    path = tmp_path / "runs.ndjson"
    path.write_text("\n".join(line(plain(n)) for n in range(60)))
    as_columns(Home(tmp_path / "home"), path)
    (join,) = (node for node in _nodes(plans) if "JOIN" in node["name"])
    looked_through, kept = (json.dumps(child) for child in join["children"])
    assert "words" in kept
    assert "words" not in looked_through


def _nodes(plan: list[Any]) -> list[Any]:
    return [one for node in plan for one in (node, *_nodes(node["children"]))]

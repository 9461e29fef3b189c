"""Lines on their way into the runs are looked at one by one, none of them kept for others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.loading import load
from dashboard.records.lines import Lines
from dashboard.records.rows import Answers
from dashboard.sources.tables import line_pieces
from dashboard.store.workspace.home import Home
from dashboard.store.writing.columnar import reading
from dashboard.store.writing.columnar.portions import Portion
from tests.reading import NOW
from tests.store.writing.columnar.oddities import line, plain
from tests.store.writing.columnar.same import ZONE, as_columns, assert_same


def test_only_the_words_are_kept_in_memory_to_be_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans, insert = list[Any](), reading._insert

    def explained(
        connection: duckdb.DuckDBPyConnection,
        lines: Lines,
        portion: Portion,
        import_id: int,
        rows: str,
    ) -> None:
        again = Portion(lines.pieces(len), 1 << 20, 0, print, print)
        sql = f"EXPLAIN (FORMAT json) INSERT INTO runs BY NAME {rows}"
        with reading._streamed(connection, lines, again):
            plan = connection.execute(sql, reading._bound(lines, import_id)).fetchall()
        plans.extend(json.loads(plan[0][1]))
        insert(connection, lines, portion, import_id, rows)

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


NAIVE = ("2026-05-04T08:00:00", "2026-05-04 08:00:00.500", "2026-05-04 08:00:00.123456")
ODD = (
    "2026-05-04 08:00", "2026-02-30 08:00:00", "2026-05-04T08:00:00.12", "2026-05-04 24:00:00",
    "2026-05-04T08:00:60", "2026-05-04", "0001-01-01 00:00:00", "soon", "14/05/2026 08:00",
    "2026-05-04 08:00:00 CET", "2026-05-04 08:00:00+02:00", "2099-01-01 00:00:00",
)  # fmt: skip


@pytest.mark.parametrize(("zone", "plain_ones"), [("UTC", 62), ("Europe/Berlin", 1)])
@pytest.mark.parametrize("name", ["runs.ndjson", "runs.csv"])
def test_times_without_offset_are_plain_in_utc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, zone: str, plain_ones: int
) -> None:
    """In other zones their offset differs by the day, which the exact reader knows."""
    monkeypatch.setenv("TZ", "America/New_York")
    times = [NAIVE[n % 3] for n in range(60)] + list(ODD)
    rows = [{"run_id": f"r{n}", "status": "ok", "created_at": time, "finished_at": time}
            for n, time in enumerate(times)]  # fmt: skip
    texts = [json.dumps(row) for row in rows]
    if name.endswith(".csv"):
        texts = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    by_columns, rest = list[int](), Lines.rest

    def told(lines: Lines, spool: Any, count: int, total: Any) -> Any:
        by_columns.append(count)
        return rest(lines, spool, count, total)

    monkeypatch.setattr(Lines, "rest", told)
    answers = Answers(zone=zone, dates="dmy")
    text = "\n".join(texts).encode()
    assert_same(tmp_path / "both", text, name=name, answers=answers)
    assert by_columns == [plain_ones]


@pytest.mark.parametrize(("few", "exactly"), [(49, True), (50, False)])
def test_a_file_that_begins_with_doubtful_lines_is_taken_out_and_read_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int, exactly: bool
) -> None:
    """All of it, its plain lines too, unless the doubtful ones are few."""
    monkeypatch.setattr(reading, "_FEW", few)
    times = [*NAIVE, *["14/05/2026 08:00"] * 50]
    rows = [{"run_id": f"r{n}", "status": "ok", "created_at": time}
            for n, time in enumerate(times)]  # fmt: skip
    by_columns, rest = list[int](), Lines.rest

    def told(lines: Lines, spool: Any, count: int, total: Any) -> Any:
        by_columns.append(count)
        return rest(lines, spool, count, total)

    monkeypatch.setattr(Lines, "rest", told)
    text = "\n".join(map(json.dumps, rows)).encode()
    answers = Answers(zone="UTC", dates="dmy")
    found = assert_same(tmp_path / "both", text, answers=answers)
    assert len(found["runs"]) == len(rows)
    assert by_columns == ([] if exactly else [len(NAIVE)])


NOTE = "日本語" * 99  # DuckDB quotes a part of it, in bytes
CUT, BROKEN = '{"run_id": "r", "status": "ok", "created_', '{"run_id": "r", "status": "ok, "a": 1}'


@pytest.mark.parametrize(
    ("damaged", "places", "looked_at"),
    [
        (CUT, (1, 40), [False, False]),
        (BROKEN, (1, 40), [False, True, True]),
        (BROKEN, (40,), [False, False, True, True]),
        *[(f'{{"note": "{"x" * n}{NOTE}", "status": "ok, "a": 1}}', (1,), [False, True, True])
          for n in range(3)],
    ],
)  # fmt: skip
def test_all_begins_anew_with_a_look_at_each_line_where_one_is_broken_within(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damaged: str,
    places: tuple[int, ...],
    looked_at: list[bool],
) -> None:
    """A line that was cut off is known by its bytes already."""
    monkeypatch.setattr(reading, "BEGINNING", 1_000)
    monkeypatch.setattr(line_pieces, "PIECE", 1_000)
    statements, insert = list[str](), reading._insert

    def noted(*given: Any) -> None:
        statements.append(given[-1])
        insert(*given)

    monkeypatch.setattr(reading, "_insert", noted)
    texts = [line(plain(n)) for n in range(60)]
    for place in places:
        texts[place] = damaged
    found = assert_same(tmp_path / "both", "\n".join(texts).encode())
    assert len(found["rejects"]) == len(places)
    assert ["json_valid" in sql for sql in statements] == looked_at


def test_what_was_brought_in_before_a_broken_line_is_taken_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((reading, "BEGINNING"), (reading, "PORTION"), (line_pieces, "PIECE")):
        monkeypatch.setattr(module, name, 1_000)
    whole = [line(plain(n)) for n in range(60)]
    found = assert_same(tmp_path / "both", "\n".join([*whole, BROKEN, *whole]).encode())
    assert len(found["rejects"]) == 1
    assert len(found["runs"]) == len({plain(n)["run_id"] for n in range(60)})


def test_what_ends_the_stream_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_pieces, "PIECE", 1_000)
    path, whole = tmp_path / "runs.ndjson", [line(plain(n)) for n in range(60)]
    path.write_text("\n".join(whole))

    def stop(read: int) -> None:
        if read > 5:
            raise KeyboardInterrupt

    home = Home(tmp_path / "home")
    with pytest.raises(KeyboardInterrupt):
        load(home, path, mapping=None, answers=ZONE, progress=stop, now=NOW)
    assert home.generation() == 0

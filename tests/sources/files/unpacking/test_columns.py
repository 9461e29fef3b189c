"""Parquet files."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.reading import read, written
from tests.sources.files.unpacking.test_streams import refusal

AT = datetime(2026, 11, 16, 9, 10, tzinfo=UTC)
NAIVE = AT.replace(tzinfo=None)


def parquet(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    """A file of these columns beside those of a run, one row each."""
    rows = len(next(iter(columns.values()))) if columns else 1
    table = {
        "run_id": [f"r{number}" for number in range(rows)],
        "status": ["ok"] * rows,
        "created_at": pa.array([AT] * rows, pa.timestamp("us", "UTC")),
        **columns,
    }
    pq.write_table(pa.table(table), path, **options)
    return path


VALUES: dict[str, tuple[Any, str | None]] = {
    "whole number": (pa.array([2**53 + 1]), "9007199254740993"),
    "greatest": (pa.array([2**64 - 1], pa.uint64()), "18446744073709551615"),
    "float": (pa.array([0.1]), "0.1"),
    "small float": (pa.array([0.5], pa.float32()), "0.5"),
    "not a number": (pa.array([float("nan")]), None),
    "infinite": (pa.array([float("inf")]), "inf"),
    "yes": (pa.array([True]), "true"),
    "nothing": (pa.array([None], pa.string()), None),
    "no type": (pa.nulls(1), None),
    "decimal": (pa.array([Decimal("12345678901234567890.10")]), "12345678901234567890.10"),
    "small decimal": (pa.array([Decimal("0.0000001")]), "0.0000001"),
    "text": (pa.array(["Grüße 📚\n"]), "Grüße 📚\n"),
    "large text": (pa.array(["x"], pa.large_string()), "x"),
    "view": (pa.array(["x"], pa.string_view()), "x"),
    "category": (pa.array(["x"]).dictionary_encode(), "x"),
    "bytes": (pa.array([b"x-1"]), "x-1"),
    "other bytes": (pa.array([b"\xff\x00"]), "ff00"),
    "day": (pa.array([date(2026, 11, 16)]), "2026-11-16"),
    "clock": (pa.array([time(9, 10)]), "09:10:00"),
    "length": (pa.array([timedelta(hours=30, milliseconds=500)]), "30:00:00.5"),
    "naive": (pa.array([NAIVE], pa.timestamp("ms")), "2026-11-16T09:10:00"),
    "zone": (pa.array([AT], pa.timestamp("us", "Europe/Berlin")), "2026-11-16T10:10:00+01:00"),
    "nanoseconds": (pa.array([1_794_820_200_123_456_789], pa.timestamp("ns", "UTC")),
                    "2026-11-16T09:10:00.123456+00:00"),
    "list": (pa.array([[1, 2]]), "[1, 2]"),
    "struct": (pa.array([{"a": 1, "b": {"c": "x"}}]), '{"a": 1, "b": {"c": "x"}}'),
    "map": (pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64())), '{"k": 1}'),
    "times in lists": (pa.array([[AT]]), '["2026-11-16T09:10:00+00:00"]'),
    "nan in a list": (pa.array([[1.5, float("nan")]]), "[1.5, null]"),
}  # fmt: skip


def test_values_keep_their_exact_form(tmp_path: Path) -> None:
    columns = {name: array for name, (array, _) in VALUES.items()}
    [run] = read(parquet(tmp_path / "r.parquet", columns)).runs
    extra = json.loads(run["extra"])
    shown = {
        name: value if value is None or isinstance(value, str) else json.dumps(value)
        for name, value in {name: extra.get(name) for name in VALUES}.items()
    }
    assert shown == {name: text for name, (_, text) in VALUES.items()}


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd", "brotli", "lz4"])
def test_every_compression_is_read(tmp_path: Path, compression: str) -> None:
    path = parquet(tmp_path / "r.parquet", {"model": ["m"] * 30}, compression=compression)
    assert len(read(path).runs) == 30


def test_row_groups_are_one_table_and_a_rejected_row_has_its_number(tmp_path: Path) -> None:
    status = ["ok"] * 25_000
    costs = [1.0] * 25_000
    costs[17_000] = float("inf")
    path = parquet(tmp_path / "r.parquet", {"status": status, "cost": costs}, row_group_size=900)
    found = read(path)
    assert found.read == 25_000 and found.ids[-1] == "r24999"
    assert [(row.file, row.line) for row in found.rejected] == [("r.parquet", 17_001)]


def test_what_folders_say_is_a_column_of_their_files(tmp_path: Path) -> None:
    for folder, run in (("worker=Ann%20B/day=1", "a"), ("worker=__HIVE_DEFAULT_PARTITION__", "b")):
        there = tmp_path / "runs=all" / "export" / folder
        there.mkdir(parents=True)
        table = {"run_id": [run], "status": ["ok"], "created_at": ["2026-11-16T09:10:00Z"]}
        pq.write_table(pa.table(table), there / "0.parquet")
    runs = {run["run_id"]: run for run in read(tmp_path / "runs=all" / "export").runs}
    assert [runs[run]["worker"] for run in "ab"] == ["Ann B", None]
    assert json.loads(runs["a"]["extra"]) == {"day": "1"}


def test_what_folders_say_around_what_is_loaded_is_none(tmp_path: Path) -> None:
    there = tmp_path / "run_id=5" / "worker=Ann"
    there.mkdir(parents=True)
    path = parquet(there / "0.parquet", {"model": ["m", "n"]})
    for loaded, worker in ((path, None), (there, None), (there.parent, "Ann")):
        runs = read(loaded).runs
        assert [(run["run_id"], run["worker"]) for run in runs] == [("r0", worker), ("r1", worker)]


def test_times_without_a_zone_are_asked_for(tmp_path: Path) -> None:
    path = parquet(tmp_path / "r.parquet", {"created_at": pa.array([NAIVE])})
    assert "(r.parquet, row 1, created_at) names none" in refusal(path)
    assert read(path, zone=str(ZoneInfo("Asia/Tokyo"))).runs[0]["created_at"].hour == 0


def test_our_columns_are_read_as_they_are_meant(tmp_path: Path) -> None:
    columns = {
        "tokens": pa.array([12]),
        "cost": pa.array([Decimal("0.10")]),
        "context_sources": pa.array([["crm", "docs"]]),
        "tools_called": pa.array([[{"name": "x", "ok": False}]]),
    }
    [run] = read(parquet(tmp_path / "r.parquet", columns)).runs
    assert (run["tokens"], run["cost"], run["context_sources"]) == (12, 0.1, ["crm", "docs"])
    assert run["tools_called"][0]["ok"] is False


def test_what_is_no_export_says_what_it_holds(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1], "b": [2]}), tmp_path / "r.parquet")
    assert "Found: a, b" in refusal(tmp_path / "r.parquet")
    pq.write_table(pa.table({"run_id": pa.array([], pa.string())}), tmp_path / "r.parquet")
    assert "no rows" in refusal(tmp_path / "r.parquet")
    twins = pa.table([[1], [2]], names=["run_id", "run_id"])
    pq.write_table(twins, tmp_path / "r.parquet")
    assert "more than one column named run_id" in refusal(tmp_path / "r.parquet")


@pytest.mark.parametrize("left", [4, 40, -200, -8, -1])
def test_a_file_that_is_cut_is_refused(tmp_path: Path, left: int) -> None:
    path = parquet(tmp_path / "r.parquet", {"model": [str(n) for n in range(999)]})
    assert "cut or damaged" in refusal(written(tmp_path, path.read_bytes()[:left], "r.parquet"))


def test_a_damaged_page_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path / "r.parquet", {"model": [str(n) for n in range(9999)]})
    whole = bytearray(path.read_bytes())
    whole[200:400] = bytes(200)
    path.write_bytes(bytes(whole))
    assert "r.parquet" in refusal(path)


def test_what_the_path_of_a_named_file_says_is_said_not_to_be_read(tmp_path: Path) -> None:
    there = tmp_path / "worker=Ann" / "day=1"
    there.mkdir(parents=True)
    path = parquet(there / "0.parquet", {"day": ["1"]})
    assert read(path).runs[0]["worker"] is None
    assert read(path).export.notices == (
        "worker=… in the path of 0.parquet is not read, as the folder was not named: load the one "
        "that all such folders stand in.",
    )
    assert read(tmp_path).runs[0]["worker"] == "Ann" and read(tmp_path).export.notices == ()

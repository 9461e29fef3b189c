"""What may be opened as an export, and what is refused and how."""

from __future__ import annotations

import os
import time
from pathlib import Path

import duckdb
import pytest

from dashboard.errors import ExportRefused
from tests.reading import HEADER, ROW, read, written

ONE_RUN = f"{HEADER}\n{ROW}\n"


def refusal(path: Path) -> str:
    """The message with which the path is refused."""
    with pytest.raises(ExportRefused) as refused:
        read(path)
    return str(refused.value)


def refusal_at_once(path: Path) -> str:
    """The message for what would never end, or asks elsewhere: nothing of it may be waited for."""
    began = time.monotonic()
    said = refusal(path)
    assert time.monotonic() - began < 2
    return said


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"PK\x03\x04\x14\x00\x06\x00runs.csv", "zip"),
        (b"\x1f\x8b\x08 and so on", "gzip"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html><html>", "web page"),
        (bytes(range(256)), "binary"),
        (b"- dag_id: etl\n  run_id: x\n  state: success\n", "YAML"),
        (b"---\n# of May\nruns:\n  - id: 1\n    status: ok\n", "YAML"),
        ("編號,結果\n一,完成\n".encode("utf-16-le") + bytes(8), "UTF-16 without"),
    ],
)
@pytest.mark.parametrize("name", ["export.csv", "export.json"])
def test_what_is_no_text_is_refused_by_name(
    tmp_path: Path, content: bytes, kind: str, name: str
) -> None:
    assert kind in refusal(written(tmp_path, content, name))


def test_a_database_of_duckdb_is_refused_by_name(tmp_path: Path) -> None:
    duckdb.connect(str(tmp_path / "d.csv")).execute("CREATE TABLE t (a INT)").close()
    assert "DuckDB" in refusal(tmp_path / "d.csv")


@pytest.mark.parametrize("content", ["", "\n \n", f"{HEADER}\n", f"{HEADER}\n,,\n"])
def test_a_csv_without_rows_is_refused(tmp_path: Path, content: str) -> None:
    assert "no rows" in refusal(written(tmp_path, content))


@pytest.mark.parametrize("content", ["", "[]", '{"runs": []}', " \n"])
def test_json_without_rows_is_refused(tmp_path: Path, content: str) -> None:
    assert "no rows" in refusal(written(tmp_path, content, "export.json"))


def test_paths_that_are_no_files_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "circle.csv").symlink_to(tmp_path / "circle.csv")
    assert "no such file" in refusal_at_once(tmp_path / "missing.csv")
    assert "pipe" in refusal_at_once(tmp_path / "pipe.csv")
    assert "device" in refusal_at_once(Path("/dev/zero"))
    assert "Download the export first" in refusal_at_once(Path("http://127.0.0.1:1/runs.csv"))
    assert "cannot be read" in refusal_at_once(tmp_path / "circle.csv")
    assert "cannot be read" in refusal_at_once(Path("x" * 5000))


def test_a_folder_holds_exactly_one_file_of_runs(tmp_path: Path) -> None:
    written(tmp_path, "a,b\n1,2\n", "other.csv")
    assert "other.csv" in refusal_at_once(tmp_path)
    written(tmp_path, ONE_RUN, "runs.csv")
    assert read(tmp_path).ids == ["a"]
    written(tmp_path, "[]", "runs.json")
    assert "runs.csv and runs.json" in refusal_at_once(tmp_path)


def test_links_may_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    outside = written(tmp_path, ONE_RUN, "secret.csv")
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "runs.csv").symlink_to(outside)
    assert "out of the folder" in refusal(folder)
    (folder / "runs.csv").unlink()
    (folder / "runs.csv").mkdir()
    assert "a folder" in refusal(folder)


def test_the_folder_says_its_time_and_note(tmp_path: Path) -> None:
    written(tmp_path, ONE_RUN + "b,ok,2026-11-18T09:10:00Z\n", "runs.csv")
    written(tmp_path, '{"as_of": "2026-11-16T10:00:00Z", "note": "Made up."}', "export.json")
    result = read(tmp_path)
    assert (str(result.export.as_of), result.export.note) == (
        "2026-11-16 10:00:00+00:00",
        "Made up.",
    )
    assert result.ids == ["a"]  # the other lies two days after the export itself
    written(tmp_path, '{"as_of": "yesterday"}', "export.json")
    assert "as_of" in refusal(tmp_path)


def test_the_fingerprint_covers_bytes_mapping_and_answers(tmp_path: Path) -> None:
    path = written(tmp_path, ONE_RUN)
    first = read(path).export.fingerprint
    assert read(path).export.fingerprint == first
    assert read(path, zone="UTC").export.fingerprint != first
    written(tmp_path, ONE_RUN + "\n")
    assert read(path).export.fingerprint != first


def test_what_systems_put_into_a_folder_is_none_of_its_files(tmp_path: Path) -> None:
    """On the disk as in an archive."""
    written(tmp_path, f"{HEADER}\n{ROW}\n", "september.csv")
    for place in (
        ".DS_Store", "._september.csv", "~$september.xlsx", ".~lock.september.csv#",
        "Thumbs.db", "desktop.ini", "__MACOSX/._september.csv", "@eaDir/a.csv",
    ):  # fmt: skip
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\0\5\x16\7\0\2")
    found = read(tmp_path)
    assert (found.ids, found.export.notices) == (["a"], ())


def test_hidden_files_are_left_out_and_named(tmp_path: Path) -> None:
    for place in ("september.csv", ".october.csv", ".old/june.ndjson", ".old/readme"):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        written(tmp_path, f"{HEADER}\n{ROW}\n", place)
    found = read(tmp_path)
    assert found.ids == ["a"]
    assert found.export.notices == ("Hidden and so left out: .october.csv, .old/june.ndjson.",)


def test_a_day_without_runs_stops_no_folder(tmp_path: Path) -> None:
    for name in ("monday.csv", "tuesday.csv", "wednesday.ndjson"):
        written(tmp_path, "", name)
    with pytest.raises(ExportRefused, match="no rows"):
        read(tmp_path)
    written(tmp_path, f"{HEADER}\n{ROW}\n", "tuesday.csv")
    found = read(tmp_path)
    said = "monday.csv, wednesday.ndjson left out: nothing stands in them."
    assert (found.ids, found.export.notices) == (["a"], (said,))


def test_an_export_of_another_format_beside_is_said_to_be_one(tmp_path: Path) -> None:
    written(tmp_path, f"{HEADER}\n{ROW}\n", "ours.csv")
    written(tmp_path, "Run ID,Status,Created\nb,ok,2026-11-16T09:10:00Z\n", "list.csv")
    written(tmp_path, "sku,price\n1,2\n", "stock.csv")
    found = read(tmp_path)
    assert found.ids == ["a"]
    assert found.export.notices == (
        "list.csv left out: of the format run list, not canonical export; load it by itself.",
        "stock.csv left out: not of the format canonical export.",
    )


def test_separators_within_cells_are_no_binary_data(tmp_path: Path) -> None:
    rows = "".join(f"r{at},ok,2026-10-16T09:10:00Z,a\x02b\x02c\x03d\n" for at in range(30))
    text = f"run_id,status,created_at,nested\n{rows}"
    assert len(read(written(tmp_path, text, "runs.csv")).ids) == 30

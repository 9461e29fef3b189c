"""Parts of one export of which only the first has a header, and parts in which nothing stands."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.reading import read

HEAD = ["Run ID", "Worker", "Status", "Created", "Error"]


def rows(part: int, count: int = 3) -> list[list[str]]:
    return [
        [f"{part}-{n}", "" if n else "Ann", "Failed" if n else "ok", f"2026-03-0{n + 1} 10:00", ""]
        for n in range(count)
    ]


def text(lines: list[list[str]], sign: str) -> str:
    return "".join(f"{sign.join(cells)}\n" for cells in lines)


def folder_of(tmp_path: Path, parts: dict[str, str]) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    for name, content in parts.items():
        data = content.encode()
        (folder / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return folder


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("above", ["", "Runs of March\n\n", "\ufeff"])
@pytest.mark.parametrize("ending", ["csv", "csv.gz"])
def test_parts_without_a_header_are_read_under_that_of_the_first(
    tmp_path: Path, sign: str, above: str, ending: str
) -> None:
    """Before, two thirds of the runs were left out as of another format."""
    parts = {f"{n}.{ending}": text(rows(n), sign) for n in (1, 2)}
    first = {f"0.{ending}": above + text([HEAD, *rows(0)], sign)}
    found = read(folder_of(tmp_path, first | parts), zone="UTC")
    assert found.ids == [f"{part}-{n}" for part in range(3) for n in range(3)]
    assert [run["status"] for run in found.runs] == ["completed", "failed", "failed"] * 3
    assert found.rejected == []
    said = f"1.{ending}, 2.{ending} have no header: their rows are read under that of 0.{ending}."
    assert said in found.export.notices


def test_in_a_zip_and_with_the_header_in_another_than_the_first(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "runs.zip", "w") as archive:
        archive.writestr("a.csv", text(rows(1), ","))
        archive.writestr("b.csv", text([HEAD, *rows(0)], ","))
        archive.writestr("c.csv", text([HEAD[:4], ["x", "Bob", "ok", "2026-03-01 10:00"]], ","))
    found = read(tmp_path / "runs.zip", zone="UTC")
    assert found.ids == ["1-0", "1-1", "1-2", "0-0", "0-1", "0-2", "x"]


def test_a_row_that_goes_wrong_is_told_by_its_line(tmp_path: Path) -> None:
    bad = rows(1)
    bad[2][3] = "yesterday"
    parts = {"0.csv": text([HEAD, *rows(0)], ","), "1.csv": text(bad, ",")}
    [rejected] = read(folder_of(tmp_path, parts), zone="UTC").rejected
    assert (rejected.file, rejected.line, rejected.field) == ("1.csv", 3, "created_at")


@pytest.mark.parametrize(
    "other",
    [
        "1,Ann,ok,2026-03-01 10:00\n",  # a cell less
        "2026-03-01 10:00,1,Ann,ok,\n",  # its time elsewhere
        "1;Ann;ok;2026-03-01 10:00;\n",
        "Name,Street,Town,Since,Note\nAnn,High Street,Bath,May,\n",
        "one,two,three,four,five\n",
    ],
)
def test_what_goes_on_with_no_table_is_left_out(tmp_path: Path, other: str) -> None:
    parts = {"0.csv": text([HEAD, *rows(0)], ","), "1.csv": other}
    found = read(folder_of(tmp_path, parts), zone="UTC")
    assert found.ids == ["0-0", "0-1", "0-2"]
    assert "1.csv left out: not of the format run list." in found.export.notices


def test_packed_parts_in_which_nothing_stands_are_left_out(tmp_path: Path) -> None:
    """Before, one of them had the whole folder refused."""
    parts = {"0.csv.gz": text([HEAD, *rows(0)], ","), "1.csv.gz": "", "2.csv.gz": ""}
    found = read(folder_of(tmp_path, parts), zone="UTC")
    assert found.ids == ["0-0", "0-1", "0-2"]
    assert "1.csv.gz, 2.csv.gz left out: nothing stands in them." in found.export.notices
    for path in (tmp_path / "export").glob("0.*"):
        path.unlink()
    with pytest.raises(ExportRefused, match="no rows"):
        read(tmp_path / "export")

"""Zip archives: one export each, and nothing that would leave its folder."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from tests.reading import HEADER, ROW, read, written
from tests.sources.files.unpacking.test_streams import CSV, refusal
from tests.sources.packed import COMPRESSED, zipped

if sys.version_info >= (3, 14):
    import zipfile
else:
    from backports.zstd import zipfile

WORKERS = "worker,model\nAnn,m-1\n"
OTHER = f"{HEADER}\nz,ok,2026-11-16T09:10:00Z\n"


@pytest.mark.parametrize(
    ("inner", "files"),
    [
        ("runs.csv", {}),
        ("september.csv", {}),
        ("export/runs.csv", {}),
        ("a/b/c/runs.csv", {"a/b/workers.csv": WORKERS}),
        ("runs.csv", {"README.md": "Read me.", "logo.png": b"\x89PNG"}),
        ("runs.csv", {"__MACOSX/._runs.csv": b"\x00\x05", ".DS_Store": b"\x00"}),
        ("RUNS.CSV", {}),
        ("runs.csv.gz", {}),
        ("logs/runs.csv.zst", {}),
        ("runs.csv", {"other.csv": OTHER}),
        ("september.zip", {}),
        ("logs/september.zip", {"logs/notes.csv": "date,note\n1,x\n"}),
        ("september.csv", {"notes.csv": "date,note\n1,x\n"}),
        ("september.csv", {"empty.csv": "", "folder/": ""}),
        ("Läufe ü/läufe 📚.csv", {}),
        ("runs.csv", {"letter.docx": zipped({"[Content_Types].xml": "", "word/d.xml": ""})}),
    ],
)
@pytest.mark.parametrize("last", [True, False])
def test_the_export_in_an_archive_is_found(
    tmp_path: Path, inner: str, files: dict[str, str | bytes], last: bool
) -> None:
    packs = COMPRESSED | {".zip": lambda data: zipped({"runs.csv": data})}
    runs: dict[str, str | bytes] = {inner: packs.get(Path(inner).suffix, bytes)(CSV)}
    whole = files | runs if last else runs | files
    found = read(written(tmp_path, zipped(whole), "export.zip"))
    assert found.ids == ["a"]
    [rejected] = found.rejected
    assert (rejected.file, rejected.line) == (
        f"export.zip › {inner}{' › runs.csv' * inner.endswith('.zip')}",
        3,
    )


def test_files_that_are_no_data_are_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"runs.csv": CSV, "README.md": "x", "a/logo.png": b"\x89PNG"}
    [notice] = read(written(tmp_path, zipped(files), "export.zip")).export.notices
    assert notice == "2 files of export.zip left out, being no data: README.md, a/logo.png."
    assert not read(written(tmp_path, zipped({"runs.csv": CSV}), "export.zip")).export.notices


def test_what_stands_beside_the_runs_is_read_with_them(tmp_path: Path) -> None:
    runs = f"{HEADER},worker\n{ROW},Ann\n"
    about = json.dumps({"as_of": "2026-11-16T10:00:00Z", "note": "Made up."})
    files = {"x/runs.csv": runs, "x/workers.csv": WORKERS, "x/export.json": about}
    found = read(written(tmp_path, zipped(files), "export.zip"))
    assert found.export.note == "Made up." and str(found.export.as_of)[:10] == "2026-11-16"
    assert [row["model"] for row in found.tables["workers"]] == ["m-1"]


def test_where_several_fit_they_are_one_export_and_each_can_be_named(tmp_path: Path) -> None:
    files = {"one.csv": CSV, "two.csv": OTHER, "notes.csv": "date,note\n1,x\n", "empty.csv": ""}
    path = written(tmp_path, zipped(files), "export.zip")
    both = read(path)
    assert sorted(both.ids) == ["a", "z"]
    [notice] = both.export.notices
    assert notice.startswith("export.zip › notes.csv, export.zip › empty.csv left out")
    assert read(path / "one.csv").ids == ["a"]
    found = read(path / "two.csv")
    assert found.ids == ["z"] and found.export.name == str(path / "two.csv")
    assert "There is no three.csv in export.zip; in it is one.csv, two.csv" in refusal(
        path / "three.csv"
    )


@pytest.mark.parametrize(
    "name",
    ["../runs.csv", "/runs.csv", "a/../../runs.csv", "..\\runs.csv", "C:\\runs.csv", "C:/runs.csv",
     "\\runs.csv", "a/..", "//server/runs.csv"],
)  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_an_entry_that_would_stand_elsewhere_refuses_the_archive(
    tmp_path: Path, name: str, first: bool
) -> None:
    files: dict[str, str | bytes] = {"runs.csv": CSV, name: CSV}
    if first:
        files = dict(reversed(files.items()))
    inner = tmp_path / "inner"
    inner.mkdir()
    assert "outside the archive’s folder" in refusal(written(inner, zipped(files), "export.zip"))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["export.zip", "inner"]


def test_a_link_refuses_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    link = zipfile.ZipInfo("runs.csv")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "is a link" in refusal(path)


def test_an_entry_twice_refuses_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "w") as archive:
        archive.writestr("runs.csv", CSV)
        archive.writestr("runs.csv", OTHER)
    assert "stands there twice" in refusal(path)
    crossed = zipped({"runs.csv": CSV, "runs.csv/x.csv": CSV})
    assert "stands there twice" in refusal(written(tmp_path, crossed, "export.zip"))


def test_a_password_is_said(tmp_path: Path) -> None:
    whole = bytearray(zipped({"runs.csv": CSV}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag in both headers
        whole[whole.index(sign) + at] |= 1
    said = refusal(written(tmp_path, bytes(whole), "export.zip"))
    assert "protected with a password" in said and "runs.csv" in said


@pytest.mark.parametrize("left", [30, 100, -30, -1])
def test_an_archive_that_is_cut_is_refused(tmp_path: Path, left: int) -> None:
    whole = zipped({"runs.csv": CSV * 100})
    cut = whole[:left]
    assert "a zip archive that is cut or damaged" in refusal(written(tmp_path, cut, "export.zip"))
    assert "a spreadsheet that is cut or damaged" in refusal(written(tmp_path, cut, "runs.xlsx"))


WAYS = [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_ZSTANDARD]


@pytest.mark.parametrize("way", WAYS)
def test_entries_are_packed_in_several_ways(tmp_path: Path, way: int) -> None:
    path, text = tmp_path / "export.zip", f"{HEADER}\n{ROW}\n" + "\n" * 5000
    with zipfile.ZipFile(path, "w", way) as archive:
        archive.writestr("runs.csv", text)
    assert read(path).ids == ["a"]
    packed = bytearray(path.read_bytes())
    for at in range(50, 70):
        packed[at] ^= 0xFF
    assert "“runs.csv” is damaged" in refusal(written(tmp_path, bytes(packed), "export.zip"))


def test_a_damaged_entry_is_named(tmp_path: Path) -> None:
    whole = bytearray(zipped({"runs.csv": CSV, "more.csv": CSV}))
    whole[50] ^= 0x55
    said = refusal(written(tmp_path, bytes(whole), "export.zip"))
    assert "“runs.csv” is damaged" in said


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "holds no runs: in it is nothing"),
        ({"README.md": "x", "logo.png": b"\x89PNG"}, "in it is README.md, logo.png"),
        ({"workers.csv": WORKERS}, "in it is workers.csv"),
        ({"runs.csv": ""}, "no rows"),
        ({"runs.csv": b"\x89PNG\x00"}, "PNG picture"),
        ({"a.csv": "x,y\n1,2\n", "b.csv": "u,v\n1,2\n"}, "Nothing else in it fits either: b.csv"),
        (
            {"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"runs.csv": CSV})})})},
            "than 3 times",
        ),
    ],
)
def test_an_archive_without_an_export_says_what_it_holds(
    tmp_path: Path, files: dict[str, str | bytes], says: str
) -> None:
    assert says in refusal(written(tmp_path, zipped(files), "export.zip"))


def test_an_archive_of_office_is_named(tmp_path: Path) -> None:
    letter = zipped({"[Content_Types].xml": "", "word/document.xml": ""})
    assert "a Word document" in refusal(written(tmp_path, letter, "runs.docx"))


def test_limits_hold_for_all_entries_together(tmp_path: Path) -> None:
    from dashboard.sources.files.unpacking.limits import Limits

    path = written(tmp_path, zipped({f"{n}.csv": b"a" * 900_000 for n in range(9)}), "export.zip")
    assert "larger than 1 MB" in refusal(path, Limits(small=1_000_000, ratio=2))
    assert "holds 9 files; 5 can be read" in refusal(path, Limits(entries=5))
    inner = zipped({"1.csv": CSV, "2.csv": CSV, "3.csv": CSV})
    path = written(tmp_path, zipped({"a.zip": inner, "b.zip": inner}), "export.zip")
    assert "holds 8 files; 7 can be read" in refusal(path, Limits(entries=7))


def test_packed_files_of_a_folder_are_read_with_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    (folder / "july").mkdir(parents=True)
    written(folder, CSV, "a.csv")
    written(folder / "july", gzip.compress(CSV.replace(b"a,", b"c,")), "b.csv.gz")
    written(folder / "july", zipped({"x.csv": OTHER}), "c.zip")
    written(folder, b"kept by a program", "cache.db")
    found = read(folder)
    assert found.ids == ["a", "c", "z"]
    assert [row.file for row in found.rejected] == ["a.csv", "july/b.csv.gz"]
    assert "cache.db" in found.export.notices[0]


def test_a_folder_may_hold_its_tables_packed(tmp_path: Path) -> None:
    written(tmp_path, gzip.compress(f"{HEADER},worker\n{ROW},Ann\n".encode()), "runs.csv.gz")
    written(tmp_path, COMPRESSED[".zst"](WORKERS.encode()), "workers.csv.zst")
    found = read(tmp_path)
    assert found.ids == ["a"] and found.tables["workers"][0]["model"] == "m-1"
    written(tmp_path, CSV, "runs.csv")
    assert "runs.csv and runs.csv.gz" in refusal(tmp_path)

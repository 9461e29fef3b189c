"""Tar archives, packed or not: as zip archives are, one export and nothing out of its folder."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.sources.files.locating import located
from dashboard.sources.files.unpacking.limits import Limits
from tests.reading import read, written
from tests.sources.files.unpacking.test_archives import OTHER, WORKERS
from tests.sources.files.unpacking.test_streams import CSV, refusal
from tests.sources.packed import COMPRESSED


def tarred(files: dict[str, bytes | str | tarfile.TarInfo]) -> bytes:
    """A tar archive of these files, in this order; an entry of its own kind stands as it is."""
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for name, content in files.items():
            if isinstance(content, tarfile.TarInfo):
                archive.addfile(content)
                continue
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return whole.getvalue()


def special(name: str, kind: bytes, to: str = "/etc/passwd") -> tarfile.TarInfo:
    """An entry that is no file."""
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, to
    return entry


PACKS: dict[str, Callable[[bytes], bytes]] = {
    "e.tar": bytes,
    "e.tgz": COMPRESSED[".gz"],
    **{f"e.tar{ending}": pack for ending, pack in COMPRESSED.items()},
}


@pytest.mark.parametrize("name", PACKS)
def test_the_export_in_an_archive_is_found(tmp_path: Path, name: str) -> None:
    folder = special("x", tarfile.DIRTYPE, "")
    files: dict[str, bytes | str | tarfile.TarInfo] = {
        "x": folder, "x/runs.csv": CSV, "x/workers.csv": WORKERS, "x/._runs.csv": b"\x00",
        "x/README.md": "Read me.",
    }  # fmt: skip
    found = read(written(tmp_path, PACKS[name](tarred(files)), name))
    assert found.ids == ["a"] and [row["model"] for row in found.tables["workers"]] == ["m-1"]
    assert [(row.file, row.line) for row in found.rejected] == [(f"{name} › x/runs.csv", 3)]
    assert found.export.notices == (f"One file of {name} left out, being no data: x/README.md.",)
    assert read(tmp_path / name / "x/runs.csv").ids == ["a"]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"../runs.csv": CSV}, "outside the archive’s folder"),
        ({"/runs.csv": CSV}, "outside the archive’s folder"),
        ({"a/../../runs.csv": CSV}, "outside the archive’s folder"),
        ({"runs.csv": special("runs.csv", tarfile.SYMTYPE)}, "is a link"),
        ({"runs.csv": special("runs.csv", tarfile.LNKTYPE)}, "is a link"),
        ({"a": special("a", tarfile.SYMTYPE, ".."), "a/runs.csv": CSV}, "is a link"),
        ({"runs.csv": special("runs.csv", tarfile.FIFOTYPE)}, "is no file"),
        ({"runs.csv": special("runs.csv", tarfile.CHRTYPE)}, "is no file"),
        ({"runs.csv": CSV, "./runs.csv": OTHER}, "stands there twice"),
        ({"runs.csv": CSV, "runs.csv/x.csv": OTHER}, "stands there twice"),
        ({"notes.txt": "x"}, "It holds no runs: in it is notes.txt"),
    ],
)
def test_what_is_suspect_refuses_the_archive(tmp_path: Path, files: object, why: str) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    assert why in refusal(written(inner, tarred(files), "export.tar"))  # type: ignore[arg-type]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["export.tar", "inner"]


@pytest.mark.parametrize("left", [600, 1_000, 1_500])
def test_an_archive_that_is_cut_is_refused(tmp_path: Path, left: int) -> None:
    whole = tarred({"runs.csv": CSV * 100})
    assert "cut or damaged" in refusal(written(tmp_path, whole[:left], "export.tar"))


def test_limits_hold_for_all_entries_together(tmp_path: Path) -> None:
    path = written(tmp_path, tarred({f"{n}.csv": CSV for n in range(10)}), "export.tar")
    with (
        pytest.raises(Exception, match="10 files; 9 can be read"),
        located(path, Limits(entries=9)),
    ):
        pass

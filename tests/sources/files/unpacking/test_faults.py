"""Whatever becomes of the process that unpacks: the one that asked for it lives, nothing stays."""

from __future__ import annotations

import bz2
import gzip
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from dashboard.sources.files.locating import located
from dashboard.sources.files.rooms import room
from dashboard.sources.files.unpacking import unpack
from dashboard.sources.files.unpacking.limits import Limits
from tests.reading import HEADER, ROW, read, written
from tests.sources.files.unpacking.test_streams import refusal

CSV = f"{HEADER}\n{ROW}\n".encode()
KILLED = """
import os, signal
from dashboard.sources.files.rooms import room
with room() as folder:
    (folder / "secret.csv").write_text("x")
    print(folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The place of temporary files, in which nothing may be left."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    assert not list(place.iterdir())


@pytest.mark.parametrize(
    ("child", "says"),
    [
        ("crashes", "takes more than 1.2 GB of memory, or is damaged"),
        ("hangs", "took longer than"),
        ("not_there", "the process that unpacks it ended"),
    ],
)
def test_a_process_that_fails_refuses_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, child: str, says: str
) -> None:
    monkeypatch.setattr(unpack, "_CHILD", f"tests.sources.files.unpacking.{child}")
    path = written(tmp_path, gzip.compress(CSV), "runs.csv.gz")
    said = refusal(path, Limits(seconds=0) if child == "hangs" else Limits())
    assert "Unpacking it stopped: " in said and says in said
    assert "Unpack it yourself" in said


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(seconds=1, ratio=10**6), "Unpacking it stopped: it took"),
        (Limits(memory=25_000_000), "Unpacking it stopped"),
        (Limits(written=1_000_000), "larger than 1 MB"),
    ],
)
def test_a_limit_refuses_the_file(tmp_path: Path, limits: Limits, says: str) -> None:
    letters = bytes(range(256)) * 4_000
    content = bz2.compress(letters) * 1_000  # too slow for a second anywhere, and quickly made
    assert says in refusal(written(tmp_path, content, "runs.csv.bz2"), limits)


def test_what_a_killed_process_left_is_removed_by_the_next(temporary: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", KILLED],
        capture_output=True,
        text=True,
        env=os.environ | {"TMPDIR": str(temporary)},
    )
    assert child.returncode == -signal.SIGKILL
    left = Path(child.stdout.strip())
    assert (left / "secret.csv").exists()
    with room() as mine, room() as another:
        assert not left.exists()
        assert mine.exists() and another.exists(), "those in use are left alone"
        assert mine.stat().st_mode & 0o077 == 0 == mine.parent.stat().st_mode & 0o077


def test_a_file_that_changes_meanwhile_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, gzip.compress(CSV), "runs.csv.gz")
    asked = unpack._asked

    def changing(*given: object) -> object:
        answer = asked(*given)  # type: ignore[arg-type]
        path.write_bytes(gzip.compress(CSV + b"more"))
        return answer

    monkeypatch.setattr(unpack, "_asked", changing)
    assert "changed while it was unpacked" in refusal(path)


def test_without_a_place_for_temporary_files_nothing_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, gzip.compress(CSV), "runs.csv.gz")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    said = refusal(path)
    assert "no room to unpack it" in said and "TMPDIR" in said


def test_an_error_while_it_is_read_leaves_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(CSV), "runs.csv.gz")
    with pytest.raises(RuntimeError), located(path) as found:
        assert found.runs[0].path.exists()
        raise RuntimeError
    assert read(path).ids == ["a"]
    with pytest.raises(ExportRefused):
        read(written(tmp_path, gzip.compress(b"a,b\n1,2\n"), "other.csv.gz"))

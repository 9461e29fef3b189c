"""Dropped files on disk: under names that do nothing to a path, and gone with what holds them."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

import pytest

from dashboard.errors import UserError
from dashboard.ui.data.dropped import Dropped


@dataclass
class Sent:
    """A file as the browser sends it."""

    name: str
    content: bytes = b"x"
    file_id: str = "1"

    def getbuffer(self) -> memoryview:
        """Its bytes."""
        return memoryview(self.content)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("runs.csv", "runs.csv"), ("../../runs.csv", "runs.csv"), ("/etc/passwd", "passwd"),
        ("..", "export"), ("", "export"), ("a\\..\\b.csv", "a_.._b.csv"),
        ("läufe 📚.csv", "läufe 📚.csv"),
        ("a\x00b.csv", "a_b.csv"), ("x" * 400 + ".csv", "x" * 196 + ".csv"),
        ("📚" * 200 + ".csv", "📚" * 49 + ".csv"),
    ],
)  # fmt: skip
def test_a_name_stays_within_the_folder(name: str, kept: str) -> None:
    dropped = Dropped([Sent(name)])
    [path] = dropped.files
    assert (path.parent, path.name, path.read_bytes()) == (dropped.folder, kept, b"x")
    del dropped
    assert not path.exists()


def test_two_files_of_one_name_stay_two() -> None:
    dropped = Dropped([Sent("runs.csv", b"a", "1"), Sent("runs.csv", b"b", "2")])
    assert [path.read_bytes() for path in dropped.files] == [b"a", b"b"]
    assert {path.name for path in dropped.files} == {"runs.csv"}
    assert dropped.ids == ("1", "2")
    folder = dropped.folder
    del dropped
    assert not folder.exists()


def test_no_room_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match="No space left"):
        Dropped([Sent("runs.csv")])


def test_a_mapping_beside_the_files_is_no_part_of_them_and_needs_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dropped = Dropped([Sent("runs.csv")])
    for text in ("one", "two"):
        assert dropped.beside("m.toml", text).read_text() == text
    assert [path.name for path in dropped.folder.rglob("*")] == ["runs.csv"]

    def full(*given: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(UserError, match="There is no room"):
        dropped.beside("m.toml", "three")

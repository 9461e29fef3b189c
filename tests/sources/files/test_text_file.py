"""A file that a person names is read whole, and nothing else is."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from dashboard.errors import TextRefused
from dashboard.sources.files.text_file import read_text


def refusal(path: Path, longest: int = 100) -> str:
    """The message with which the path is refused, which must come quickly."""
    began = time.monotonic()
    with pytest.raises(TextRefused) as refused:
        read_text(path, longest)
    assert time.monotonic() - began < 2
    assert str(path).startswith(refused.value.where[:100]) and refused.value.remedy
    return refused.value.what


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "This is a pipe, not a file."
    assert refusal(Path("/dev/zero")) == "This is a device or socket, not a file."
    assert refusal(tmp_path) == "This is a folder, not a file."
    assert refusal(tmp_path / "nothing") == "There is no such file."
    assert refusal(Path("x" * 5000)) == "This cannot be read: File name too long."
    assert "null" in refusal(Path("a\x00b"))


def test_no_more_is_read_than_may_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("ü" * 100, encoding="utf-8-sig")
    assert read_text(path, 100) == "ü" * 100
    with path.open("ab") as stream:
        stream.truncate(1 << 40)  # a terabyte of zeros, none of them on the disk
    assert refusal(path) == "This holds more than 100 letters."


def test_what_is_not_utf_8_is_said(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes("Größe".encode("latin-1"))
    assert refusal(path) == "This is not UTF-8 text."

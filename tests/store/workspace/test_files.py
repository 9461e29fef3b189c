"""How the files of a workspace are copied."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from dashboard.store.workspace import files

HELD = os.urandom(3_000_000)


def require_copied(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(HELD)
    assert files.copy(source, target) == hashlib.sha256(HELD).hexdigest()
    assert target.read_bytes() == source.read_bytes() == HELD
    target.write_bytes(b"other")
    assert source.read_bytes() == HELD, "a copy is changed by itself"


def test_a_copy_is_the_same_bytes_and_tells_their_hash(tmp_path: Path) -> None:
    require_copied(tmp_path)


def test_a_copy_is_whole_where_a_system_shares_no_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "copy_file_range", raising=False)
    require_copied(tmp_path)


@pytest.mark.skipif(not hasattr(os, "copy_file_range"), reason="only Linux shares blocks so")
def test_a_copy_is_whole_where_sharing_stops_half_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, shared = os.copy_file_range, list[int]()

    def some(source: int, target: int, count: int) -> int:
        if shared:
            raise OSError("no more")
        shared.append(share(source, target, min(count, 1_000_001)))
        return shared[-1]

    monkeypatch.setattr(os, "copy_file_range", some)
    require_copied(tmp_path)
    assert shared == [1_000_001]

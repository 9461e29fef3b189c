"""The pointer of a workspace, where the disk fails or the pointer is lost."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from dashboard.errors import StoreUnusable
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace import files
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export


@pytest.mark.parametrize("failing", range(1, 5))
@pytest.mark.parametrize("for_good", [False, True])
def test_a_disk_that_fails_while_publishing_leaves_a_whole_current_generation(
    home: Home, monkeypatch: pytest.MonkeyPatch, failing: int, for_good: bool
) -> None:
    import_export(home, export({"run_id": "a"}), NOW)
    sync, calls = files.sync_folder, 0

    def fails(folder: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == failing or (for_good and calls > failing):
            raise OSError(errno.EIO, "the disk failed")
        sync(folder)

    monkeypatch.setattr(files, "sync_folder", fails)
    if failing < 4:  # of the highest number, the manifest, the pointer
        with pytest.raises(StoreUnusable, match="the disk failed") as caught:
            import_export(home, export({"run_id": "b"}), NOW)
        assert "Nothing was changed" in caught.value.remedy
    else:
        import_export(home, export({"run_id": "b"}), NOW)
    monkeypatch.undo()
    history = current(Home(home.path))
    assert history and history.about.runs == (1 if failing < 4 else 2)
    import_export(home, export({"run_id": "c"}), NOW)


@pytest.mark.parametrize("pointer", [None, "", "no number", "9\n", "\0" * 64, "1\0", "\x7f"])
def test_the_way_back_is_looked_for_only_where_it_is_shown(
    home: Home, monkeypatch: pytest.MonkeyPatch, pointer: str | None
) -> None:
    import_export(home, export({"run_id": "a"}), NOW)
    read: list[Path] = []
    digest = files.digest
    monkeypatch.setattr(files, "digest", lambda path: read.append(path) or digest(path))
    home.pointer.unlink()
    if pointer is not None:
        home.pointer.write_text(pointer)
    with pytest.raises(StoreUnusable) as caught:
        current(Home(home.path))
    assert not read, "all bytes of a generation, for words that nobody reads"
    assert "writing 1 into current" in str(caught.value) and read


def test_what_ended_imports_left_behind_takes_no_place_of_a_generation(home: Home) -> None:
    for name in "ab":
        import_export(home, export({"run_id": name}), NOW)
    for number in (3, 4, 5):  # killed before their manifests were written
        home.database(number).write_bytes(b"half")
    for name, kept in (("c", [1, 2, 3, 4, 5, 6]), ("d", [2, 3, 4, 5, 6, 7]), ("e", [6, 7, 8])):
        import_export(home, export({"run_id": name}), NOW)
        assert files.numbers(home.path) == kept

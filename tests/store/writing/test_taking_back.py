"""Taking imports back: the generation before is current again, whole, and told from any other."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.errors import NotFound, StoreBusy, StoreUnusable, UserError
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace import files
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from dashboard.store.writing.settings import set_zone
from dashboard.store.writing.taking_back import take_back
from tests.store.conftest import NOW, export


def load(home: Home, *names: str) -> None:
    for name in names:
        import_export(home, export({"run_id": name}), NOW)


def ids(home: Home) -> str:
    history = current(home)
    if history is None:
        return ""
    rows = history.reader.rows("SELECT run_id FROM history.runs ORDER BY run_id", {})
    return "".join(row["run_id"] for row in rows)


def test_imports_are_taken_back_one_after_the_other(home: Home) -> None:
    load(home, *"abc")
    done = take_back(home)
    assert (done.load.import_id, done.newest and done.newest.import_id, done.runs) == (3, 2, 2)
    assert ids(home) == "ab"
    take_back(home)
    assert take_back(home).newest is None
    assert ids(home) == "" and current(home) is None
    with pytest.raises(NotFound, match="Nothing was imported"):
        take_back(home)


def test_a_number_is_never_used_twice(home: Home) -> None:
    load(home, *"ab")
    was = home.identity(2)
    take_back(home)
    assert files.numbers(home.path) == [1], "what was taken back is gone from the disk"
    load(home, "c")
    assert home.generation() == 3 and home.identity(3) != was
    assert ids(home) == "ac"
    assert take_back(home).load.import_id == 2 and ids(home) == "a"


def test_only_the_last_three_are_kept(home: Home) -> None:
    load(home, *"abcd")
    for left in ("abc", "ab"):
        take_back(home)
        assert ids(home) == left
    with pytest.raises(UserError, match="isn’t kept any more") as caught:
        take_back(home)
    assert "load made.csv`" in caught.value.remedy and ids(home) == "ab"


@pytest.mark.parametrize(
    ("number", "said", "remedy"),
    [
        (2, "is not the newest: import 3 came after it", "twice"),
        (1, "is not the newest: imports 2 to 3 came after it", "3 times"),
        (9, "No import has the number 9", "imports"),
    ],
)
def test_an_older_import_is_not_taken_back_by_itself(
    home: Home, number: int, said: str, remedy: str
) -> None:
    load(home, *"abc")
    with pytest.raises(UserError, match=said) as caught:
        take_back(home, number)
    assert remedy in caught.value.remedy and ids(home) == "abc"


def test_a_setting_between_imports_is_no_import(home: Home) -> None:
    load(home, "a")
    set_zone(home, "Asia/Tokyo")
    load(home, "b")
    set_zone(home, "Europe/Berlin")
    done = take_back(home)
    assert done.settings == ("time zone",) and ids(home) == "a"
    history = current(home)
    assert history and history.about.zone == "Asia/Tokyo"
    assert take_back(home).settings == ("time zone",)
    assert current(home) is None


def test_who_reads_goes_on_reading_what_was_taken_back(home: Home) -> None:
    load(home, *"ab")
    before = current(home)
    take_back(home)
    assert before and len(before.reader.rows("SELECT * FROM history.runs", {})) == 2
    assert ids(home) == "a"


def test_nothing_is_taken_back_beside_an_import(home: Home) -> None:
    load(home, *"ab")
    with home.writing(), pytest.raises(StoreBusy):
        take_back(home)
    assert ids(home) == "ab"


def test_what_is_damaged_does_not_become_current(home: Home) -> None:
    load(home, *"ab")
    database = home.database(1)
    held = bytearray(database.read_bytes())
    held[-100] ^= 1  # past what a look at its imports reads
    database.write_bytes(held)
    with pytest.raises(UserError, match="damaged"):
        take_back(home)
    assert ids(home) == "ab" and files.numbers(home.path) == [1, 2]


@pytest.mark.parametrize("lost", ["database", "manifest"])
def test_what_is_damaged_is_not_said_to_be_kept_no_more(home: Home, lost: str) -> None:
    load(home, *"ab")
    path = home.database(1) if lost == "database" else home.manifest(1)
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(UserError, match=r"made.csv\) is damaged\."):
        take_back(home)
    assert ids(home) == "ab"


@pytest.mark.parametrize(
    ("loaded", "zones", "lost", "told"),
    [
        ("abcd", (), 3, " is damaged."),
        ("ab", ("Asia/Tokyo", "Europe/Berlin"), 2, " was history 2, which is damaged, or isn’t"),
        ("ab", ("Asia/Tokyo", "Europe/Berlin", "UTC"), 4, " isn’t kept any more: "),
    ],
)
def test_which_of_the_two_it_is_is_said_where_others_tell(
    home: Home, loaded: str, zones: tuple[str, ...], lost: int, told: str
) -> None:
    """The last three histories are kept; what the others list tells what the lost one may be."""
    load(home, *loaded)
    for zone in zones:
        set_zone(home, zone)
    assert len(files.numbers(home.path)) == 3
    home.database(lost).write_bytes(bytes(home.database(lost).stat().st_size))
    with pytest.raises(UserError) as caught:
        take_back(home)
    assert f"(made.csv){told}" in caught.value.what


@pytest.mark.parametrize("for_good", [False, True])
def test_a_disk_that_fails_leaves_a_whole_history(
    home: Home, monkeypatch: pytest.MonkeyPatch, for_good: bool
) -> None:
    load(home, *"ab")
    sync, calls = files.sync_folder, 0

    def fails(folder: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == 1 or for_good:
            raise OSError(errno.EIO, "the disk failed")
        sync(folder)

    monkeypatch.setattr(files, "sync_folder", fails)
    with pytest.raises(StoreUnusable, match="the disk failed") as caught:
        take_back(home)
    assert "Nothing was changed" in caught.value.remedy
    monkeypatch.undo()
    assert ids(home) == "ab"
    take_back(home)
    assert ids(home) == "a"


KILLED = """
import os, signal, sys
from pathlib import Path
from dashboard.store.workspace import files
from dashboard.store.workspace.home import Home
from dashboard.store.writing.taking_back import take_back
step = sys.argv[2]
def die(*given): os.kill(os.getpid(), signal.SIGKILL)
if step == "before the pointer": files.write_durably = die
elif step == "half way in the pointer": files.sync = die
elif step == "after the pointer": files.sync_folder = die
else: Home._drop = die
take_back(Home(Path(sys.argv[1])))
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
def test_a_kill_at_any_step_leaves_old_or_new(home: Home) -> None:
    load(home, *"abc")
    steps = ("before the pointer", "half way in the pointer", "after the pointer", "before a drop")
    children = []
    for step in steps:
        left = home.path.parent / step
        shutil.copytree(home.path, left)
        words = [sys.executable, "-c", KILLED, str(left), step]
        children.append(subprocess.Popen(words, cwd=Path(__file__).resolve().parents[2]))
    for step, child in zip(steps, children, strict=True):
        assert child.wait(60) == -signal.SIGKILL, step
        left = Home(home.path.parent / step)
        was = ids(left)
        assert was == ("abc" if step in steps[:2] else "ab"), step
        load(left, "d")
        assert ids(left) == was + "d" and left.generation() == 4
        take_back(left)
        assert ids(left) == was, "what is left of the one taken back is not what was before"

"""An import that is killed at any of its steps leaves the old history or the new, never part."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

STEPS = (
    *("copy", "migrate", "stage", "fold", "merge", "derive", "kinds", "commit"),
    *("manifest", "sync", "number", "database", "manifest file", "pointer", "published"),
)
CHILD = """
import os, shutil, signal, sys
from pathlib import Path
from dashboard.store.derived import derive, error_kinds
from dashboard.store.workspace import files, home
from dashboard.store.writing import content_hash, fold, generations, importing, migrations, staging
from tests.store.conftest import NOW, export

folder, steps = Path(sys.argv[1]), sys.argv[2:]
pointer = folder / "current"
before = pointer.read_text() if pointer.exists() else ""

def reached(step):
    # What a kill here would leave is what the files hold now; at the last step it is real.
    if step == steps[-1]:
        os.kill(os.getpid(), signal.SIGKILL)
    left = folder.parent / step
    times = len(list(folder.parent.glob(f"{step}*")))
    shutil.copytree(folder, left if not times else folder.parent / f"{step} {times + 1}")

def at(step, module, name, after=False, only=lambda *given: True):
    whole = getattr(module, name)
    def hooked(*given, **named):
        chosen = step in steps and only(*given)
        if chosen and not after: reached(step)
        found = whole(*given, **named)
        if chosen and after: reached(step)
        return found
    setattr(module, name, hooked)

def half_copied(source, target):
    target.write_bytes(source.read_bytes()[:5000])
    reached("copy")
    return copy(source, target)

def written(end):
    return lambda path, *text: path.name.endswith(end)

def pointed(folder):
    return pointer.exists() and pointer.read_text() not in (before, "0\\n")

copy, files.copy = files.copy, half_copied
at("migrate", generations, "migrate")
at("stage", staging, "_insert", after=True)
at("fold", content_hash, "give_hashes")
at("merge", importing, "_merge", after=True)
at("derive", derive, "follow", after=True)
at("kinds", error_kinds, "refresh", after=True)
at("commit", generations, "_changed", after=True)
at("manifest", generations, "contents", after=True)
at("sync", files, "sync")
at("number", files, "write_durably", True, written("highest"))
at("database", files, "write_durably", False, written(".json"))
at("manifest file", files, "write_durably", False, written("current"))
at("pointer", files, "sync_folder", False, pointed)
at("published", generations, "_clear", True, pointed)
runs = [{"run_id": f"new{n}", "output_text": "x" * 500} for n in range(200)]
importing.import_export(home.Home(folder), export(*runs), NOW)
"""


NEW = {f"new{n}" for n in range(200)}


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("first", [True, False], ids=["first import", "second import"])
def test_a_kill_at_any_step_leaves_old_or_new(tmp_path: Path, first: bool) -> None:
    steps = STEPS[-5:] if first else STEPS
    loaded, killed = tmp_path / "loaded", tmp_path / "all" / steps[-1]
    if first:
        killed.mkdir(parents=True)
    else:
        import_export(Home(loaded), export({"run_id": "old"}), NOW)
        shutil.copytree(loaded, killed)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(killed), *steps],
        capture_output=True, text=True, check=False,
        cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    left = {path.name: Home(path) for path in killed.parent.iterdir()}
    assert set(steps) <= set(left)
    new = {name for name in left if name.split(" ")[0] in ("pointer", "published")}
    for name, home in left.items():
        if name in new:
            assert ids(home) == NEW | (set() if first else {"old"}), name
        elif first:
            assert current(home) is None, name
        else:
            assert untouched(home, Home(loaded)), name
    for step in (steps[-4], steps[-2]):
        home = left[step]
        was = ids(home)
        import_export(home, export({"run_id": "after"}), NOW)
        assert ids(home) == was | {"after"}
        assert not [path for path in home.path.iterdir() if path.name.endswith(".new")]


def untouched(home: Home, loaded: Home) -> bool:
    """Whether the current history is the one that was loaded, byte for byte."""
    number = loaded.generation()
    return home.generation() == number and all(
        path(home).read_bytes() == path(loaded).read_bytes()
        for path in (lambda one: one.database(number), lambda one: one.manifest(number))
    )


def ids(home: Home) -> set[str]:
    history = current(home)
    if history is None:
        return set()
    return {row["run_id"] for row in history.reader.rows("SELECT run_id FROM history.runs", {})}

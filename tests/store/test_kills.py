"""An import that is killed at any of its steps leaves the old history or the new, never part."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.store.home import Home
from dashboard.store.importing import import_export
from dashboard.store.open_histories import current
from tests.store.conftest import NOW, export

STEPS = (
    *("copy", "migrate", "stage", "fold", "merge", "derive", "kinds", "commit"),
    *("manifest", "sync", "number", "database", "manifest file", "pointer", "published"),
)
CHILD = """
import os, signal, sys, threading
from pathlib import Path
from dashboard.records import reading
from dashboard.store import (derive, error_kinds, files, fold, generations, home, importing,
                             manifest, migrations)
from tests.store.conftest import NOW, export

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def killed_in(module, name, after=False, only=lambda *given: True):
    whole = getattr(module, name)
    def step(*given, **named):
        if only(*given) and not after: die()
        found = whole(*given, **named)
        if only(*given) and after: die()
        return found
    setattr(module, name, step)

def half_copied(source, target):
    target.write_bytes(source.read_bytes()[:5000]); die()

def written(end):
    return lambda path, *text: path.name.endswith(end)

def arm(step):
    if step == "copy": files.copy = half_copied
    if step == "migrate": killed_in(generations, "migrate")
    if step == "stage": killed_in(importing, "_insert", after=True)
    if step == "fold": killed_in(fold, "stamp")
    if step == "merge": killed_in(importing, "_merge", after=True)
    if step == "derive": killed_in(derive, "refresh", after=True)
    if step == "kinds": killed_in(error_kinds, "refresh", after=True)
    if step == "commit": killed_in(generations, "_changed", after=True)
    if step == "manifest": killed_in(manifest, "contents", after=True)
    if step == "sync": killed_in(files, "sync")
    if step == "number": killed_in(files, "write_durably", True, written("highest"))
    if step == "database": killed_in(files, "write_durably", False, written(".json"))
    if step == "manifest file": killed_in(files, "write_durably", False, written("current"))
    if step == "pointer": killed_in(files, "sync_folder", False, lambda path: pointed(path))
    if step == "published": killed_in(generations, "_clear", after=True,
                                      only=lambda folder: pointed(folder))

def pointed(folder):
    pointer = folder / "current"
    return pointer.exists() and pointer.read_text() not in (before, "0\\n")

def run(folder, step):
    global before
    before = (folder / "current").read_text() if (folder / "current").exists() else ""
    arm(step)
    runs = [{"run_id": f"new{n}", "output_text": "x" * 500} for n in range(200)]
    importing.import_export(home.Home(folder), export(*runs), NOW)

for step in sys.argv[2:]:
    child = os.fork()
    if not child:
        run(Path(sys.argv[1], step), step)
        os._exit(0)
    print(step, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), sep=":", flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is of POSIX")
@pytest.mark.parametrize("first", [True, False], ids=["first import", "second import"])
def test_a_kill_at_any_step_leaves_old_or_new(tmp_path: Path, first: bool) -> None:
    steps = STEPS[-5:] if first else STEPS
    if not first:
        import_export(Home(tmp_path / "loaded"), export({"run_id": "old"}), NOW)
        for step in steps:
            shutil.copytree(tmp_path / "loaded", tmp_path / step)
    old = set() if first else {"old"}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path), *steps],
        capture_output=True, text=True, check=True,
        cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    assert done.stdout.split("\n")[:-1] == [f"{step}:-9" for step in steps], done.stderr
    seen = {step: ids(Home(tmp_path / step)) - old for step in steps}
    assert {step for step, new in seen.items() if new} == {"pointer", "published"}
    assert {len(new) for new in seen.values()} == {0, 200}
    for step in (steps[-4], steps[-2]):
        home = Home(tmp_path / step)
        import_export(home, export({"run_id": "after"}), NOW)
        assert ids(home) == seen[step] | old | {"after"}
        assert not [path for path in home.path.iterdir() if path.name.endswith(".new")]


def ids(home: Home) -> set[str]:
    history = current(home)
    if history is None:
        return set()
    return {row["run_id"] for row in history.reader.rows("SELECT run_id FROM history.runs", {})}

"""A load of columns that is killed at a random moment leaves the old history or the new, whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export
from tests.store.writing.columnar.oddities import line, plain

KILLS, ROWS = 30, 2_000
CHILD = """
import os, random, shutil, signal, sys, time
from pathlib import Path
from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from tests.store.conftest import NOW

old, folder, kills, *files = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:]
def begun(name, path):
    # What is forked has all imported, so that a moment is one of the load and not of the start.
    shutil.copytree(old, folder / name)
    child = os.fork()
    if not child:
        load(Home(folder / name), Path(path), mapping=None, answers=Answers(),
             progress=lambda rows: None, now=NOW)
        os._exit(0)
    return child
taken = {}
for path in files:
    start = time.monotonic()
    assert not os.waitpid(begun(f"whole {Path(path).name}", path), 0)[1]
    taken[path] = time.monotonic() - start
for number in range(kills):
    path = files[number % len(files)]
    child = begun(f"killed {number}", path)
    time.sleep(random.uniform(0, taken[path]))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork")
def test_a_kill_at_any_moment_leaves_old_or_new(tmp_path: Path) -> None:
    old, folder = tmp_path / "old", tmp_path / "homes"
    import_export(Home(old), export({"run_id": "old"}), NOW)
    rows = [plain(number) for number in range(ROWS)]
    lines, cells = tmp_path / "runs.ndjson", tmp_path / "runs.csv"
    lines.write_text("".join(f"{line(row)}\n" for row in rows))
    cells.write_text(
        "run_id,status,created_at,comment_preview\n"
        + "".join(f"{n},completed,2026-11-10T09:00:00Z,{'x' * 300}\n" for n in range(ROWS))
    )
    subprocess.run(
        [sys.executable, "-c", CHILD, str(old), str(folder), str(KILLS), str(lines), str(cells)],
        cwd=Path(__file__).resolve().parents[4], check=True,
    )  # fmt: skip
    before = held(old)
    whole = {runs(folder / f"whole {path.name}") for path in (lines, cells)}
    homes = [folder / f"killed {number}" for number in range(KILLS)]
    killed = [1 if held(home) == before else runs(home) for home in homes]
    assert set(killed) <= {1, *whole}
    assert 1 in killed  # some came in time
    again = folder / f"killed {killed.index(1)}"
    load(Home(again), cells, mapping=None, answers=Answers(), progress=lambda rows: None, now=NOW)
    assert runs(again) == ROWS + 1
    shutil.rmtree(folder)


def held(home: Path) -> tuple[str, bytes, bytes]:
    """Which history is the newest, and its bytes."""
    newest = (home / "current").read_text().strip()
    return (
        newest,
        (home / f"runs.{newest}.duckdb").read_bytes(),
        (home / f"runs.{newest}.json").read_bytes(),
    )


def runs(home: Path) -> int:
    """How many runs the history holds, each of which can be read."""
    history = current(Home(home))
    assert history
    return len(history.reader.rows("SELECT * FROM history.runs", {}))

"""A folder that is watched: what appears there is loaded once it is complete, and only once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.cli import watch as watching
from dashboard.sources.files.arrivals import LOOKS
from dashboard.store.workspace.home import Home
from dashboard.store.writing.taking_back import take_back
from tests.cli.conftest import HEAD, ROWS, Run

Steps = list[Callable[[], object]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "exports"
    path.mkdir()
    return path


@pytest.fixture
def watch(worker_runs: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Watches the folder; the steps happen in it, with as many looks between them as an export
    needs to be complete, and with Ctrl+C at the end."""

    def watched(*steps: Callable[[], object], options: tuple[object, ...] = ()) -> Run:
        left, looks = list(steps), 0

        def pause() -> None:
            nonlocal looks
            looks += 1
            if looks % (LOOKS + 1):
                return
            if not left:
                raise KeyboardInterrupt
            left.pop(0)()

        monkeypatch.setattr(watching, "pause", pause)
        assert worker_runs("watch", folder, *options) == 0, worker_runs.err
        assert worker_runs.err.endswith("Stopped.\n")
        return worker_runs

    return watched


def loads(run: Run) -> int:
    return len(run.json("imports"))


def test_what_appears_is_loaded(watch: Callable[..., Run], folder: Path) -> None:
    (folder / "first.csv").write_text(HEAD + ROWS[0])

    def a_folder() -> None:
        (folder / "second").mkdir()
        (folder / "second" / "runs.csv").write_text(HEAD + ROWS[2])

    run = watch(lambda: (folder / "more.csv").write_text(HEAD + ROWS[1]), a_folder)
    said = run.err.splitlines()
    assert [line.rpartition(": 1 row read: 1 new")[0] for line in said[1:4]] == [
        str(folder / name) for name in ("first.csv", "more.csv", "second")
    ]
    assert loads(run) == 3


def test_a_file_is_loaded_once_it_is_complete(watch: Callable[..., Run], folder: Path) -> None:
    part, whole = folder / "runs.csv.part", folder / "runs.csv"
    part.write_text(HEAD + ROWS[0])
    (folder / ".runs.csv.x7").write_text(HEAD + ROWS[0])
    run = watch(
        lambda: part.write_text(HEAD + ROWS[0] + ROWS[1]),
        lambda: part.rename(whole),
    )
    assert "2 rows read: 2 new" in run.err and run.err.count(" read: ") == 1


def test_a_file_that_still_grows_is_waited_for(
    worker_runs: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, looks = folder / "runs.csv", 0
    file.write_text(HEAD)

    def pause() -> None:
        nonlocal looks
        looks += 1
        if looks == 4 * LOOKS:
            raise KeyboardInterrupt
        if looks % (LOOKS - 1) == 0 and looks < 2 * LOOKS:
            with file.open("a") as stream:
                stream.write(ROWS[looks // (LOOKS - 1) - 1])

    monkeypatch.setattr(watching, "pause", pause)
    assert worker_runs("watch", folder) == 0
    assert "2 rows read: 2 new" in worker_runs.err and worker_runs.err.count(" read: ") == 1


def test_a_bad_file_is_said_once_and_others_go_in(watch: Callable[..., Run], folder: Path) -> None:
    bad = folder / "a.csv"
    bad.write_text("no runs here")
    (folder / "b.csv").write_text(HEAD + ROWS[0] + "x,failed,soon,Ann,t,m\n")
    run = watch(
        lambda: os.utime(bad, (1, 1)),
        lambda: None,
        lambda: (folder / "c.csv").write_text(HEAD + ROWS[1]),
    )
    assert run.err.count("a.csv: ") == 1 and run.err.count("passed over until it changes") == 1
    assert "1 rejected" in run.err and loads(run) == 2
    run = watch(lambda: bad.write_text(HEAD + ROWS[2]))
    assert "1 row read: 1 new" in run.err


def test_the_same_bytes_are_not_imported_again(watch: Callable[..., Run], folder: Path) -> None:
    file = folder / "a.csv"
    file.write_text(HEAD + ROWS[0])
    run = watch(lambda: os.utime(file, (1, 1)), lambda: None)
    assert run.err.count("a.csv: ") == 1
    generation = Home(run.home).generation()
    run = watch(lambda: file.rename(folder / "b.csv"))
    assert run.err.count("known already, nothing changed") == 2
    assert Home(run.home).generation() == generation and loads(run) == 1


def test_what_was_taken_back_is_not_loaded_again_meanwhile(
    watch: Callable[..., Run], folder: Path, tmp_path: Path
) -> None:
    (folder / "a.csv").write_text(HEAD + ROWS[0])
    (folder / "b.csv").write_text(HEAD + ROWS[1])
    run = watch(lambda: take_back(Home(tmp_path / "home")), lambda: None)
    assert run.err.count(" read: ") == 2 and loads(run) == 1


def test_a_busy_workspace_is_tried_again(
    watch: Callable[..., Run], folder: Path, tmp_path: Path
) -> None:
    writing = Home(tmp_path / "home").writing()
    writing.__enter__()
    (folder / "a.csv").write_text(HEAD + ROWS[0])
    run = watch(lambda: None, lambda: writing.__exit__(None, None, None), lambda: None)
    assert run.err.count("Another import is running") == 1
    assert "1 row read: 1 new" in run.err


def test_what_systems_put_there_holds_no_folder_up(watch: Callable[..., Run], folder: Path) -> None:
    """Before, a folder that a Mac or an office program had touched never became complete."""

    def arrives() -> None:
        (folder / "second").mkdir()
        for name in (".DS_Store", "._runs.csv", "~$runs.xlsx", ".~lock.runs.csv#", "Thumbs.db"):
            (folder / "second" / name).write_bytes(b"\0\5\x16\7")
            (folder / name).write_bytes(b"\0\5\x16\7")
        (folder / "second" / "runs.csv").write_text(HEAD + ROWS[2])

    run = watch(arrives)
    assert loads(run) == 1 and "Thumbs" not in run.err and "~" not in run.err


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
def test_what_is_no_export_of_the_folder_is_passed_over(
    watch: Callable[..., Run], folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text(HEAD + ROWS[0])
    (folder / "link.csv").symlink_to(outside)
    (folder / "zero").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.csv")
    run = watch(lambda: (folder / "b.csv").write_text(HEAD + ROWS[1]))
    assert run.err.count("leads out of the folder") == 2 and "a pipe" in run.err
    assert loads(run) == 1


def test_the_workspace_itself_is_no_export(
    worker_runs: Run, watch: Callable[..., Run], folder: Path
) -> None:
    worker_runs.home = folder / "home"
    (folder / "a.csv").write_text(HEAD + ROWS[0])
    run = watch(lambda: None)
    assert run.err.count(" read: ") == 1 and "passed over" not in run.err
    assert run("watch", folder / "home") == 2 and "belongs to the workspace" in run.err


def test_a_zone_is_given_for_what_appears(watch: Callable[..., Run], folder: Path) -> None:
    (folder / "a.csv").write_text("run_id,status,created_at\n1,ok,2026-11-10 09:00\n")
    assert "--zone" in watch().err
    assert "1 new" in watch(options=("--zone", "Europe/Berlin")).err


def test_a_folder_that_is_not_there_is_refused(worker_runs: Run, tmp_path: Path) -> None:
    assert worker_runs("watch", tmp_path / "nowhere") == 2
    assert "There is no such folder." in worker_runs.err


def test_a_folder_that_goes_and_comes_is_watched_on(
    watch: Callable[..., Run], folder: Path
) -> None:
    away = folder.with_name("away")
    run = watch(
        lambda: folder.rename(away),
        lambda: away.rename(folder),
        lambda: (folder / "a.csv").write_text(HEAD + ROWS[0]),
    )
    assert run.err.count("looked for again and again") == 1 and "1 new" in run.err


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent as POSIX does")
def test_it_is_stopped_by_ctrl_c(tmp_path: Path, folder: Path) -> None:
    begin = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored behind a shell's &
        "from dashboard.cli import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    words = [sys.executable, "-c", begin, "--home", str(tmp_path / "home"), "watch", str(folder)]
    child = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    assert child.stderr and child.stderr.readline().startswith("Watching")
    (folder / "a.csv").write_text(HEAD + ROWS[0])
    assert "1 row read: 1 new" in child.stderr.readline()
    child.send_signal(signal.SIGINT)
    assert child.wait(60) == 0 and child.stderr.read() == "Stopped.\n"

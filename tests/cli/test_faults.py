"""What a command does where the workspace, the disk or an option is not as it should be."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.causes import causes
from dashboard.cli import main
from dashboard.ledger.ledger import FILE
from dashboard.store.filters.filters import ALL
from dashboard.store.reading import open_histories
from dashboard.store.workspace.home import Home
from tests.cli.conftest import HEAD, ROWS, Run

ASKED = (
    ("show", "trends", "--json"),
    ("show", "causes", "--json"),
    ("show", "run", "1", "--json"),
    ("mark", "--json"),
    ("imports", "--json"),
)


def loaded(worker_runs: Run, folder: Path, *names: str) -> None:
    """One generation a name: each holds one run more. The first of a workspace is made once."""
    for number, name in enumerate(names):
        path = folder / f"{name}.csv"
        path.write_text(f"{HEAD}{name},failed,2026-11-1{number}T09:00:00Z,Ann,t{number},m\n")
        if worker_runs.home.exists():
            assert worker_runs("load", path) == 0, worker_runs.err
        else:
            shutil.copytree(_first(name, path.read_text()), worker_runs.home)


@cache
def _first(name: str, text: str) -> Path:
    """A workspace into which this alone was loaded; its copies are opened by themselves, so that
    what is damaged of one is noticed."""
    folder = Path(tempfile.mkdtemp(dir=_MADE.name))
    (folder / f"{name}.csv").write_text(text)
    assert main(["--home", str(folder / "home"), "load", str(folder / f"{name}.csv")]) == 0
    return folder / "home"


_MADE = tempfile.TemporaryDirectory()


def runs_of(worker_runs: Run) -> int:
    told: int = worker_runs.json("show", "trends")["runs"]
    return told


def child(home: Path, *words: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "dashboard.cli", "--home", str(home), *map(str, words)],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **options,
    )


# A missing pointer


@pytest.mark.parametrize(("text", "how"), [(None, "is missing"), ("0\n", "names none, and there")])
def test_a_missing_pointer_is_damage(
    worker_runs: Run, tmp_path: Path, text: str | None, how: str
) -> None:
    loaded(worker_runs, tmp_path, "a", "b")
    (worker_runs.home / "current").unlink()
    if text is not None:
        (worker_runs.home / "current").write_text(text)
    before = {path: path.read_bytes() for path in worker_runs.home.glob("runs.*")}
    loading, naming = ("load", tmp_path / "a.csv"), ("mark", "anything", "--name", "x")
    for words in (*ASKED[:3], ("zone",), ("rules",), ("check",), ("imports",), loading, naming):
        assert worker_runs(*words) == 2, words
        assert how in worker_runs.err and "writing 2 into current" in worker_runs.err
    assert {path: path.read_bytes() for path in worker_runs.home.glob("runs.*")} == before
    (worker_runs.home / "current").write_text("2\n")
    assert runs_of(worker_runs) == 2


def test_a_first_import_that_was_ended_before_the_pointer_named_it_is_made_again(
    worker_runs: Run, tmp_path: Path
) -> None:
    loaded(worker_runs, tmp_path, "a")
    (worker_runs.home / "current").write_text("0\n")
    (worker_runs.home / "import.holder").write_text("process 1")
    assert worker_runs("show", "trends") == 2 and "Nothing was imported" in worker_runs.err
    assert worker_runs("load", tmp_path / "a.csv") == 0 and runs_of(worker_runs) == 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
@pytest.mark.parametrize("name", ["import.lock", "import.holder", "highest"])
def test_a_folder_in_the_place_of_a_file_is_named(
    worker_runs: Run, tmp_path: Path, name: str
) -> None:
    loaded(worker_runs, tmp_path, "a")
    path = worker_runs.home / name
    path.unlink(missing_ok=True)
    path.mkdir()
    assert worker_runs("load", tmp_path / "a.csv") == 2
    assert f"{path}: Where the workspace keeps its file {name} stands" in worker_runs.err
    assert "Move it out of the workspace" in worker_runs.err
    path.rmdir()
    assert worker_runs("load", tmp_path / "a.csv") == 0


def test_a_pointer_that_is_a_folder_is_moved_first(worker_runs: Run, tmp_path: Path) -> None:
    loaded(worker_runs, tmp_path, "a")
    (worker_runs.home / "current").unlink()
    (worker_runs.home / "current").mkdir()
    assert worker_runs("show", "trends") == 2
    assert "Move what is called current out of that folder" in worker_runs.err


def test_a_pointer_that_never_ends_is_damage(worker_runs: Run, tmp_path: Path) -> None:
    loaded(worker_runs, tmp_path, "a")
    (worker_runs.home / "current").unlink()
    (worker_runs.home / "current").symlink_to("/dev/zero")
    assert worker_runs("show", "trends") == 2
    assert "holds no number" in worker_runs.err and "Move what is called" in worker_runs.err
    assert "writing 1 into current" in worker_runs.err


def test_the_way_back_leads_to_the_newest_that_is_whole(worker_runs: Run, tmp_path: Path) -> None:
    loaded(worker_runs, tmp_path, "a", "b")
    home = worker_runs.home
    pointer, stray = home / "current", home / "runs.3.duckdb"
    for left in (b"", b"half a database", (home / "runs.2.duckdb").read_bytes()):
        stray.write_bytes(left)  # of an import that was ended before its manifest
        for text in (None, "", "x", "3", "²", "9" * 5000, "-1", "2 3"):
            pointer.unlink() if text is None else pointer.write_text(text)
            assert worker_runs("show", "trends") == 2, text
            assert "writing 2 into current" in worker_runs.err
            pointer.write_text("2")
    assert runs_of(worker_runs) == 2


def test_what_is_broken_is_never_proposed(worker_runs: Run, tmp_path: Path) -> None:
    loaded(worker_runs, tmp_path, "a", "b", "c")
    home = worker_runs.home
    for number in (3, 2):
        data = bytearray((home / f"runs.{number}.duckdb").read_bytes())
        data[len(data) // 2] ^= 1
        (home / f"runs.{number}.duckdb").write_bytes(data)
    (home / "current").unlink()
    assert worker_runs("imports") == 2 and "writing 1 into current" in worker_runs.err
    (home / "runs.1.json").write_text("{}")
    assert worker_runs("imports") == 2 and "Move current and all files" in worker_runs.err


def test_a_pointer_to_nothing_is_said_in_words(worker_runs: Run, tmp_path: Path) -> None:
    loaded(worker_runs, tmp_path, "a")
    (worker_runs.home / "current").write_text("99\n")
    assert worker_runs("show", "trends") == 2
    assert "damaged: its manifest is missing" in worker_runs.err and "Errno" not in worker_runs.err


@pytest.mark.parametrize("name", ["schema", "bytes", "runs", "content"])
def test_a_manifest_of_other_values_is_damage(worker_runs: Run, tmp_path: Path, name: str) -> None:
    loaded(worker_runs, tmp_path, "a")
    manifest = worker_runs.home / "runs.1.json"
    whole = manifest.read_text()
    for value in ("1e999", "1.5", "null", "[]", "{}", "true", '"x"', "NaN", "-1"):
        written = json.dumps(json.loads(whole) | {name: "HERE"}).replace('"HERE"', value)
        manifest.write_text(written)
        assert worker_runs("imports") == 2 and "damaged: its manifest" in worker_runs.err, value
    manifest.write_text(whole)
    assert worker_runs("imports") == 0


# Numbers never return


def test_a_number_is_used_once_also_after_going_back(worker_runs: Run, tmp_path: Path) -> None:
    loaded(worker_runs, tmp_path, "a", "b", "c")
    home = worker_runs.home
    (home / "current").write_text("1\n")
    assert runs_of(worker_runs) == 1
    loaded(worker_runs, tmp_path, "d")
    assert (home / "current").read_text().strip() == "4" and runs_of(worker_runs) == 2
    assert (home / "runs.1.duckdb").exists(), "the one that it was made from is kept"
    for path in home.glob("runs.*"):
        path.unlink()
    (home / "current").unlink()
    loaded(worker_runs, tmp_path, "e")
    assert (home / "current").read_text().strip() == "5" and runs_of(worker_runs) == 1


# Damage


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which a cause was named three times, and the file that was loaded."""
    folder = tmp_path_factory.mktemp("prepared")
    home, path = folder / "home", folder / "runs.csv"
    path.write_text(HEAD + "".join(ROWS))
    assert main(["--home", str(home), "load", str(path)]) == 0
    history = open_histories.current(Home(home))
    assert history
    cause = causes(history, ALL).rows[0].cause.key
    for name in ("One", "Two", "Three"):
        assert main(["--home", str(home), "mark", cause, "--name", name]) == 0
    return folder


@pytest.fixture
def marked(worker_runs: Run, prepared: Path, tmp_path: Path) -> Run:
    shutil.copytree(prepared / "home", worker_runs.home)
    shutil.copy(prepared / "runs.csv", tmp_path)
    return worker_runs


@pytest.mark.parametrize("name", ["runs.1.duckdb", FILE, "runs.1.json"])
def test_flipped_bytes_give_the_right_answer_or_words(marked: Run, name: str) -> None:
    good = [(marked(*words), marked.out) for words in ASKED]
    whole = (marked.home / name).read_bytes()
    rng = random.Random(name)
    told = 0
    for width in (1, 1, 1, 40, 40, 4000):
        data = bytearray(whole)
        at = rng.randrange(len(data))
        for place in range(at, min(at + width, len(data))):
            data[place] ^= rng.randrange(1, 256)
        (marked.home / name).write_bytes(data)
        open_histories.opened.clear()  # as a new process begins
        for words, right in zip(ASKED, good, strict=True):
            status = marked(*words)
            assert (status, marked.out) == right or (status == 2 and marked.err), (words, at, width)
            told += status == 2
    assert told


def test_a_file_that_was_cut_is_damage(marked: Run) -> None:
    for name in ("runs.1.duckdb", FILE, "runs.1.json"):
        path = marked.home / name
        whole = path.read_bytes()
        for size in (0, 10, len(whole) // 2, len(whole) - 2):
            path.write_bytes(whole[:size])
            open_histories.opened.clear()
            assert marked("show", "causes") == 2 and "damaged" in marked.err, (name, size)
            if name == FILE:
                assert marked("mark") == 2 and "damaged" in marked.err
                assert marked("mark", "x", "--name", "y") == 2 and "damaged" in marked.err
        path.write_bytes(whole)
    assert marked("show", "causes") == 0 and "Three" in marked.out


@pytest.mark.parametrize("swapped", ["runs.1.duckdb", "runs.1.json"])
def test_a_file_of_another_workspace_is_damage(
    worker_runs: Run, tmp_path: Path, swapped: str
) -> None:
    """Also where it has as many bytes, and as many runs of the same times."""
    homes = [tmp_path / name for name in ("home", "other")]
    for home, words in zip(homes, (("failed", "completed"), ("completed", "failed")), strict=True):
        path = tmp_path / f"{home.name}.csv"
        path.write_text(HEAD + "".join(ROWS).replace("completed", "x").replace(*words))
        worker_runs.home = home
        assert worker_runs("load", path, "--status", f"x={words[0]}") == 0
    here, other = (home / swapped for home in homes)
    assert here.stat().st_size == other.stat().st_size
    shutil.copy(other, here)
    open_histories.opened.clear()
    worker_runs.home = homes[0]
    assert worker_runs("show", "trends") == 2
    assert "what it holds is not what its manifest says" in worker_runs.err


def test_a_load_does_not_carry_damage_on(marked: Run, tmp_path: Path) -> None:
    path = marked.home / "runs.1.duckdb"
    data = bytearray(path.read_bytes())
    data[-5] ^= 1  # in a block that an import need not read
    path.write_bytes(data)
    assert marked("load", tmp_path / "runs.csv") == 2
    assert "damaged" in marked.err and not (marked.home / "runs.2.duckdb").exists()


# Disks


def test_a_full_disk_is_said_with_what_could_not_be_written(
    marked: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    before = marked.json("imports")
    path = tmp_path / "more.csv"
    path.write_text(f"{HEAD}more,warning,2026-11-20T09:00:00Z,Ann,t,m\n")
    changes = (("load", path), ("zone", "Asia/Tokyo"), ("statuses", "failed=completed"))
    for words in changes:
        with monkeypatch.context() as patched:
            patched.setattr(Path, "write_text", full)
            assert marked(*words) == 2, words
        assert "workspace folder cannot be written: No space left on device." in marked.err
        assert "Nothing was changed." in marked.err
    assert marked.json("imports") == before
    assert marked("load", path) == 0, "nobody holds the folder any more"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
def test_an_answer_that_cannot_be_written_is_said(
    marked: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = [("show", "trends"), ("rejects",), ("rules",), ("zone",), ("check",), ("imports",)]
    for words in (*ASKED, *plain):
        with monkeypatch.context() as patched, Path("/dev/full").open("w") as full:
            patched.setattr(sys, "stdout", full)
            assert marked(*words) == 2, words
        assert "could not be written: No space left" in marked.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
def test_a_process_ends_quietly_on_a_full_disk(marked: Run) -> None:
    with Path("/dev/full").open("w") as full:
        done = child(marked.home, "show", "workers", stdout=full)
    assert done.returncode == 2
    assert done.stderr == "The answer could not be written: No space left on device.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
def test_what_was_imported_is_done_also_where_nobody_can_be_told(
    worker_runs: Run, export: Path
) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "dashboard.cli", "--home", str(worker_runs.home)]
        done = subprocess.run([*command, "load", str(export)], stderr=full, check=False)
        asked = subprocess.run([*command, "--help"], stdout=full, stderr=full, check=False)
    assert done.returncode == 0 and runs_of(worker_runs) == 3
    assert asked.returncode == 2


@pytest.mark.parametrize("share", [0.3, 0.9, 1.01])
def test_a_limit_of_size_in_mid_import_leaves_the_old_history(
    marked: Run, tmp_path: Path, share: float
) -> None:
    resource = pytest.importorskip("resource")
    many = tmp_path / "many.json"
    many.write_text(json.dumps([
        {"run_id": f"{n}", "status": "completed", "created_at": "2026-11-16T09:00:00Z",
         "output_text": random.Random(n).randbytes(200).hex()} for n in range(3000)
    ]))  # fmt: skip
    size = (marked.home / "runs.1.duckdb").stat().st_size
    limit = int(size * share)
    before = sorted(path.name for path in marked.home.iterdir())
    done = child(
        marked.home, "load", many,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr
    assert "could not be written" in done.stderr and "Nothing was changed" in done.stderr
    held = set(before) | {"import.lock"}
    assert {path.name for path in marked.home.iterdir()} <= held
    assert runs_of(marked) == 3


@pytest.mark.skipif(os.name != "posix", reason="no such limits elsewhere")
@pytest.mark.parametrize("share", [0, 0.1, 0.99])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_that_finds_no_room_is_said_in_words(
    marked: Run, tmp_path: Path, ending: str, share: float
) -> None:
    """What a form keeps beside it until it is whole finds none either."""
    resource = pytest.importorskip("resource")
    whole, target = tmp_path / f"whole.{ending}", tmp_path / "chosen" / f"runs.{ending}"
    assert marked("export", whole) == 0
    limit = int(whole.stat().st_size * share)
    target.parent.mkdir()
    done = child(
        marked.home, "export", target,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},  # else half of its files stays
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    assert done.returncode == 2 and "Nothing was written" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and not list(target.parent.iterdir())


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """The superuser may write everywhere; what it becomes here may not."""
    was = os.geteuid()
    if was == 0:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if was == 0:
            os.setresuid(0, 0, 0)


@pytest.mark.skipif(os.name != "posix", reason="rights are set otherwise there")
def test_a_home_that_can_only_be_read_is_shown_and_not_written(marked: Run, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, marked.home = marked.home, Path(folder, "home")
        shutil.copytree(source, marked.home)
        shutil.copy(tmp_path / "runs.csv", folder)
        for path in marked.home.iterdir():
            path.chmod(0o444)
        marked.home.chmod(0o555)
        Path(folder).chmod(0o755)
        cause = marked.json("show", "causes")[0]["cause"]
        with as_nobody():
            assert marked("show", "causes") == 0 and "Three" in marked.out
            assert marked("load", f"{folder}/runs.csv") == 2 and "be written" in marked.err
            assert marked("mark", cause, "--name", "x") == 2 and "Nothing was" in marked.err
        (marked.home / "runs.1.duckdb").chmod(0o000)
        open_histories.opened.clear()
        with as_nobody():
            assert marked("show", "causes") == 2 and "can’t be read" in marked.err
        marked.home.chmod(0o755)
        for path in (marked.home / "runs.1.json", marked.home / "current", marked.home):
            path.chmod(0o000)
            with as_nobody():
                assert marked("show", "causes") == 2 and "can’t be read" in marked.err
            assert "this folder and its files readable" in marked.err and "Move" not in marked.err
            path.chmod(0o755)


# Options


def test_a_home_may_be_called_anything(tmp_path: Path, worker_runs: Run) -> None:
    worker_runs.home = tmp_path / "a#b%20c'd e\"f\ng*:memory:" / "md:ünï 😀;{x}"
    loaded(worker_runs, tmp_path, "a")
    cause = worker_runs.json("show", "causes")[0]["cause"]
    assert worker_runs("mark", cause, "--name", "Mine") == 0
    assert worker_runs("show", "causes") == 0 and "Mine" in worker_runs.out


def test_but_for_what_the_history_cannot_be_called(worker_runs: Run, tmp_path: Path) -> None:
    for name in ("a?b", "back\\slash", "?mode=memory"):
        worker_runs.home = tmp_path / name
        for words in (("load", tmp_path / "runs.csv"), ("show", "trends"), ("serve",)):
            assert worker_runs(*words) == 2 and "Choose another folder" in worker_runs.err


def test_options_that_are_no_text_are_refused(worker_runs: Run) -> None:
    for words in (
        ("show", "run", "\udcff"),
        ("show", "trends", "--worker", "caf\udce9"),
        ("mark", "x", "--name", "\ud800"),
        ("record", "Ann", "model", "--when", "2026-11-12", "--note", "\udcff"),
        ("load", "caf\udce9.csv"),
        ("zone", "\udcff"),
    ):
        assert worker_runs(*words) == 2 and "not written in UTF-8" in worker_runs.err


@pytest.mark.parametrize(
    "words",
    [("rejects", "#"), ("mark", "--undo", "#"), ("show", "#"), ("#",), ("show", "causes", "--#"),
     ("load", "x", "--dates", "#"), ("rejects", "# #" * 9)],
)  # fmt: skip
def test_an_option_of_any_length_is_quoted_in_part(
    marked: Run, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        marked(*(word.replace("#", "9" * 5000) for word in words))
    said, way = capsys.readouterr().err.splitlines()
    assert "error: " in said and "999…" in said and len(said) < 600
    assert re.fullmatch(r"See `.+ --help`\.", way)

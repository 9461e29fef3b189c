"""Imports: totals, idempotence, order, generations, and real kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import StoreBusy, StoreUnusable
from dashboard.records.rows import Answers
from dashboard.started import command
from dashboard.store.reading.open_histories import current
from dashboard.store.tables import SCHEMA_VERSION
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from dashboard.store.writing.settings import set_zone
from tests.store.conftest import NOW, export

EARLY, LATE = NOW - timedelta(days=9), NOW - timedelta(days=8)


def rows(home: Home, table: str = "runs") -> list[dict[str, Any]]:
    history = current(home)
    assert history
    found = history.reader.rows(f"SELECT * FROM history.{table} ORDER BY ALL", {})
    return [{name: value for name, value in row.items() if name != "import_id"} for row in found]


def run(home: Home, run_id: str) -> dict[str, Any]:
    return next(row for row in rows(home) if row["run_id"] == run_id)


def test_counts_of_an_import_and_of_the_same_again(home: Home) -> None:
    first = export({"run_id": "a"}, {"run_id": "b"}, rejected=1)
    done = import_export(home, first, NOW)
    assert (done.read, done.new, done.changed, done.unchanged, done.rejected) == (3, 2, 0, 0, 1)
    assert done.sentence.endswith(f"1 rejected ({command('rejects 1')})")
    again = import_export(home, first, NOW + timedelta(days=1))
    assert (again.read, again.new, again.changed, again.unchanged) == (3, 0, 0, 2)
    assert again.generation == done.generation == home.generation() == 1
    assert again.import_id == 1


def test_an_update_changes_its_run_only(home: Home) -> None:
    import_export(home, export({"run_id": "a", "status": "running"}, {"run_id": "b"}), NOW)
    done = import_export(home, export({"run_id": "a", "status": "failed"}, {"run_id": "b"}), NOW)
    assert (done.new, done.changed, done.unchanged) == (0, 1, 1)
    assert run(home, "a")["status"] == "failed"
    assert len(rows(home, "superseded")) == 2


def test_a_column_that_an_export_lacks_keeps_what_another_said(home: Home) -> None:
    import_export(home, export({"run_id": "a", "model": "m1", "updated_at": NOW}), NOW)
    later = NOW + timedelta(hours=1)
    import_export(home, export({"run_id": "a", "steps": 3, "updated_at": later}), NOW)
    assert (run(home, "a")["model"], run(home, "a")["steps"]) == ("m1", 3)
    emptied = export({"run_id": "a", "model": None, "updated_at": later + timedelta(hours=1)})
    import_export(home, emptied, NOW)
    assert run(home, "a")["model"] is None


def test_going_backwards_is_flagged_by_the_times_of_the_export(home: Home) -> None:
    import_export(home, export({"run_id": "a", "status": "completed", "updated_at": NOW}), NOW)
    later = NOW + timedelta(minutes=5)
    import_export(home, export({"run_id": "a", "status": "running", "updated_at": later}), NOW)
    assert run(home, "a")["went_backwards"] is True


def test_a_time_that_we_gave_stays_and_is_no_change(home: Home) -> None:
    placed = {"run_id": "a", "time_basis": "import"}
    import_export(home, export(placed | {"created_at": NOW}), NOW)
    later = export(placed | {"created_at": NOW + timedelta(days=3)})
    done = import_export(home, later, NOW + timedelta(days=3))
    assert (done.new, done.changed, done.unchanged) == (0, 0, 1)
    assert run(home, "a")["created_at"] == NOW
    timed = export({"run_id": "a", "created_at": NOW - timedelta(days=9)})
    import_export(home, timed, NOW)
    assert run(home, "a")["created_at"] == NOW - timedelta(days=9)
    assert run(home, "a")["time_basis"] == "export"


@pytest.mark.parametrize(
    ("basis", "version"), [("export", "v2"), ("as_of", "v2"), ("import", None)]
)
def test_a_log_of_changes_says_the_version_only_of_runs_with_a_time(
    home: Home, basis: str, version: str | None
) -> None:
    made = {"run_id": "a", "worker_id": "w", "created_at": LATE, "time_basis": basis}
    edit = {"worker_id": "w", "what": "instructions", "changed_at": EARLY, "new": "v2"}
    import_export(home, export(made, changes=[edit]), NOW)
    assert run(home, "a")["version"] == version


@pytest.mark.parametrize(
    ("runs", "stated", "as_of"),
    [
        (({"created_at": EARLY}, {"created_at": NOW, "time_basis": "import"}), None, EARLY),
        (({"created_at": EARLY, "finished_at": LATE}, {"created_at": NOW, "time_basis": "import"}),
         None, LATE),
        (({"created_at": EARLY}, {"created_at": NOW, "time_basis": "import"}), LATE, LATE),
        (({"created_at": NOW, "time_basis": "import"},), None, None),
        (({"created_at": EARLY},), None, EARLY),
    ],
)  # fmt: skip
def test_an_export_is_of_the_newest_time_of_its_own_and_its_workers_else_of_its_import(
    home: Home, runs: tuple[dict[str, Any], ...], stated: datetime | None, as_of: datetime | None
) -> None:
    named = [run | {"run_id": str(n)} for n, run in enumerate(runs)]
    worker = [{"worker_id": "w", "worker": "Ann"}]
    import_export(home, export(*named, as_of=stated, workers=worker), NOW)
    assert [row["as_of"] for row in rows(home, "imports")] == [as_of]
    assert [row["as_of"] for row in rows(home, "workers")] == [as_of or NOW]
    history = current(home)
    assert history and history.about.as_of == as_of


def test_latest_run_of_a_task_is_by_worker_time_and_id(home: Home) -> None:
    early, late = NOW - timedelta(hours=2), NOW
    import_export(
        home,
        export(
            {"run_id": "1", "worker_id": "w", "task_id": "t", "created_at": late},
            {"run_id": "2", "worker_id": "w", "task_id": "t", "created_at": late},
            {"run_id": "3", "worker_id": "w", "task_id": "t", "created_at": early},
            {"run_id": "4", "worker_id": "v", "task_id": "t", "created_at": early},
            {"run_id": "5", "worker_id": "w", "task_id": None, "created_at": early},
        ),
        NOW,
    )
    assert [row["run_id"] for row in rows(home) if row["is_latest"]] == ["2", "4", "5"]


def test_the_version_is_the_runs_own_else_that_of_the_change_log(home: Home) -> None:
    edit = {"worker_id": "w", "what": "instructions", "changed_at": NOW, "old": "v1", "new": "v2"}
    before, after = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
    import_export(
        home,
        export(
            {"run_id": "early", "worker_id": "w", "created_at": before},
            {"run_id": "late", "worker_id": "w", "created_at": after},
            {"run_id": "own", "worker_id": "w", "created_at": after, "instructions_version": "v9"},
            {"run_id": "hash", "worker_id": "w", "created_at": after, "instructions_id": "f" * 16},
            changes=[edit],
        ),
        NOW,
    )
    versions = {row["run_id"]: row["version"] for row in rows(home)}
    assert versions == {"early": None, "late": "v2", "own": "v9", "hash": "f" * 8}


@pytest.mark.parametrize("first", ["runs", "changes"])
def test_a_change_may_name_its_worker_by_name(home: Home, first: str) -> None:
    runs = [{"run_id": "1", "worker_id": "w-1", "worker": "Ann"},
            {"run_id": "2", "worker_id": "w-2", "worker": "Twin"},
            {"run_id": "3", "worker_id": "w-3", "worker": "Twin"}]  # fmt: skip
    log = [{"worker_id": name, "changed_at": NOW, "what": "model", "new": "m"}
           for name in ("Ann", "w-1", "Twin")]  # fmt: skip
    parts = {"runs": export(*runs), "changes": export(changes=log)}
    for name in (first, *(name for name in parts if name != first)):
        import_export(home, parts[name], NOW)
    held = [row["worker_id"] for row in rows(home, "changes")]
    assert held == ["Twin", "w-1"], "a name of two is nobody's"
    before = import_export(home, export(*runs, changes=log), NOW).generation
    assert import_export(home, export(*runs, changes=log), NOW).generation == before


def test_a_list_of_workers_says_who_is_meant(home: Home) -> None:
    named = {"run_id": "1", "worker_id": "Ann", "worker": "Ann"}
    workers = [{"worker_id": "w-1", "worker": "Ann", "model": "m-1"}]
    log = [{"worker_id": "w-1", "changed_at": NOW, "what": "model", "new": "m"}]
    import_export(home, export(named, workers=workers, changes=log), NOW)
    assert [row["worker_id"] for row in rows(home, "changes")] == ["Ann"]
    assert [(row["worker_id"], row["model"]) for row in rows(home, "workers")] == [("Ann", "m-1")]


def test_changes_are_derived_only_where_the_export_logs_none(home: Home) -> None:
    runs = [
        {"run_id": f"{worker}{n}", "worker_id": worker, "instructions_version": f"v{n // 3}",
         "created_at": NOW + timedelta(hours=n)}
        for worker in ("logged", "silent") for n in range(6)
    ]  # fmt: skip
    log = {"worker_id": "logged", "what": "instructions", "changed_at": NOW, "new": "v1"}
    import_export(home, export(*runs, changes=[log]), NOW)
    found = [(row["worker_id"], row["origin"], row["new"]) for row in rows(home, "changes")]
    assert sorted(found) == [("logged", "export", "v1"), ("silent", "derived", "v1")]
    derived = next(row for row in rows(home, "changes") if row["origin"] == "derived")
    assert derived["changed_at"] == NOW + timedelta(hours=3)


def test_the_first_zone_named_is_shown_and_can_be_set(home: Home) -> None:
    berlin = Answers(zone="Europe/Berlin", dates="dmy")
    import_export(home, export({"run_id": "a"}, answers=berlin), NOW)
    history = current(home)
    assert history and history.about.zone == "Europe/Berlin"
    assert history.about.settings["dates of made"] == "dmy"
    set_zone(home, "Asia/Tokyo")
    history = current(home)
    assert history and (history.about.zone, history.about.generation) == ("Asia/Tokyo", 2)


def test_a_second_importer_is_refused_by_name(home: Home) -> None:
    with home.writing(), pytest.raises(StoreBusy, match=f"process {os.getpid()}"):
        import_export(home, export({"run_id": "a"}), NOW)


def test_an_import_that_fails_half_way_leaves_everything_as_it_was(home: Home) -> None:
    import_export(home, export({"run_id": "a"}), NOW)
    before = sorted(path.name for path in home.path.iterdir())

    class Torn(Exception):
        pass

    def batches() -> Any:
        yield from export({"run_id": "b"}).batches()
        raise Torn

    torn = export({"run_id": "b"})
    object.__setattr__(torn, "batches", batches)
    with pytest.raises(Torn):
        import_export(home, torn, NOW)
    assert sorted(path.name for path in home.path.iterdir()) == before
    assert [row["run_id"] for row in rows(home)] == ["a"]


def test_three_generations_are_kept(home: Home) -> None:
    for n in range(5):
        import_export(home, export({"run_id": str(n)}), NOW)
    assert sorted(path.name for path in home.path.glob("runs.*")) == [
        f"runs.{n}.{kind}" for n in (3, 4, 5) for kind in ("duckdb", "json")
    ]


def test_damage_is_said_with_the_way_back(home: Home) -> None:
    import_export(home, export({"run_id": "a"}), NOW)
    import_export(home, export({"run_id": "b"}), NOW)
    database = home.database(2)
    database.write_bytes(database.read_bytes()[:-4096])
    with pytest.raises(StoreUnusable, match="damaged") as caught:
        current(Home(home.path))
    assert "writing 1 into current" in caught.value.remedy
    home.pointer.write_text("1\n")
    assert [row["run_id"] for row in rows(home)] == ["a"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["runs.1.duckdb", "runs.1.json", "current"])
def test_a_pipe_in_place_of_a_file_is_damage_and_not_waited_for(home: Home, name: str) -> None:
    import_export(home, export({"run_id": "a"}), NOW)
    path = home.path / name
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(StoreUnusable, match="is a pipe, not a file"):
        current(Home(home.path))


def test_a_history_of_a_newer_version_is_refused(home: Home) -> None:
    import_export(home, export({"run_id": "a"}), NOW)
    manifest = home.manifest(1)
    ours = f'"schema": {SCHEMA_VERSION}'
    manifest.write_text(manifest.read_text().replace(ours, '"schema": 99'))
    with pytest.raises(StoreUnusable, match="newer version"):
        current(Home(home.path))


IMPORTER = """
import sys
from pathlib import Path
from tests.store.conftest import NOW, export
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export

def batches():
    for n in range(3):
        print(n, flush=True)
        sys.stdin.readline()
        yield from parts[n].batches()

parts = [export(*({"run_id": f"new{k}-{n}"} for n in range(100))) for k in range(3)]
whole = export({"run_id": "new"})
object.__setattr__(whole, "batches", batches)
import_export(Home(Path(sys.argv[1])), whole, NOW)
print("imported", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("said", ["0", "2", "imported"])
def test_kill_9_from_outside_leaves_old_or_new_never_part(home: Home, said: str) -> None:
    import_export(home, export({"run_id": "old"}), NOW)
    with subprocess.Popen(
        [sys.executable, "-c", IMPORTER, str(home.path)],
        cwd=Path(__file__).resolve().parents[2],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdin and child.stdout
        while (line := child.stdout.readline().strip()) != said:
            assert line
            child.stdin.write("go on\n")
            child.stdin.flush()
        os.kill(child.pid, signal.SIGKILL)
    assert len(rows(home)) == (301 if said == "imported" else 1)
    import_export(home, export({"run_id": "after"}), NOW)
    assert "after" in {row["run_id"] for row in rows(home)}


def test_values_by_turns_are_no_change_and_a_short_overlap_is_one(home: Home) -> None:
    def used(worker: str, models: str) -> list[dict[str, Any]]:
        return [
            {"run_id": f"{worker}{n}", "worker_id": worker, "model": model,
             "created_at": NOW - timedelta(days=9) + timedelta(hours=n)}
            for n, model in enumerate(models)
        ]  # fmt: skip

    turns, blocks = used("turns", "ab" * 30), used("blocks", ("a" * 9 + "b" * 9) * 5)
    moved = used("moved", "a" * 30 + "ba" + "b" * 40)
    import_export(home, export(*turns, *blocks, *moved), NOW)
    assert [
        (change["worker_id"], change["old"], change["new"]) for change in rows(home, "changes")
    ] == [("moved", "a", "b")]

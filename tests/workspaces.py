"""Small workspaces for tests of pages, made through the real importer."""

from __future__ import annotations

import json
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.sample import sample_folder
from dashboard.store.reading import open_histories
from dashboard.store.reading.open_histories import in_workspace
from dashboard.store.workspace.home import Home

FIRST = datetime(2026, 10, 5, 9, tzinfo=UTC)  # a Monday

RUN_LIST = "Run ID,Worker,Status,Created,Task,Task link,Comment preview,Error\n" + "".join(
    f"88{n:03},Worker {n % 4},{'Failed' if n % 5 == 0 else 'Completed'},"
    f"2026-11-16 {8 + n // 20:02}:{n % 20 * 3:02},Task {n // 2},https://app.example.com/t/{n // 2},"
    f"{'' if n % 5 == 0 else 'Record updated'},{'Record access denied' if n % 5 == 0 else ''}\n"
    for n in range(40)
)
ONE_ROW = "run_id,status,created_at\nonly-1,completed,2026-11-16T09:00:00Z\n"


SINCE_39 = "DELETE FROM filled WHERE name = 'not_named';"
"""Takes out of a history what it has since schema 39."""
SINCE_38 = SINCE_39 + "".join(
    f"DROP TABLE {name};"
    for name in ("prepared", "mingled", "begun_at_once", "open_or_bad", "categories_called")
)
"""Takes out of a history what it has since schema 38."""
SINCE_37 = SINCE_38 + "".join(
    f"DROP TABLE {name};" for name in ("tasks_tried", "recent", "read_as", "tool_errors")
)
"""Takes out of a history what it has since schema 37."""
SINCE_36 = f"{SINCE_37} DROP TABLE texts_read; DROP TABLE matched_by;"
"""Takes out of a history what it has since schema 36."""
SINCE_35 = f"{SINCE_36} DROP TABLE spanning;"
"""Takes out of a history what it has since schema 35."""
SINCE_34 = f"{SINCE_35} DROP TABLE repeated;"
"""Takes out of a history what it has since schema 34."""
SINCE_31 = f"{SINCE_34} DROP TABLE drawn;"
"""Takes out of a history what it has since schema 31."""
SINCE_30 = f"{SINCE_31} DROP TABLE tries;"
"""Takes out of a history what it has since schema 30."""
SINCE_28 = f"{SINCE_30} DROP TABLE set_ups;"
"""Takes out of a history what it has since schema 28."""
SINCE_26 = f"{SINCE_28} DROP TABLE filled; DROP TABLE import_days;"
"""Takes out of a history what it has since schema 26."""
SINCE_25 = f"{SINCE_26} DROP TABLE tallied;"
"""Takes out of a history what it has since schema 25."""
SINCE_24 = f"{SINCE_25} ALTER TABLE runs DROP COLUMN alone;"
"""Takes out of a history what it has since schema 24."""
SINCE_23 = f"{SINCE_24} DROP TABLE gathered;"
"""Takes out of a history what it has since schema 23."""
SINCE_21 = f"{SINCE_23} ALTER TABLE runs DROP COLUMN turn;"
"""Takes out of a history what it has since schema 21."""
SINCE_20 = SINCE_21 + "".join(
    f"ALTER TABLE runs DROP COLUMN {name};" for name in ("read_checks", "checks")
)
SINCE_20 += "".join(
    f"DROP TABLE {name};" for name in ("preview_cuts", "formats_asked", "unchecked", "checked")
)
"""Takes out of a history what it has since schema 20."""
SINCE_19 = f"{SINCE_20} ALTER TABLE runs DROP COLUMN judged;" + "".join(
    f"ALTER TABLE imports DROP COLUMN {name};" for name in ("good_from", "good_to")
)
"""Takes out of a history what it has since schema 19."""
SINCE_17 = SINCE_19 + "".join(
    f"ALTER TABLE {table} DROP COLUMN attributed_to;" for table in ("runs", "superseded")
)
"""Takes out of a history what it has since schema 17."""

Make = Callable[[Path], Path]
_KEPT = tempfile.TemporaryDirectory()


class Kept:
    """A workspace that is loaded once in a process, and copied for every test that needs it.

    As long as nothing is written into a copy its history is the one that all copies have, since a
    history never changes: to open it and to ask it the same again takes longer than most tests.
    """

    def __init__(self, make: Make) -> None:
        folder = tempfile.mkdtemp(dir=_KEPT.name)
        weakref.finalize(self, _let_go, folder)
        self._home = make(Path(folder, "home"))
        self._copied = False

    def copied(self, home: Path) -> Path:
        """A copy of it, at a place where nothing is yet."""
        shutil.copytree(self._home, home)
        if self._copied:  # most are needed once
            in_workspace(Home(self._home))
            open_histories.opened[Home(home), None] = open_histories.opened[Home(self._home), None]
        self._copied = True
        return home


def _let_go(folder: str) -> None:
    open_histories.opened.pop((Home(Path(folder, "home")), None), None)
    shutil.rmtree(folder, ignore_errors=True)


def made_once(make: Make) -> Make:
    """A workspace that is loaded once in a process, and copied for every test that needs it."""

    @cache
    def kept() -> Kept:
        return Kept(make)

    @wraps(make)
    def copied(home: Path) -> Path:
        return kept().copied(home)

    return copied


def import_file(home: Path, file: Path, zone: str | None = None) -> Path:
    """Load an export into a workspace, as the command does; the workspace."""
    load(Home(home), file, mapping=None, answers=Answers(zone=zone), progress=lambda rows: None)
    return home


def import_text(home: Path, name: str, text: str, zone: str | None = None) -> Path:
    """Write an export beside a workspace and load it; what was lately loaded into another new
    workspace, as it is in the cases of one test, is a copy of that."""
    file = home.parent / name
    file.write_text(text, encoding="utf-8")
    if home.exists():
        return import_file(home, file, zone)
    return _first_of(name, text, zone).copied(home)


@lru_cache(maxsize=8)
def _first_of(name: str, text: str, zone: str | None) -> Kept:
    """A workspace into which nothing but this was loaded."""

    def make(home: Path) -> Path:
        file = home.parent / name
        file.write_text(text, encoding="utf-8")
        return import_file(home, file, zone)

    return Kept(make)


def import_runs(home: Path, *runs: dict[str, Any], name: str = "runs.json", **side: Any) -> Path:
    """Load runs, and what may stand beside them, like workers=[…] or as_of="…"."""
    full = [{"status": "completed", "created_at": "2026-11-16T09:00:00Z"} | run for run in runs]
    return import_text(home, name, json.dumps({"runs": full, **side}))


@made_once
def import_run_list(home: Path) -> Path:
    """The poor export: eight columns, a morning, no zone."""
    return import_text(home, "run-list.csv", RUN_LIST, zone="Europe/Berlin")


@made_once
def import_sample(home: Path) -> Path:
    """The synthetic sample workspace."""
    return import_file(home, sample_folder())


def steady_runs(
    days: int = 28, workers: Iterable[str] = ("Ann", "Bob", "Cleo")
) -> list[dict[str, Any]]:
    """Four runs a day and worker; Ann fails one in four, Cleo's version changes half way."""
    found = []
    for day in range(days):
        for worker in workers:
            for n in range(4):
                failed = worker == "Ann" and n == 0
                found.append(
                    {
                        "run_id": f"{worker}-{day}-{n}",
                        "status": "failed" if failed else "completed",
                        "created_at": (FIRST + timedelta(days=day, hours=n)).isoformat(),
                        "worker_id": worker.lower(),
                        "worker": worker,
                        "task_id": f"t-{worker}-{day}-{n // 2}",
                        "task_title": f"Task {day} of {worker}",
                        "model": "model-a",
                        "record_type": ("invoice", "deal")[n % 2],
                        "instructions_version": "v2" if worker == "Cleo" and day > 13 else "v1",
                        "comment_preview": None if failed else "All done.",
                        "error_message": "Access to the record was denied" if failed else None,
                        "duration_ms": 1000 * (n + 1),
                    }
                )
    return found


@made_once
def import_steady_runs(home: Path) -> Path:
    """Four weeks of steady runs."""
    return import_runs(home, *steady_runs())

"""A file that changes while it is read is refused, and nothing of it is imported."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from dashboard.records import lines
from dashboard.records.lines import open_lines
from dashboard.records.reading import Formats, located, open_export
from dashboard.records.rows import Answers, Export
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export, import_lines

NOW = datetime(2026, 11, 16, 9, 10, tzinfo=UTC)
HEAD = "run_id,status,created_at,worker\n"
ROWS = [f"{n},ok,2026-11-16T09:00:00Z,Ann\n" for n in range(100)]


def opened(path: Path) -> Export:
    """The export after it was looked through, before it is converted."""
    with located(path) as found:
        return open_export(found, formats=Formats(), answers=Answers(), now=NOW)


def other_columns(path: Path) -> None:
    path.write_text(
        "worker,status,created_at,run_id\n"
        + "".join(f"Ann,ok,2026-11-16T09:00:00Z,{n}\n" for n in range(100))
    )


def same_size_and_time(path: Path) -> None:
    before = path.stat()
    path.write_text(path.read_text().replace("Ann", "Bob"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def there_and_back(path: Path) -> None:
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))


CHANGES: dict[str, Callable[[Path], None]] = {
    "other columns": other_columns,
    "a row more": lambda path: (
        path.write_text(path.read_text() + "x,ok,2026-11-16T09:00:00Z,A\n") and None
    ),
    "half of it": lambda path: path.write_text(path.read_text()[:2000]) and None,
    "nothing left": lambda path: path.write_text("") and None,
    "gone": lambda path: path.unlink(),
    "same size and time": same_size_and_time,
    "there and back": there_and_back,
    "no text any more": lambda path: path.write_bytes(b"\x89PNG\xff\x00" * 50) and None,
}


@pytest.mark.parametrize("name", ["runs.csv", "runs.ndjson"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_file_that_changes_is_refused(
    tmp_path: Path, change: Callable[[Path], None], name: str
) -> None:
    path = tmp_path / name
    values = {"status": "ok", "created_at": "2026-11-16T09:00:00Z", "worker": "Ann"}
    lines = [json.dumps({"run_id": str(n)} | values) + "\n" for n in range(100)]
    path.write_text(HEAD + "".join(ROWS) if name.endswith("csv") else "".join(lines))
    home = Home(tmp_path / "home")
    export = opened(path)
    change(path)
    with pytest.raises(ExportRefused, match="changed while it was read"):
        import_export(home, export, NOW)
    assert home.generation() == 0


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_file_of_lines_that_changes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    monkeypatch.setattr(lines, "FEWEST", 0)
    path = tmp_path / "runs.ndjson"
    values = {"status": "ok", "created_at": "2026-11-16T09:00:00Z", "worker": "Ann"}
    path.write_text("".join(json.dumps({"run_id": str(n)} | values) + "\n" for n in range(100)))
    home = Home(tmp_path / "home")
    with located(path) as found:
        runs = open_lines(found, formats=Formats(), answers=Answers(), now=NOW)
        assert runs
        change(path)
        with pytest.raises(ExportRefused, match="changed while it was read"):
            import_lines(home, runs, lambda: opened(path), NOW)
    assert home.generation() == 0


def test_a_file_beside_the_runs_that_changes_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "runs.csv").write_text(HEAD + "".join(ROWS))
    about = tmp_path / "export.json"
    about.write_text('{"note": "first"}')
    export = opened(tmp_path)
    about.write_text('{"note": "other"}')
    with pytest.raises(ExportRefused, match="changed while it was read"):
        list(export.batches())

"""What a day's export takes to come into a history of many runs.

    uv run python -m tests.benchmarks.day_import [runs] [rows]

The same rows are loaded by DuckDB alone, into an empty workspace, and into one that holds so many
runs (many_runs.py): seconds of the processor, of all threads, and bytes written; beside them the
copy of the history's file, which every generation begins with. What grows with the history, other
than that copy, is what is worked out about runs anew.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from dashboard.store.workspace import files
from dashboard.store.workspace.home import Home
from tests.benchmarks.import_ratio import measured
from tests.benchmarks.many_runs import import_many
from tests.benchmarks.wide_export import write_csv
from tests.workspaces import import_file


def main(runs: int, rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure(import_many(Path(folder) / "held", runs), rows)


def measure(held: Path, rows: int) -> None:
    """Print the table of a workspace, which holds the rows afterwards."""
    with tempfile.TemporaryDirectory(dir=held.parent) as folder:
        export = Path(folder) / "day.csv"
        write_csv(export, rows, damaged=False)
        print(f"| {rows:,} rows, {export.stat().st_size / 2**20:.1f} MiB | s | written, MiB |")
        print("|---|--:|--:|")
        plain, _ = measured("plain", export)
        print(f"| plain DuckDB | {plain:.2f} | |", flush=True)
        seconds, written = _loaded(Path(folder) / "empty", export)
        print(f"| into an empty workspace | {seconds:.2f} | {written / 2**20:.1f} |", flush=True)
        copied, before = _copied(held, Path(folder) / "copy")
        seconds, written = _loaded(held, export)
        print(f"| into the history | {seconds:.2f} | {written / 2**20:.1f} |")
        print(f"| of that the copy | {copied:.2f} | {before / 2**20:.1f} |", flush=True)


def _loaded(home: Path, export: Path) -> tuple[float, int]:
    """Processor seconds of loading an export, and the bytes of the generation that it makes."""
    start = time.process_time()
    import_file(home, export)
    seconds = time.process_time() - start
    return seconds, Home(home).database(Home(home).generation()).stat().st_size


def _copied(home: Path, target: Path) -> tuple[float, int]:
    """Processor seconds of a copy of the history's file, and its bytes."""
    start = time.process_time()
    files.copy(Home(home).database(Home(home).generation()), target)
    return time.process_time() - start, target.stat().st_size


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(*(given + [1_000_000, 10_000][len(given) :]))

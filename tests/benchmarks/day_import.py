"""What a day's export takes to come into a history of many runs.

    uv run python -m tests.benchmarks.day_import [runs] [rows]

The same rows are loaded into an empty workspace and into one that holds so many runs
(many_runs.py): seconds of the processor, of all threads, and bytes written; beside them the copy of
the history's file, which every generation begins with. What grows with the history, other than that
copy, is what is worked out about runs anew.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from dashboard.store.workspace import files
from dashboard.store.workspace.home import Home
from tests.benchmarks.many_runs import import_many
from tests.benchmarks.wide_export import write_csv
from tests.workspaces import import_file


def main(runs: int, rows: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        held, export = Path(folder) / "held", Path(folder) / "day.csv"
        import_many(held, runs)
        write_csv(export, rows, damaged=False)
        copied = _seconds_of_copy(held, Path(folder) / "copy")
        print(
            f"{rows:,} rows ({export.stat().st_size / 2**20:.1f} MiB)        processor     written"
        )
        for name, home in (
            ("into an empty workspace", Path(folder) / "empty"),
            (f"into {runs:,} runs", held),
        ):
            seconds, written = _loaded(home, export)
            print(f"{name:32} {seconds:8.2f} s {written / 2**20:8.1f} MiB", flush=True)
        print(f"{'of that the copy':32} {copied:8.2f} s")


def _loaded(home: Path, export: Path) -> tuple[float, int]:
    """Processor seconds of loading an export, and the bytes of the generation that it makes."""
    start = time.process_time()
    import_file(home, export)
    seconds = time.process_time() - start
    return seconds, Home(home).database(Home(home).generation()).stat().st_size


def _seconds_of_copy(home: Path, target: Path) -> float:
    start = time.process_time()
    files.copy(Home(home).database(Home(home).generation()), target)
    return time.process_time() - start


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(*(given + [1_000_000, 10_000][len(given) :]))

"""How long a rejected row takes beside a good one, and a row in conflict, as ratios.

    uv run python -m tests.benchmarks.reject_ratio [rows]

All files have the same rows but for what is wrong with them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home

HEAD = "run_id,status,created_at,worker,error_message\n"
KINDS = {
    "good": "{n},failed,2026-11-16T09:00:00Z,Ann,It broke at step {m}\n",
    "a value that is none": "{n},failed,soon,Ann,It broke at step {m}\n",
    "cells missing": "{n},failed,2026-11-16T09:00:00Z\n",
    "a quote not closed": '{n},failed,2026-11-16T09:00:00Z,Ann,"It broke" at step {m}\n',
    "twice and different": "{half},failed,2026-11-16T09:00:00Z,Ann,It broke at step {n}\n",
}


def seconds(folder: Path, name: str, line: str, rows: int) -> float:
    """How long it takes to load a file of such rows; one of them is good."""
    path = folder / "runs.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD + "first,completed,2026-11-16T09:00:00Z,Ann,\n")
        file.writelines(line.format(n=n, m=n % 50, half=n // 2) for n in range(rows))
    start = time.perf_counter()
    load(
        Home(folder / name),
        path,
        mapping=None,
        answers=Answers(),
        progress=lambda read: None,
    )
    return time.perf_counter() - start


def main(rows: int) -> None:
    """Print seconds and the ratio to a good row."""
    with tempfile.TemporaryDirectory() as folder:
        seconds(Path(folder), "first", KINDS["good"], 10)  # what is loaded once is not counted
        found = {name: seconds(Path(folder), name, line, rows) for name, line in KINDS.items()}
    for name, took in found.items():
        print(f"{name:22} {took:6.1f} s  {took / found['good']:5.1f} times a good row")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)

"""How long an import takes beside plain DuckDB on the same file, as a ratio.

    uv run python -m tests.benchmarks.import_ratio [rows]

Plain DuckDB reads the NDJSON with the columns given and writes a table to a file; it converts,
checks, folds and rejects nothing.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.home import Home

START = datetime(2026, 1, 1, tzinfo=UTC)


def write(path: Path, rows: int) -> None:
    """Wide canonical rows of about 1.1 kB each."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        for n in range(rows):
            row = {
                "run_id": f"run-{n:08d}",
                "worker": f"Worker {n % 200}",
                "status": "completed" if chance.random() < 0.9 else "failed",
                "created_at": (START + timedelta(seconds=3 * n)).isoformat(),
                "task_id": f"task-{n // 2}",
                "task_title": f"Follow up on invoice {n}",
                "record_type": "invoice",
                "instructions_version": f"v{n * 5 // rows}",
                "model": "model-a",
                "context_sources": ["tasks", "CRM"],
                "tool_categories": ["productivity", "CRM"],
                "tools_called": [{"name": "find", "ok": True}, {"name": "comment", "ok": True}],
                "comment_preview": f"Invoice {n}: " + "the customer was reminded. " * 8,
                "output_text": "All steps were done in order. " * 12,
                "duration_ms": chance.randrange(90_000),
            }
            file.write(json.dumps(row) + "\n")


def main(rows: int) -> None:
    """Print seconds, ratio and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "runs.ndjson"
        write(path, rows)
        start = time.perf_counter()
        with duckdb.connect(str(Path(folder) / "plain.duckdb")) as connection:
            connection.execute(f"CREATE TABLE runs AS SELECT * FROM read_json_auto('{path}')")
        plain = time.perf_counter() - start
        start = time.perf_counter()
        done = load(
            Home(Path(folder) / "home"),
            path,
            mapping=None,
            answers=Answers(),
            progress=lambda read: None,
        )
        ours = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(done.sentence)
    print(f"plain DuckDB {plain:.1f} s, import {ours:.1f} s: {ours / plain:.1f} times")
    print(f"peak memory of both {memory:.2f} GiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)

"""Make the synthetic sample workspace and the run list again: uv run python data/generate_sample.py

The same program always makes the same bytes. An argument names another folder to write to.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # so that the file runs as a script

from data.generator.late import SILENT, silent_runs, stuck_runs  # noqa: E402
from data.generator.next_week import AS_OF as NEXT_AS_OF  # noqa: E402
from data.generator.next_week import ended, runs_then, workers_then  # noqa: E402
from data.generator.outputs import write_formats, write_outputs  # noqa: E402
from data.generator.plan import AS_OF, Phase, Worker  # noqa: E402
from data.generator.run_list import HEADER, run_list  # noqa: E402
from data.generator.runs import instructions_id, runs_of  # noqa: E402
from data.generator.workers import WORKERS  # noqa: E402

SEED = 20261116
NOTE = "Synthetic sample data, made by data/generate_sample.py."
COLUMNS = (
    "run_id", "worker", "retry_of", "status", "created_at", "finished_at", "duration_ms",
    "trigger", "record_type", "record_id", "task_id", "task_title", "task_text", "task_url",
    "instructions_id", "instructions_version", "model", "context_sources", "tool_categories",
    "output_mode", "max_iterations", "worker_status", "tools_called", "steps", "tokens",
    "comment_preview", "output_visibility", "effects", "effects_state", "error_type",
    "error_message", "score", "quality", "quality_reason",
)  # fmt: skip


def main(folder: Path) -> None:
    """Write sample/, next-week/ and run-list.csv into a folder."""
    sample = folder / "sample"
    rows = _numbered(
        [row for n, worker in enumerate(WORKERS)
         for row in runs_of(worker, Random(SEED + n), 10_000 * (n + 1))]
    )  # fmt: skip
    write_outputs(rows, Random(SEED + len(WORKERS)))
    late = silent_runs(Random(SEED - 1), 140_000) + stuck_runs(rows)
    rows += _numbered(late, first=len(rows) + 1)
    _export(sample, rows, (*WORKERS, SILENT), AS_OF)
    after = _numbered(runs_then(SEED), first=10_001)
    write_formats(after, Random(SEED + 99))
    _export(folder / "next-week", ended(rows) + after, workers_then(), NEXT_AS_OF)
    _csv(folder / "run-list.csv", HEADER, run_list(Random(SEED)))


def _export(
    folder: Path, rows: list[dict[str, Any]], workers: Sequence[Worker], as_of: datetime
) -> None:
    """Write one export: runs and what stands beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    _csv(folder / "runs.csv", COLUMNS, rows)
    _ndjson(folder / "workers.ndjson", map(_worker, workers))
    _ndjson(folder / "instructions.ndjson", _instructions(workers))
    changed = ("worker_id", "changed_at", "what", "old", "new")
    _csv(folder / "changes.csv", changed, _changes(workers))
    about = {"as_of": _written(as_of), "note": NOTE}
    (folder / "export.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _numbered(rows: list[dict[str, Any]], first: int = 1) -> list[dict[str, Any]]:
    """Give ids by age, and let retries name the run that they try again."""
    rows.sort(key=lambda row: (row["created_at"], row["worker"]))
    for number, row in enumerate(rows, start=first):
        row["run_id"] = f"run-{number:05d}"
    for row in rows:
        if "retry_of" in row:
            row["retry_of"] = row["retry_of"]["run_id"]
    return rows


def _worker(worker: Worker) -> dict[str, Any]:
    now = worker.phases[-1]
    return {
        "worker": worker.name,
        "description": worker.purpose,
        "worker_status": now.worker_status,
        "instructions_id": instructions_id(now.instructions),
        "instructions_version": now.version,
        "model": now.model,
        "context_sources": list(now.context),
        "tool_categories": list(now.tools),
        "output_mode": "task comment",
        "output_policy": "adds",
        "max_iterations": 12,
    }


def _instructions(workers: Sequence[Worker]) -> list[dict[str, Any]]:
    texts = {
        (worker.name, phase.version): phase.instructions
        for worker in workers
        for phase in worker.phases
    }
    return [
        {
            "instructions_id": instructions_id(text),
            "worker_id": name,
            "instructions_version": version,
            "instructions_text": text,
        }
        for (name, version), text in texts.items()
    ]


def _changes(workers: Sequence[Worker]) -> list[dict[str, Any]]:
    """One row a thing that differs from one phase of a worker to the next."""
    found = []
    for worker in workers:
        for old, new in zip(worker.phases, worker.phases[1:], strict=False):
            for what, before, after in zip(
                ("instructions", "model", "context", "tools", "status"),
                _tracked(old),
                _tracked(new),
                strict=True,
            ):
                if before != after:
                    found.append(
                        {"worker_id": worker.name, "changed_at": new.at, "what": what,
                         "old": before, "new": after}
                    )  # fmt: skip
    return sorted(found, key=lambda change: change["changed_at"])


def _tracked(phase: Phase) -> tuple[str, str, str, str, str]:
    context, tools = "; ".join(phase.context), "; ".join(phase.tools)
    return phase.version, phase.model, context, tools, phase.worker_status


def _csv(path: Path, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[_written(row.get(name)) for name in columns] for row in rows])


def _ndjson(path: Path, rows: Any) -> None:
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return value


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)

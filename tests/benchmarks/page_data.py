"""What the data of every page takes of the processor in a history of many runs.

    uv run python -m tests.benchmarks.page_data [runs] [home]

Without a home one of so many runs is made (many_runs.py), else the one there is read. Every page is
drawn by the app itself, and each question that it asks, and that no page before it asked, is timed:
cold, as it is first asked of the open history, and again, with what DuckDB keeps of the file.
Beside this stands what plain DuckDB takes again, asked of the runs for such an answer (floors.py),
and the ratio of both. Seconds of the processor, of all threads. What takes over a minute is given
up.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from unittest.mock import patch

from dashboard.store.questions import question, text_of
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.duckdb_reader import DuckdbReader
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.reader import Reader, Row, TooSlow
from tests.app_pages import opening
from tests.benchmarks.floors import EVERY_RUN, Chosen, statements
from tests.benchmarks.many_runs import import_many

ALL = {"period": "all"}
SLOW, GIVEN_UP = 0.02, 60.0
"""Seconds: questions that take less are told together; those that take more are given up."""


@dataclass(slots=True)
class Asked:
    """A question that a page asked: what it took then, and asked again."""

    name: str
    sql: str
    values: dict[str, Any]
    cold: float
    warm: float = 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A page as a link opens it, and of which runs plain DuckDB is asked for it."""

    page: str
    params: dict[str, str]
    chosen: Chosen = EVERY_RUN


@dataclass(slots=True)
class Recorder:
    """Notes what readers are asked."""

    asked: list[Asked] = field(default_factory=list)

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Note everything that is asked within."""
        rows = DuckdbReader.rows

        def noted(
            reader: DuckdbReader, sql: str, values: dict[str, Any], seconds: float = GIVEN_UP
        ) -> list[Row]:
            taken, found = seconds_of(lambda: rows(reader, sql, values, GIVEN_UP))
            self.asked.append(Asked(name_of(sql), sql, values, taken))
            return found or []

        with patch.object(DuckdbReader, "rows", noted):
            yield


def seconds_of(measured: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor and what was answered; None where it was given up."""
    begun = time.process_time()
    try:
        found = measured()
    except TooSlow:
        found = None
    return time.process_time() - begun, found


@cache
def _texts() -> dict[str, str]:
    files = resources.files("dashboard").joinpath("queries").iterdir()
    names = [file.name.removesuffix(".sql") for file in files if file.name.endswith(".sql")]
    return {name: text_of(name) for name in names}


def name_of(sql: str) -> str:
    """The file that a question stands in; of several that are asked together the first."""
    together = [name for name, text in _texts().items() if f"{name} AS ({text})" in sql]
    alone = (name for name in _texts() if sql.endswith(question(name)))
    return together[0] + " …" if together else next(alone, "what a dimension holds")


def pages(history: History) -> dict[str, Measured]:
    """The pages by what they are called here."""
    (run,) = history.reader.rows(
        "SELECT run_id, worker_id, version FROM history.runs WHERE outcome = 'failed'"
        " ORDER BY created_at DESC LIMIT 1",
        {},
    )
    cause = max(history.causes.by_key)
    kinds = [kind.template_id for kind in history.causes.by_key[cause].kinds]
    until = history.about.weeks_end
    assert until
    week = Chosen(
        "created_at >= $since AND created_at < $until",
        {"since": until - timedelta(weeks=1), "until": until},
    )
    worker = Chosen("worker_id = $worker", {"worker": run["worker_id"]})
    failed = Chosen("outcome = 'failed'")
    return {
        "Review": Measured("review", {}, week),
        "Trends, last week": Measured("trends", {}, week),
        "Trends, all": Measured("trends", ALL),
        "Trends, one worker": Measured("trends", ALL | {"worker": run["worker_id"]}, worker),
        "Trends, one version": Measured(
            "trends", ALL | {"version": run["version"]},
            Chosen("version = $version", {"version": run["version"]}),
        ),
        "Trends, failed": Measured("trends", ALL | {"outcome": "failed"}, failed),
        "Trends, one cause": Measured(
            "trends", ALL | {"cause": cause},
            Chosen("template_id IN (SELECT unnest($kinds))", {"kinds": kinds}),
        ),
        "Failures, all": Measured("failures", ALL),
        "Failures, failed": Measured("failures", ALL | {"outcome": "failed"}, failed),
        "Failures, one worker": Measured("failures", ALL | {"worker": run["worker_id"]}, worker),
        "Changes": Measured("changes", ALL),
        "A worker": Measured("worker", ALL | {"id": run["worker_id"]}, worker),
        "A run": Measured(
            "run", {"run": run["run_id"]}, Chosen("run_id = $run", {"run": run["run_id"]})
        ),
        "Compare": Measured("compare", ALL | {"a": "outcome=failed", "b": "outcome=succeeded"}),
        "Data": Measured("data", {}),
    }  # fmt: skip


def told(name: str, asked: list[Asked], reader: Reader, floor: float | None = None) -> None:
    """Print what a page's data takes, the slow questions one by one. floor: what plain DuckDB
    takes."""
    for one in asked:
        one.warm, _ = seconds_of(lambda one=one: reader.rows(one.sql, one.values, GIVEN_UP))
    cold, warm = sum(one.cold for one in asked), sum(one.warm for one in asked)
    beside = f"{floor:.2f} | {warm / floor:.2f}" if floor else "|"
    print(f"| **{name}** | {cold:.2f} | {warm:.2f} | {beside} |", flush=True)
    slow = sorted((one for one in asked if one.warm > SLOW), key=lambda one: -one.warm)
    for one in slow:
        print(f"| {one.name} | {one.cold:.2f} | {one.warm:.2f} | | |", flush=True)


def floor_of(measured: Measured, reader: Reader) -> float:
    """What plain DuckDB takes for a page, asked again."""
    asked = statements(measured.page, measured.chosen)
    for sql, values in asked:
        reader.rows(sql, values, GIVEN_UP)
    return sum(seconds_of(lambda one=one: reader.rows(*one, GIVEN_UP))[0] for one in asked)


def measure(home: Path) -> None:
    """Print the table of a workspace."""
    os.environ["WORKER_RUNS_HOME"] = str(home)
    opening.SECONDS = 3600
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    recorder = Recorder()
    with recorder.recording():
        taken, history = seconds_of(lambda: current(Home(home)))
    assert history
    print(f"{history.about.runs:,} runs, {home_bytes(home) / 1e6:,.0f} MB\n")
    print("| page, question | cold | again | plain DuckDB | ratio |\n|---|--:|--:|--:|--:|")
    told(f"Opening ({taken:.2f} in all)", recorder.asked, history.reader)
    for name, measured in pages(history).items():
        recorder.asked = []
        with recorder.recording():
            opening.open_link(home, measured.page, **measured.params)
        told(name, recorder.asked, history.reader, floor_of(measured, history.reader))


def home_bytes(home: Path) -> int:
    """The bytes of the history that is current."""
    number = Home(home).generation()
    return Home(home).database(number).stat().st_size


def main(runs: int, home: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure(home or import_many(Path(folder, "home"), runs))


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000,
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    )

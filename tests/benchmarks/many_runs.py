"""A workspace with as many runs as wanted: the sample, many times over.

The sample is loaded by the real importer and then multiplied in one statement, within a generation
that the real writer publishes: what a run is worked out to be (its kind of work, whether it is the
latest, its template) holds of its copies as well, whose ids, tasks and records are their own. Their
times are kept, and every copy belongs to one of COPIES_OF_WORKERS times the sample's workers.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from dashboard.sample import sample_folder
from dashboard.store.workspace.home import Home
from dashboard.store.writing.generations import next_generation
from dashboard.store.writing.importing import number_of
from tests.workspaces import import_file

COPIES_OF_WORKERS = 20

_OWN = ("run_id", "retry_of", "task_id", "record_id")
_NUMBERED = ", ".join(f"{name} || '-' || n AS {name}" for name in (*_OWN, "cluster"))
_WORKER = f"worker_id || '-' || n % {COPIES_OF_WORKERS} AS worker_id"
_WORK = """CASE json_array_length(work)
    WHEN 2 THEN to_json([{worker}, (work ->> 1) || '-' || n])::VARCHAR
    WHEN 1 THEN to_json([(work ->> 0) || '-' || n])::VARCHAR END AS work
""".format(worker=_WORKER.removesuffix(" AS worker_id"))
_RUNS = f"""
INSERT INTO runs SELECT * EXCLUDE n REPLACE (
    {_NUMBERED}, {_WORKER}, worker || ' ' || n % {COPIES_OF_WORKERS} AS worker, {_WORK},
    hash(run_id, n) AS content_hash
) FROM (SELECT runs.*, n FROM runs, range(1, $times) numbers(n))
"""
_BESIDE = f"""
INSERT INTO {{table}} SELECT * EXCLUDE n REPLACE ({_WORKER})
FROM {{table}}, range(1, {COPIES_OF_WORKERS}) numbers(n)
"""


def import_many(home: Path, wanted: int) -> Path:
    """A workspace with about so many runs: the sample's as often as comes nearest."""
    import_file(home, sample_folder())
    next_generation(Home(home), lambda connection: _multiply(connection, wanted))
    return home


def _multiply(connection: duckdb.DuckDBPyConnection, wanted: int) -> bool:
    held = number_of(connection, "SELECT count(*) FROM runs")
    connection.execute(_RUNS, {"times": max(1, round(wanted / held))})
    for table in ("workers", "changes"):
        connection.execute(_BESIDE.format(table=table))
    return True

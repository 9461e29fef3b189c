"""A history that an older version wrote is brought up when it is opened, as a new generation."""

from __future__ import annotations

import json
from datetime import timedelta

import duckdb
import pytest

from dashboard.analysis.tasks import not_named
from dashboard.store.derived import together
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.tables import SCHEMA_VERSION
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export
from tests.workspaces import SINCE_17, SINCE_23, SINCE_34, SINCE_36, SINCE_37, SINCE_38, SINCE_39

_SCHEMA_15 = f"{SINCE_17} DROP TABLE with_work; ALTER TABLE rejects DROP COLUMN cells;"
_SCHEMA_10 = (
    f"{_SCHEMA_15} ALTER TABLE runs DROP COLUMN tried; ALTER TABLE runs DROP COLUMN retried;"
)
_SCHEMA_8 = f"{_SCHEMA_10} ALTER TABLE imports DROP COLUMN known;" + "".join(
    f"ALTER TABLE rejects DROP COLUMN {name};"
    for name in ("raw_status", "quality", "worker_id", "worker")
)
_SCHEMA_4 = f"""{_SCHEMA_8}
ALTER TABLE rejects DROP COLUMN run_id; ALTER TABLE rejects DROP COLUMN status;
ALTER TABLE runs DROP COLUMN work; ALTER TABLE runs DROP COLUMN cluster;
ALTER TABLE runs DROP COLUMN as_of; ALTER TABLE superseded DROP COLUMN as_of;
ALTER TABLE imports DROP COLUMN conflicting; DROP TABLE conflicts; DROP TABLE former_templates;
UPDATE runs SET status = 'failed', outcome = 'failed', error_message = 'HTTP 429'
WHERE run_id = 'newer';
"""


def as_of_version(home: Home, schema: int, sql: str) -> None:
    """Make the current generation one that an older version could have written."""
    number = home.generation()
    database, manifest = home.database(number), home.manifest(number)
    with duckdb.connect(str(database)) as connection:
        connection.execute(sql)
    kept = json.loads(manifest.read_text())
    told = {name: kept[name] for name in ("runs", "content")}
    manifest.write_text(json.dumps(told | {"schema": schema, "bytes": database.stat().st_size}))


def test_versions_are_ranked_anew_and_what_they_hid_is_found(home: Home) -> None:
    for day, status, error in ((0, "failed", "HTTP 429"), (1, "completed", None)):
        moment = NOW - timedelta(days=2 - day)
        newer = {"run_id": "newer", "status": status, "error_message": error}
        same = {"run_id": "same", "status": status, "error_message": error, "updated_at": NOW}
        import_export(home, export(newer, columns={*newer, "created_at"}, as_of=moment), NOW)
        import_export(home, export(same, as_of=moment), NOW)
    before = home.generation()
    as_of_version(home, 4, _SCHEMA_4)

    history = current(home)
    assert history and home.generation() == before + 1
    assert f'"schema": {SCHEMA_VERSION}' in home.manifest(before + 1).read_text()
    runs = {row["run_id"]: row for row in history.reader.rows("FROM history.runs", {})}
    assert (runs["newer"]["status"], runs["newer"]["outcome"]) == ("completed", "succeeded")
    assert runs["newer"]["as_of"] == NOW - timedelta(days=1)
    assert {row["run_id"] for row in history.ask("conflicts", shown=9)} == {"same"}
    done = import_export(home, export({"run_id": "same", "status": "ok", "steps": 1}), NOW)
    assert done.generation == before + 2, "the next import finds the tables it needs"


def test_loading_a_known_file_into_an_older_history_keeps_no_rejects_twice(home: Home) -> None:
    known = export({"run_id": "a"}, rejected=2)
    import_export(home, known, NOW)
    as_of_version(home, 7, f"{_SCHEMA_8} UPDATE runs SET outcome = NULL")
    done = import_export(home, known, NOW)
    assert (done.import_id, done.unchanged, done.generation) == (1, 1, 2)
    history = current(home)
    assert history
    rejects = history.reader.rows("SELECT import_id FROM history.rejects", {})
    assert [row["import_id"] for row in rejects] == [1, 1]
    outcomes = history.reader.rows("SELECT outcome FROM history.runs", {})
    assert outcomes == [{"outcome": "succeeded"}], "what is derived was derived anew"


def test_the_time_of_an_import_stays_no_time_of_its_export(home: Home) -> None:
    untimed = {"created_at": NOW, "time_basis": "import"}
    early = NOW - timedelta(days=9)
    import_export(home, export({"run_id": "a", **untimed}), NOW)
    import_export(
        home, export({"run_id": "b", "created_at": early}, {"run_id": "c"} | untimed), NOW
    )
    import_export(home, export({"run_id": "d", "created_at": early}, as_of=early), NOW)
    ours = "UPDATE imports SET as_of = imported_at WHERE import_id < 3"
    as_of_version(home, 7, f"{_SCHEMA_8} {ours}")
    history = current(home)
    assert history and history.about.as_of == early
    assert [row["as_of"] for row in history.ask("imports")] == [early, early, None]


def test_whose_fault_a_run_was_goes_into_an_older_history(home: Home) -> None:
    failed = {"run_id": "a", "status": "failed", "updated_at": NOW}
    import_export(home, export(failed), NOW)
    import_export(home, export(failed | {"steps": 2, "updated_at": NOW - timedelta(1)}), NOW)
    as_of_version(home, 17, SINCE_17)
    import_export(
        home, export(failed | {"attributed_to": "input", "updated_at": NOW + timedelta(1)}), NOW
    )
    history = current(home)
    assert history
    assert [row["origin"] for row in history.ask("cause_origins")] == ["input"]
    kept = history.reader.rows(
        "SELECT attributed_to, quality, steps FROM history.superseded ORDER BY updated_at", {}
    )
    assert [tuple(row.values()) for row in kept] == [
        (None, None, 2), (None, None, None), ("input", None, None),
    ]  # fmt: skip


def test_runs_of_an_older_history_are_gathered(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    import_export(home, export({"run_id": "a"}, {"run_id": "b"}), NOW)
    as_of_version(home, 23, SINCE_23)
    monkeypatch.setattr(together, "FEWEST_RUNS", 2)
    history = current(home)
    assert history and history.generation.gathered.firsts == (NOW,)
    assert history.reader.rows("SELECT n FROM history.gathered", {}) == [{"n": 2}]


def test_outputs_of_an_older_history_are_read_by_the_checks_of_today(home: Home) -> None:
    other = [{"name": "cancel_order", "ok": True, "wrote": True}]
    said = {"comment_preview": "I have sent the reminder.", "tools_called": other}
    import_export(home, export({"run_id": "a", **said}), NOW)
    as_of_version(home, 23, f"{SINCE_23} UPDATE runs SET read_checks = NULL, checks = NULL")
    history = current(home)
    assert history
    assert history.reader.rows("SELECT checks FROM history.runs", {}) == [{"checks": "claim"}]


def test_what_repeats_a_failed_run_is_found_in_an_older_history(home: Home) -> None:
    text = "Reminder for invoice 2041 of Alder Works is written, the customer pays on Monday."
    same = {"task_id": "t", "worker_id": "ann", "comment_preview": text}
    failed = same | {"run_id": "f", "status": "failed", "created_at": NOW - timedelta(hours=1)}
    import_export(home, export(failed, same | {"run_id": "again"}), NOW)
    as_of_version(home, 34, SINCE_34)
    history = current(home)
    assert history
    assert [row["runs"] for row in history.ask("repeats_of_failed")] == [1]


def test_texts_of_an_older_history_are_read_and_what_they_ask_is_no_other(home: Home) -> None:
    told = {"worker_id": "ann", "instructions_version": "v1"}
    text = told | {"instructions_text": "Answer as JSON."}
    written = {"run_id": "a", "comment_preview": "No braces", **told}
    import_export(home, export(written, instructions=[text]), NOW)
    as_of_version(home, 36, SINCE_36)
    history = current(home)
    assert history
    assert history.reader.rows("SELECT checks FROM history.runs", {}) == [{"checks": "format"}]
    assert len(history.reader.rows("FROM history.texts_read", {})) == 1


def test_how_runs_were_read_is_counted_in_an_older_history(home: Home) -> None:
    import_export(home, export({"run_id": "a", "status": "failed"}), NOW)
    as_of_version(home, 37, SINCE_37)
    history = current(home)
    assert history
    (counted,) = history.ask("formats")
    assert (counted["runs"], counted["failed"]) == (1, 1)


def test_what_takes_turns_is_prepared_of_an_older_history(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = (
        {"run_id": f"r{n}", "worker_id": "ann", "model": "ab"[n % 2],
         "created_at": NOW - timedelta(hours=40 - n)}
        for n in range(40)
    )  # fmt: skip
    import_export(home, export(*used), NOW)
    as_of_version(home, 38, SINCE_38)
    monkeypatch.setattr(together, "FEWEST_RUNS", 2)
    history = current(home)
    assert history and "mingled" in history.generation.prepared
    assert len(history.reader.rows("FROM history.mingled", {})) == 2
    assert [row["times"] for row in history.ask("by_turns", zone="UTC")] == [39]


def test_runs_of_tasks_that_they_dont_name_are_counted_of_an_older_history(home: Home) -> None:
    first = {"run_id": "a", "status": "failed", "task_id": "t1"}
    import_export(home, export(first, {"run_id": "b", "retry_of": "a", "task_id": "t2"}), NOW)
    as_of_version(home, 39, SINCE_39)
    history = current(home)
    assert history and not_named(history, ALL) == 1

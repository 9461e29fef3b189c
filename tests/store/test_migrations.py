"""A history that an older version wrote is brought up when it is opened, as a new generation."""

from __future__ import annotations

import json
from datetime import timedelta

import duckdb

from dashboard.store.home import Home
from dashboard.store.importing import import_export
from dashboard.store.open_histories import current
from dashboard.store.tables import SCHEMA_VERSION
from tests.store.conftest import NOW, export

_SCHEMA_4 = """
ALTER TABLE rejects DROP COLUMN run_id; ALTER TABLE rejects DROP COLUMN status;
ALTER TABLE runs DROP COLUMN work; ALTER TABLE runs DROP COLUMN cluster;
ALTER TABLE runs DROP COLUMN as_of; ALTER TABLE superseded DROP COLUMN as_of;
ALTER TABLE imports DROP COLUMN conflicting; DROP TABLE conflicts; DROP TABLE former_templates;
UPDATE runs SET status = 'failed', outcome = 'failed', error_message = 'HTTP 429'
WHERE run_id = 'newer';
"""


def test_versions_are_ranked_anew_and_what_they_hid_is_found(home: Home) -> None:
    for day, status, error in ((0, "failed", "HTTP 429"), (1, "completed", None)):
        moment = NOW - timedelta(days=2 - day)
        newer = {"run_id": "newer", "status": status, "error_message": error}
        same = {"run_id": "same", "status": status, "error_message": error, "updated_at": NOW}
        import_export(home, export(newer, columns={*newer, "created_at"}, as_of=moment), NOW)
        import_export(home, export(same, as_of=moment), NOW)
    before = home.generation()
    database, manifest = home.database(before), home.manifest(before)
    with duckdb.connect(str(database)) as connection:
        connection.execute(_SCHEMA_4)
    kept = json.loads(manifest.read_text())
    told = {name: kept[name] for name in ("runs", "content")}
    manifest.write_text(json.dumps(told | {"schema": 4, "bytes": database.stat().st_size}))

    history = current(home)
    assert history and home.generation() == before + 1
    assert f'"schema": {SCHEMA_VERSION}' in home.manifest(before + 1).read_text()
    runs = {row["run_id"]: row for row in history.reader.rows("FROM history.runs", {})}
    assert (runs["newer"]["status"], runs["newer"]["outcome"]) == ("completed", "succeeded")
    assert runs["newer"]["as_of"] == NOW - timedelta(days=1)
    assert {row["run_id"] for row in history.ask("conflicts", shown=9)} == {"same"}
    done = import_export(home, export({"run_id": "same", "status": "ok", "steps": 1}), NOW)
    assert done.generation == before + 2, "the next import finds the tables it needs"

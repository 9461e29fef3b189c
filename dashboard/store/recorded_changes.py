"""Changes that people recorded, in memory beside those that the history holds."""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from dashboard.ledger.changes import Aim, RecordedChange

CREATE = """
CREATE TABLE recorded (
    worker_id VARCHAR, changed_at TIMESTAMPTZ, what VARCHAR, old VARCHAR, new VARCHAR,
    author VARCHAR, note VARCHAR, old_text VARCHAR, new_text VARCHAR, cause VARCHAR, entry BIGINT
);
CREATE TABLE aims (worker_id VARCHAR, changed_at TIMESTAMPTZ, cause VARCHAR);
CREATE VIEW changes AS
SELECT c.* EXCLUDE (since), NULL AS old_text, NULL AS new_text, a.cause, NULL AS entry
FROM history.changes c LEFT JOIN aims a USING (worker_id, changed_at)
WHERE c.origin <> 'derived' OR NOT EXISTS (
    SELECT 1 FROM recorded r WHERE r.worker_id = c.worker_id AND r.what = c.what
        AND r.changed_at BETWEEN c.since - INTERVAL 1 DAY AND c.changed_at + INTERVAL 1 DAY
        AND (r.new IS NULL OR r.new IN (c.new, c.new_id) OR NOT EXISTS (
            SELECT 1 FROM history.changes o WHERE o.worker_id = c.worker_id AND o.what = c.what
                AND o.origin = 'derived' AND r.new IN (o.old, o.new, o.old_id, o.new_id)
        ))
)
UNION ALL BY NAME
SELECT r.* REPLACE (coalesce(a.cause, r.cause) AS cause), 'recorded' AS origin
FROM recorded r LEFT JOIN aims a USING (worker_id, changed_at)
"""
"""The view holds every change. One that was recorded within a day of where the runs turn is the
same change, in better words; unless it names another value that the runs carry."""

_TEXTS = ("old", "new", "who", "note", "old_text", "new_text")


def put(
    connection: duckdb.DuckDBPyConnection,
    recorded: tuple[RecordedChange, ...],
    aims: tuple[Aim, ...],
    find: Callable[[str], str],
) -> None:
    """Replace them; whoever reads meanwhile sees the old ones or the new, never part.

    find: the cause that a cause is part of now.
    """
    cursor = connection.cursor()
    cursor.execute("BEGIN; DELETE FROM recorded; DELETE FROM aims")
    for change in recorded:
        texts = [getattr(change, name) or None for name in _TEXTS]
        cause = find(change.cause) if change.cause else None
        values = [change.worker_id, change.at, change.what, *texts, cause, change.entry]
        places = ", ".join("?" * len(values))
        cursor.execute(f"INSERT INTO recorded VALUES ({places})", values)
    for aim in aims:
        cursor.execute(
            "INSERT INTO aims VALUES (?, ?, ?)", [aim.worker_id, aim.at, find(aim.cause)]
        )
    cursor.execute("COMMIT")
    cursor.close()

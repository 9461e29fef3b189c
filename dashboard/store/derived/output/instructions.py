"""The instructions that runs name, and which of them ask for a format."""

from __future__ import annotations

import hashlib

import duckdb

from dashboard.checks.requests import requests
from dashboard.store.held_rows import held

_TOLD = """
CREATE OR REPLACE TEMP TABLE told_texts AS
SELECT DISTINCT instructions_id AS id, worker_id, instructions_version AS version,
    instructions_text AS text, hash(instructions_text) AS said
FROM (
    SELECT instructions_id, worker_id, instructions_version, instructions_text FROM instructions
    UNION ALL
    SELECT instructions_id, worker_id, instructions_version, instructions_text FROM workers
)
WHERE instructions_text IS NOT NULL
"""
_UNREAD = """
SELECT said, any_value(text) FROM told_texts ANTI JOIN texts_read USING (said) GROUP BY said
"""
_READ = {"said": "UBIGINT", "asks": "VARCHAR"}
_BATCH = 1_000
# Runs name their instructions by an id, else by a label, if that names one text of the worker.
_NAMED = """
CREATE OR REPLACE TEMP TABLE named_texts AS
SELECT id, NULL AS worker_id, NULL AS version, min(text) AS text, arg_min(asks, text) AS asks
FROM told_texts JOIN texts_read USING (said) WHERE id IS NOT NULL GROUP BY id
UNION ALL
SELECT NULL, worker_id, version, min(text), arg_min(asks, text)
FROM told_texts JOIN texts_read USING (said)
WHERE worker_id IS NOT NULL AND version IS NOT NULL
GROUP BY worker_id, version HAVING count(DISTINCT text) = 1;
CREATE OR REPLACE TEMP TABLE asked_anew AS
WITH asked AS (SELECT id, worker_id, version, asks FROM named_texts WHERE asks <> '')
(FROM asked EXCEPT FROM formats_asked) UNION (FROM formats_asked EXCEPT FROM asked);
DELETE FROM formats_asked;
INSERT INTO formats_asked SELECT id, worker_id, version, asks FROM named_texts WHERE asks <> ''
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table `named_texts`: instructions by id, or by worker and version, with
    their text and a digest of the formats that it asks for, '' for none; and `asked_anew`, those of
    which that has changed since the last time."""
    connection.execute(_TOLD)
    unread = connection.execute(_UNREAD)
    asked = list[tuple[int, str]]()
    while texts := unread.fetchmany(_BATCH):
        asked += [(said, _digest(text)) for said, text in texts]
    if asked:
        with held(connection, "newly_read", _READ, asked):
            connection.execute("INSERT INTO texts_read FROM newly_read")
    connection.execute(_NAMED)
    connection.execute("DROP TABLE told_texts")


def _digest(text: str) -> str:
    asked = requests(text)
    return hashlib.sha256(repr(asked).encode("utf-8", "replace")).hexdigest()[:16] if asked else ""

"""Which runs that wrote again what stood on their task or record repeat a failed run, and why that
one failed.

A run that failed itself repeats nobody else's failure; of any other the run counts that had written
last before it, on its task or on its record. To find that looks at the tasks and records of all
runs, so it is found at each import, and who asks only chooses among the few that repeat anything.
"""

from __future__ import annotations

import duckdb

from dashboard.checks.suspicion import DUPLICATE
from dashboard.store.tables import is_empty

_AGAIN = f"list_contains(string_split(checks, ' '), '{DUPLICATE}')"
_ANY = f"SELECT 1 FROM runs WHERE {_AGAIN} LIMIT 1"
_INSERT = f"""
INSERT INTO repeated BY NAME
WITH again AS MATERIALIZED (
    SELECT rowid AS place, run_id, outcome, cluster, record_type, record_id, tried
    FROM runs WHERE {_AGAIN}
),
beside AS MATERIALIZED (
    SELECT again.run_id AS later, r.rowid AS place
    FROM again JOIN runs r ON r.cluster = again.cluster AND NOT r.alone IS TRUE
    UNION
    SELECT again.run_id AS later, r.rowid AS place FROM again JOIN runs r USING (record_id)
),
before AS (
    SELECT later, beside.place
    FROM beside JOIN again ON again.run_id = beside.later
        JOIN runs r ON r.rowid = beside.place
    WHERE coalesce(r.output_text, r.comment_preview) IS NOT NULL
        AND (r.cluster = again.cluster OR r.record_type IS NOT DISTINCT FROM again.record_type)
        AND (r.tried, r.run_id) < (again.tried, again.run_id)
        AND again.outcome IS DISTINCT FROM 'failed'
    QUALIFY row_number() OVER (
        PARTITION BY later ORDER BY r.tried DESC, r.run_id DESC
    ) = 1
)
SELECT later, outcome, error_type, error_message, template_id
FROM (
    FROM before UNION ALL SELECT run_id AS later, place FROM again WHERE outcome = 'failed'
) JOIN runs r ON r.rowid = place
WHERE outcome = 'failed'
"""
"""First what is read of every run, which should be short: a type of records is not."""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Find them anew. Needs what derived/output found, and runs marked that are alone."""
    if not is_empty(connection, "repeated"):
        connection.execute("DELETE FROM repeated")
    if connection.execute(_ANY).fetchone():
        connection.execute(_INSERT)

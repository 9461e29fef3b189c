"""Versions of a run that differ though nothing says which of them is newer."""

from __future__ import annotations

from dashboard.store.tables import RUN_NAMES
from dashboard.store.writing.held_columns import has

# updated_at is what they are ranked by; whose time created_at is says nothing about the run; a
# status word counts where we don't know what it means; extra is compared key by key.
_NO_FIELD = {"run_id", "updated_at", "time_basis", "extra"}
_SAYS = {"raw_status": "CASE WHEN status = 'unknown' THEN lower(raw_status) END"}
# Every run was created at some time: to tell none is not to tell another.
_TELLS = {"created_at": "time_basis = 'export'"}

TEMPORARY = ("tied", "disagreeing")
"""The tables that FIND leaves for the present connection."""


def _disagree(name: str) -> str:
    """Whether two versions whose exports both have a column differ in it."""
    value = f"hash({_SAYS.get(name, name)})"
    told = f"FILTER ({has(name)} AND {_TELLS.get(name, 'true')})"
    return f"min({value}) {told} <> max({value}) {told}"


FIND = f"""
CREATE TEMP TABLE tied AS
SELECT * FROM versions
WHERE newest AND run_id IN (
    SELECT run_id FROM versions WHERE newest GROUP BY run_id HAVING count(*) > 1
);
CREATE TEMP TABLE disagreeing AS
SELECT run_id FROM tied GROUP BY run_id
HAVING {" OR ".join(_disagree(name) for name in RUN_NAMES if name not in _NO_FIELD)}
UNION
SELECT run_id FROM (
    SELECT run_id, unnest(map_entries(CAST(extra::JSON AS MAP(VARCHAR, VARCHAR)))) AS entry
    FROM tied
) GROUP BY run_id, entry.key HAVING count(DISTINCT entry.value) > 1;
DELETE FROM conflicts WHERE run_id IN (SELECT run_id FROM contested);
INSERT INTO conflicts SELECT run_id, content_hash FROM tied SEMI JOIN disagreeing USING (run_id)
"""
"""Needs the temporary tables contested and versions (fold.py). What an export has no column
for it doesn't contradict."""

COUNT = """
WITH loaded AS (
    SELECT run_id, count(DISTINCT content_hash) AS rows
    FROM incoming SEMI JOIN conflicts USING (run_id, content_hash) GROUP BY run_id
)
SELECT
    (SELECT coalesce(sum(rows), 0)::BIGINT FROM loaded)
        - (SELECT count(*) FROM loaded ANTI JOIN runs USING (run_id)),
    (SELECT count(*) FROM touched SEMI JOIN runs USING (run_id) ANTI JOIN loaded USING (run_id))
"""
"""Before runs are merged: the rows of the export that are in conflict, but for the first of a new
run; and the runs that others of its rows change. So a pair is counted alike in either order."""

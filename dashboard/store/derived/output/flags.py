"""Which checks each run's output doesn't pass, as one column of the runs.

What can be asked of all rows at once is SQL: what is not visible, and what repeats an earlier
comment. What has to be read is read once, by the rules of dashboard/checks, and kept in the column
`read_checks`: of runs that are new, that changed, or whose instructions came to ask for something
else.
"""

from __future__ import annotations

import duckdb

from dashboard.checks.suspicion import DUPLICATE, INVISIBLE, UNSOURCED
from dashboard.checks.unsourced import SHOWS
from dashboard.store.derived.output import duplicates, invisible, previews, reading
from dashboard.store.derived.output.signs import signs_of
from dashboard.store.derived.unsettled import UNSETTLED

OFTEN, OFTEN_RUNS = 0.1, 5
"""A worker of whose outputs so many, and so many of them, name things of one kind that stand in no
text has them from where the export doesn't look: then they say nothing about one run."""
LATELY_DAYS, ENOUGH_EARLIER = 28, 30
"""One that began it in the last days of its writing, and wrote so many outputs before of which not
as many did, changed: each of its runs is told."""

_SHOWN = """
(SELECT 1 FROM imports
WHERE columns IS NULL OR list_has_any(columns, ['comment_preview', 'output_text']) LIMIT 1)
UNION ALL (SELECT 1 FROM runs WHERE read_checks IS NOT NULL LIMIT 1)
"""
"""Whether any export has a column for outputs, or anything stands in what was read of them; else
there is nothing to check."""
_NO_USUAL = "CREATE OR REPLACE TEMP TABLE usual (worker_id VARCHAR, kind VARCHAR)"
_READ = "SELECT 1 FROM runs WHERE read_checks IS NOT NULL LIMIT 1"
_USUAL = f"""
INSERT INTO usual
WITH newest AS (
    SELECT worker_id, max(created_at) - INTERVAL {LATELY_DAYS * 24} HOUR AS lately
    FROM runs
    WHERE status = 'completed' AND coalesce(output_text, comment_preview) IS NOT NULL
    GROUP BY worker_id
), written AS (
    SELECT worker_id, count(*) AS runs, count(*) FILTER (created_at < lately) AS earlier
    FROM runs JOIN newest USING (worker_id)
    WHERE status = 'completed' AND coalesce(output_text, comment_preview) IS NOT NULL
    GROUP BY worker_id
), named AS (
    SELECT worker_id, kind, count(*) AS runs, count(*) FILTER (created_at < lately) AS earlier
    FROM (
        SELECT worker_id, created_at, unnest(string_split(read_checks, ' ')) AS kind
        FROM runs WHERE read_checks IS NOT NULL
    ) JOIN newest USING (worker_id)
    WHERE kind IN ({", ".join(f"'{kind}'" for kind in SHOWS)})
    GROUP BY worker_id, kind
)
SELECT worker_id, kind FROM named n JOIN written w USING (worker_id)
WHERE n.runs >= {OFTEN_RUNS} AND n.runs > {OFTEN} * w.runs
    AND (w.earlier < {ENOUGH_EARLIER} OR n.earlier > {OFTEN} * w.earlier)
"""
_FLAGGED = f"""
CREATE OR REPLACE TEMP TABLE flagged AS
SELECT place, string_agg(DISTINCT flag, ' ' ORDER BY flag) AS checks FROM (
    SELECT place, '{INVISIBLE}' AS flag FROM invisible
    UNION ALL
    SELECT place, '{DUPLICATE}' FROM duplicates
    UNION ALL
    SELECT place, CASE WHEN kind IN ({", ".join(f"'{kind}'" for kind in SHOWS)})
        THEN '{UNSOURCED}' ELSE kind END
    FROM (
        SELECT rowid AS place, worker_id, unnest(string_split(read_checks, ' ')) AS kind
        FROM runs WHERE read_checks IS NOT NULL
    ) ANTI JOIN usual USING (worker_id, kind)
)
GROUP BY place
"""
_ANY = """
(SELECT 1 FROM invisible LIMIT 1) UNION ALL (SELECT 1 FROM duplicates LIMIT 1)
UNION ALL (SELECT 1 FROM runs WHERE read_checks IS NOT NULL OR checks IS NOT NULL LIMIT 1)
"""
"""Whether any run has a flag, or had one; to plan what is done with none takes longer."""
_GIVE = f"""
UPDATE runs SET checks = NULL, {UNSETTLED}
WHERE checks IS NOT NULL AND rowid NOT IN (SELECT place FROM flagged);
UPDATE runs SET checks = flagged.checks, {UNSETTLED} FROM flagged
WHERE runs.rowid = flagged.place AND runs.checks IS DISTINCT FROM flagged.checks;
DROP TABLE flagged
"""
_KEEP_USUAL = "DELETE FROM unchecked; INSERT INTO unchecked FROM usual"
_FORGET = "DROP TABLE {0}"


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Work out which checks runs don't pass: `checks`, the names of them with a space between, NULL
    for none. Kept in the table `unchecked` is of which workers a check says nothing. Needs what
    store/derived/retries.py gives runs."""
    if connection.execute(_SHOWN).fetchone() is None:
        return
    previews.refresh(connection)
    reading.refresh(connection)
    connection.execute(_NO_USUAL)
    if connection.execute(_READ).fetchone():
        connection.execute(_USUAL)
    signs = signs_of(connection)
    invisible.find(connection, signs)
    duplicates.find(connection, signs)
    if connection.execute(_ANY).fetchone():
        connection.execute(_FLAGGED)
        connection.execute(_GIVE)
    connection.execute(_KEEP_USUAL)
    for name in ("usual", "invisible", "duplicates"):
        connection.execute(_FORGET.format(name))

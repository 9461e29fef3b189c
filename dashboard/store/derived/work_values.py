"""Where what a worker has goes with its work: tools that each record type or task brings with it.

A value that changes with every change of the kind of work, and comes back with it, was changed by
nobody. The rule looks at kinds and values alone, never at how runs ended. Where a worker's value
changes from one run to the next, the kind of work

- explains it, if it changes too, the kind before keeps its value when it comes again, and the kind
  after had its value when it was there last;
- may explain it, if it changes too and neither kind is there another time;
- does not, in all other cases: a true change shows within the kinds that go on.
"""

from __future__ import annotations

import duckdb

WITH_WORK = ("context", "tools")
"""What may go with the kind of work; changed instructions, models and status are always told."""
KINDS = ("record_type", '"trigger"', "coalesce(task_id, record_id)")
"""What may bring its own values, the widest first."""
OFTEN = 3
"""So many changes that the kind of work explains are no accident."""
CHANCE = 0.001
"""Nor are so many that it may explain, if changes that know nothing of the kinds of work would all
fall between two of them less often than this."""

_EXPLAINED = """
WITH seen AS (
    SELECT worker_id, created_at, {value} AS value, {kind} AS kind FROM {source}
    WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import' AND ({value}) IS NOT NULL
),
several AS (SELECT worker_id FROM seen GROUP BY ALL HAVING min(value) <> max(value)),
of_kind AS (
    SELECT *, lag(value) OVER own AS was, lead(value) OVER own AS stays,
        row_number() OVER own AS place  -- of one time and value, too
    FROM seen SEMI JOIN several USING (worker_id)
    WINDOW own AS (PARTITION BY worker_id, kind ORDER BY created_at, value)
),
steps AS (
    SELECT worker_id, value <> lead(value) OVER along AS turns,
        kind IS DISTINCT FROM lead(kind) OVER along AS other, value = stays AS kept,
        lead(value) OVER along = lead(was) OVER along AS known
    FROM of_kind WINDOW along AS (PARTITION BY worker_id ORDER BY created_at, kind, value, place)
    QUALIFY turns IS NOT NULL
)
SELECT worker_id FROM steps GROUP BY worker_id
HAVING 2 * count(*) FILTER (turns AND other AND coalesce(kept, true) AND coalesce(known, true))
        > count(*) FILTER (turns)
    AND (count(*) FILTER (
            turns AND other AND coalesce(kept, known) AND coalesce(known, kept)
        ) >= $often
        OR (count(*) FILTER (turns AND other AND kept IS NULL AND known IS NULL) >= $often
            AND count(*) FILTER (turns AND NOT (
                other AND coalesce(kept, true) AND coalesce(known, true))) = 0
            AND pow(avg(other::INTEGER), count(*) FILTER (turns)) < $chance))
"""


def kinds_with_values(
    connection: duckdb.DuckDBPyConnection, value: str, source: str
) -> dict[str, str]:
    """By worker what brings its values with it, an expression over runs; only for workers of which
    that is so.

    value: what runs have, an expression; source: what it is read from.
    """
    found: dict[str, str] = {}
    for kind in KINDS:
        sql = _EXPLAINED.format(value=value, kind=kind, source=source)
        rows = connection.execute(sql, {"often": OFTEN, "chance": CHANCE}).fetchall()
        for (worker,) in rows:
            found.setdefault(worker, kind)
    return found

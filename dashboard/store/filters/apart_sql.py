"""Runs that stand in a table of their own, and calls that are counted in one, as SQL."""

from __future__ import annotations

from dashboard.store.filters.filter_sql import (
    RUNS,
    Clause,
    Ids,
    RunTable,
    condition,
    counted_cte,
)
from dashboard.store.filters.filters import Filters

_COUNTED = "SELECT category, calls FROM history.categories_called run WHERE {}"
_EACH = """
SELECT call.category AS category, 1 AS calls
FROM (SELECT unnest(tools_called) AS call FROM {} run WHERE {})
"""


def open_or_bad_cte(filters: Filters, zone: str, ids: Ids = (), *, of: RunTable) -> Clause:
    """The common table expression `open_or_bad`: the chosen runs, of which a question only asks for
    those that have not ended, and for those that were bad where it is told why.

    of: the table of these, OPEN_OR_BAD (derived/open_or_bad.py) or RUNS.
    """
    chosen = condition(filters, zone, ids=ids)
    source = of.caused if filters.by_cause else of.table
    return Clause(
        f"open_or_bad AS NOT MATERIALIZED (SELECT * FROM {source} run WHERE {chosen.sql})",
        chosen.values,
    )


def calls_cte(
    filters: Filters, zone: str, source: RunTable, ids: Ids = (), *, counted: bool
) -> Clause:
    """The common table expressions `run_counts`, as in counted_cte(), and `calls_counted`: how many
    calls of tools, in `calls`, the chosen runs made of each category, NULL where none is known; a
    category may have several rows.

    counted: whether the calls of each worker are counted (derived/categories_called.py), which only
    tell of runs that are chosen by worker.
    """
    chosen = counted_cte(filters, zone, source, ids)
    among = condition(filters, zone, ids=ids).sql
    table = RUNS.caused if filters.by_cause else RUNS.table
    known = counted and filters.by_worker_alone
    calls = _COUNTED.format(among) if known else _EACH.format(table, among)
    return Clause(f"{chosen.sql}, calls_counted AS ({calls})", chosen.values)

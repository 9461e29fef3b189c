"""What questions tell of workers by all of their runs: out of its table, or of the chosen runs."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.store.derived.prepared import PREPARED
from dashboard.store.filters.filter_sql import (
    Clause,
    Ids,
    RunTable,
    condition,
    counted_cte,
    runs_cte,
)
from dashboard.store.filters.filters import Filters
from dashboard.store.questions import counts_read, text_of


def prepared_cte(
    name: str, filters: Filters, zone: str, ids: Ids, *, source: RunTable, there: Collection[str]
) -> Clause:
    """The common table expressions of the chosen runs, and one of that name: what
    queries/<name>.sql tells of them.

    source: where runs are counted; there: the names of which all is prepared for all runs
    (derived/prepared.py), which is told of any workers whose runs are all chosen.
    """
    if name in there and _chooses_whole_workers(filters, ids):
        chosen = runs_cte(filters, zone, ids)
        among = condition(filters, zone, ids=ids).sql
        told = f"SELECT * FROM history.{name} run WHERE {among}"
        return Clause(f"{chosen.sql}, {name} AS ({told})", chosen.values)
    counted = counted_cte(filters, zone, source, ids, reads=counts_read(name))
    return Clause(
        f"{counted.sql}, {name} AS MATERIALIZED ({text_of(name)})",
        counted.values | PREPARED[name],
    )


def _chooses_whole_workers(filters: Filters, ids: Ids) -> bool:
    """Whether filters choose all or none of each worker's runs. A name may be that of a part."""
    workers = {*filters.chosen("worker"), *filters.chosen("worker", drop=True)}
    return filters.by_worker_alone and all(("worker", one) in ids for one in workers)

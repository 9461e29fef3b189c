"""Two sets of runs as SQL, and the sample of them that they are compared by."""

from __future__ import annotations

from collections.abc import Callable, Collection

from dashboard.store.dimensions.described import described
from dashboard.store.filters.filter_sql import RUNS, Clause, Ids, RunTable, condition
from dashboard.store.filters.filters import Filters


def sides_cte(
    filters: Filters,
    a: Filters,
    b: Filters,
    zone: str,
    ids: Ids = (),
    *,
    with_causes: Callable[[str], str],
    reads: Collection[str] = (),
    of: RunTable = RUNS,
    counted: RunTable = RUNS,
) -> Clause:
    """The common table expressions `sides`, the chosen rows with whether they are in the sets a and
    b, in the columns in_a and in_b; and `counted_sides`, rows that stand for these. Of a question
    that reads a sample (macros/attributes.sql) also `named_sides`, the rows of that with their
    cause, and `described`, what is compared of them.

    with_causes: SQL for the rows of a table with their cause. To join every run with its cause
    takes longer than most that is asked of sides, so that the sample is taken first. reads: the
    rows that the question reads; of: the table of the rows, RUNS or DRAWN; counted: that of
    counted_sides.
    """
    base, in_a, in_b = (
        condition(chosen, zone, prefix, ids)
        for chosen, prefix in ((filters, ""), (a, "a_"), (b, "b_"))
    )
    caused = any(chosen.by_cause for chosen in (filters, a, b))
    source = f"({with_causes(of.table)})" if caused else of.table
    rows = counted.caused if caused else counted.table
    placed = f"({in_a.sql}) AS in_a, ({in_b.sql}) AS in_b"
    sql = (
        f"sides AS NOT MATERIALIZED (SELECT *, {placed} FROM {source} run WHERE {base.sql}),"
        f" counted_sides AS (SELECT {counted.columns}, {placed} FROM {rows} run WHERE {base.sql})"
    )
    if "named_sides" in reads or "described" in reads:
        named = "FROM sample" if caused else with_causes("sample")
        sql += f", {_SAMPLE}, named_sides AS ({named})"
    if "described" in reads:
        sql += f", {_COMPARED}, described AS ({described()})"
    return Clause(sql, base.values | in_a.values | in_b.values)


_SAMPLE = "sample AS (SELECT * FROM sides run WHERE sampled(run, $every_a, $every_b))"
_COMPARED = """
named AS MATERIALIZED (SELECT *, in_a AS a FROM named_sides),
several AS (
    SELECT a, cluster, count(*) AS m FROM named WHERE NOT alone IS TRUE
    GROUP BY a, cluster HAVING count(*) > 1
),
compared AS MATERIALIZED (
    SELECT named.* REPLACE (several.cluster AS cluster)
    FROM named LEFT JOIN several
        ON several.a = named.a AND several.cluster = named.cluster AND NOT named.alone IS TRUE
)"""
"""Most runs of a sample are the only one of their cluster there."""

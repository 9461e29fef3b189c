"""Filters as SQL: conditions whose names are declared and whose values are bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.store.dimensions.dimension import Dimension, Kind
from dashboard.store.dimensions.known import named
from dashboard.store.filters.filters import Filters


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition in SQL and the values bound in it."""

    sql: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RunTable:
    """Where runs are counted: a table of them, the same with their causes, and what its columns
    lack of those that are counted with."""

    table: str
    caused: str
    lacks: str = ""


RUNS = RunTable(
    "history.runs",
    "caused",
    ", 1 AS n, work IS NOT NULL AS linked, coalesce('task ' || (work ->> 1), work) AS task,"
    " created_at AS last",
)
GATHERED = RunTable("history.gathered", "caused_gathered")


def counted_cte(filters: Filters, zone: str, source: RunTable) -> Clause:
    """The common table expression `run_counts`: rows that stand for the chosen runs."""
    chosen = condition(filters, zone, known=source.table)
    table = source.caused if filters.by_cause else source.table
    return Clause(
        f"run_counts AS (SELECT *{source.lacks} FROM {table} run WHERE {chosen.sql})", chosen.values
    )


def runs_cte(filters: Filters, zone: str) -> Clause:
    """The common table expressions `runs`, the chosen rows of the history, and `failures`, those of
    them that failed, with their cause. Runs are joined with causes only where that is asked for.

    zone: of weekdays and hours.
    """
    chosen = condition(filters, zone)
    source = "caused" if filters.by_cause else "history.runs"
    return Clause(
        f"runs AS (SELECT * FROM {source} run WHERE {chosen.sql}),"
        f" failures AS (SELECT * FROM caused run WHERE outcome = 'failed' AND {chosen.sql})",
        chosen.values,
    )


def valued_cte(
    filters: Filters, dimension: Dimension, zone: str, source: RunTable = RUNS
) -> Clause:
    """The common table expressions of the chosen runs and `valued`: rows that stand for these, with
    what each has of a dimension in the column value; of a list a row for every element."""
    chosen, held = condition(filters, zone, known=source.table), expression(dimension, "by_")
    listed = dimension.kind is Kind.LIST
    value = f"unnest(list_distinct({held.sql}))" if listed else held.sql
    table = source.caused if filters.by_cause or dimension.caused else source.table
    return Clause(
        f"{runs_cte(filters, zone).sql}, valued AS ("
        f"SELECT run.*{source.lacks}, {value} AS value FROM {table} run WHERE {chosen.sql})",
        chosen.values | held.values | zoned(held.sql, zone),
    )


def sides_cte(filters: Filters, a: Filters, b: Filters, zone: str) -> Clause:
    """The common table expression `sides`: the chosen rows, with their cause and with whether they
    are in the sets a and b, in the columns in_a and in_b."""
    base, in_a, in_b = (
        condition(chosen, zone, prefix) for chosen, prefix in ((filters, ""), (a, "a_"), (b, "b_"))
    )
    return Clause(
        f"sides AS (SELECT *, ({in_a.sql}) AS in_a, ({in_b.sql}) AS in_b FROM caused run"
        f" WHERE {base.sql})",
        base.values | in_a.values | in_b.values,
    )


def condition(filters: Filters, zone: str, prefix: str = "", known: str = "history.runs") -> Clause:
    """What the row `run` must fulfil to be chosen: true or false, never NULL.

    Column names come from the declared dimensions only; every value is bound, under a name that
    begins with prefix; so is the zone where it is asked for, as $zone. known: the table that tells
    which ids there are.
    """
    tests: list[str] = []
    values: dict[str, Any] = {}
    for sign, bound, moment in ((">=", "since", filters.since), ("<", "until", filters.until)):
        if moment:
            tests.append(f"created_at {sign} ${prefix}{bound}")
            values[f"{prefix}{bound}"] = moment
    if filters.since or filters.until:  # a time that we gave is in no period
        tests.append("time_basis IS DISTINCT FROM 'import'")
    if filters.latest_only:
        tests.append("coalesce(is_latest, false)")
    for choices, how in ((filters.keep, "keep"), (filters.drop, "drop")):
        for n, (name, chosen) in enumerate(choices):
            clause = _choice(named(name), chosen, f"{prefix}{how}_{n}", known)
            tests.append(clause.sql if how == "keep" else f"NOT ({clause.sql})")
            values |= clause.values
    return Clause(" AND ".join(tests) or "true", values | zoned("".join(tests), zone))


def zoned(sql: str, zone: str) -> dict[str, str]:
    """The zone, to be bound where a text asks for it."""
    return {"zone": zone} if "$zone" in sql else {}


def _choice(dimension: Dimension, chosen: tuple[str, ...], prefix: str, known: str) -> Clause:
    """True or false, never NULL, so that its negation keeps the rows without a value."""
    values = {f"{prefix}_{n}": value for n, value in enumerate(chosen)}
    held = expression(dimension, f"{prefix}_")
    tests = []
    if dimension.kind is Kind.TEXT:
        tests += [
            f"coalesce(contains(lower(run.{column}), lower(${key})), false)"
            for column in dimension.columns
            for key in values
        ]
    elif dimension.kind is Kind.LIST:
        tests += [f"coalesce(list_contains({held.sql}, ${key}), false)" for key in values]
    else:
        tests += [f"coalesce({test}, false)" for test in _equal(dimension, values, known)]
    return Clause(f"({' OR '.join(tests)})", values | held.values)


def expression(dimension: Dimension, prefix: str = "") -> Clause:
    """What the row `run` has of a dimension; values that it names are bound under names that begin
    with prefix."""
    sql = dimension.value
    for name, _ in dimension.bound:
        sql = sql.replace(f"${name}", f"${prefix}{name}")
    return Clause(sql, {f"{prefix}{name}": value for name, value in dimension.bound})


def _equal(dimension: Dimension, values: Iterable[str], table: str) -> Iterator[str]:
    """Whether a run's value is one of those; or a name of it is, which is nobody's value."""
    listed = ", ".join(f"${key}" for key in values)
    yield f"{dimension.value} IN ({listed})"
    if not dimension.sql:
        key, *names = dimension.columns
        known = f"SELECT {key} FROM {table} WHERE {key} IN ({listed})"
        for name in names:
            yield f"run.{name} IN ({listed}) AND run.{name} NOT IN ({known})"

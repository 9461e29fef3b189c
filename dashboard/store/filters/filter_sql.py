"""Filters as SQL: conditions whose names are declared and whose values are bound."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.store.dimensions.dimension import NONE, Dimension, Kind
from dashboard.store.dimensions.known import named
from dashboard.store.filters.filters import Filters
from dashboard.store.tables import COUNTED_TOO


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition in SQL and the values bound in it."""

    sql: str
    values: dict[str, Any]


Ids = Collection[tuple[str, str]]
"""Of the chosen values of dimensions those that are somebody's id, each with the dimension's name;
any other value may be a name."""


@dataclass(frozen=True, slots=True)
class RunTable:
    """Where runs are counted: a table of them, the same with their causes, and the columns that are
    counted with; and with these `customers`, whether customers see what a run created."""

    table: str
    caused: str
    columns: str = "run.*"
    seen: str = "run.*"

    @property
    def name(self) -> str:
        """Of the table in its generation."""
        return self.table.removeprefix("history.")


_COUNTED = (
    "run.* REPLACE (CASE WHEN NOT alone IS TRUE THEN cluster END AS cluster,"
    " CASE WHEN NOT alone IS TRUE THEN work END AS work),"
    " 1 AS n, 1 AS alike,"
    f" {', '.join(f'({test})::BIGINT AS {name}' for name, test in COUNTED_TOO.items())},"
    " run_id AS oldest, run_id AS newest,"
    " run.work IS NOT NULL AS linked, created_at AS last,"
    " CASE WHEN NOT alone IS TRUE THEN coalesce('task ' || (work ->> 1), work) END AS task"
)
_SEEN = f"{_COUNTED}, customers_see(run) AS customers"
"""To plan this takes as long as all the rest of most questions, also where nobody reads it."""
RUNS = RunTable("history.runs", "caused", _COUNTED, _SEEN)
GATHERED = RunTable("history.gathered", "caused_gathered")
TALLIED = RunTable("history.tallied", "history.tallied")
SET_UPS = RunTable("history.set_ups", "history.set_ups")
TRIES = RunTable("history.tries", "history.tries")
DRAWN = RunTable("history.drawn", "caused")  # with their causes all runs are read
RECENT = RunTable("history.recent", "caused_recent")
OPEN_OR_BAD = RunTable("history.open_or_bad", "caused_open_or_bad")


def counted_cte(
    filters: Filters,
    zone: str,
    source: RunTable,
    ids: Ids = (),
    *,
    whole: RunTable = RUNS,
    reads: Collection[str] = ("run_counts",),
) -> Clause:
    """The common table expressions of the chosen runs, and those that a question reads of
    `run_counts`, rows that stand for these, `kind_counts`, the same with their causes,
    `seen_counts`, also with whether customers see what they created, `checked_counts`, with what
    checks find in their outputs, and `setup_counts`, with their set-ups; and `every_setup`, the
    same of all runs, whichever are chosen, out of the table that whole is. To plan those that
    nobody reads takes longer than to count some thousand runs.
    """
    chosen = condition(filters, zone, ids=ids)
    table = source.caused if filters.by_cause else source.table
    counts = f"SELECT {source.columns} FROM {table} run WHERE {chosen.sql}"
    made = dict.fromkeys(("run_counts", "checked_counts", "setup_counts"), counts) | {
        "kind_counts": f"SELECT {source.columns} FROM {source.caused} run WHERE {chosen.sql}",
        "seen_counts": f"SELECT {source.seen} FROM {source.caused} run WHERE {chosen.sql}",
        "every_setup": f"SELECT {whole.columns} FROM {whole.table} run",
    }
    read = "".join(f", {name} AS ({sql})" for name, sql in made.items() if name in reads)
    return Clause(f"{runs_cte(filters, zone, ids).sql}{read}", chosen.values)


def runs_cte(filters: Filters, zone: str, ids: Ids = (), *, of: RunTable = RUNS) -> Clause:
    """The common table expressions `runs`, the chosen rows of the history, and `failures`, those of
    them that failed, with their cause. Runs are joined with causes only where that is asked for.

    zone: of weekdays and hours; of: the table of the chosen rows, RUNS or one of some runs.
    """
    chosen = condition(filters, zone, ids=ids)
    source = of.caused if filters.by_cause else of.table
    return Clause(
        f"runs AS NOT MATERIALIZED (SELECT * FROM {source} run WHERE {chosen.sql}),"
        f" failures AS (SELECT * FROM caused run WHERE outcome = 'failed' AND {chosen.sql})",
        chosen.values,
    )


def newest_cte(
    filters: Filters,
    zone: str,
    ids: Ids = (),
    *,
    of: RunTable = RUNS,
    with_causes: Callable[[str], str],
) -> Clause:
    """The common table expressions of the chosen runs and `newest_chosen`: of these the newest,
    $shown of them after the $after first ones. Where runs are joined with causes, which are as new
    as these is looked up first: to join them with all that is read of a run, or with its id, takes
    longer than all the rest.

    of: the table of the runs, RUNS or RECENT; with_causes: SQL for the rows of a table with their
    cause.
    """
    chosen = runs_cte(filters, zone, ids, of=of)
    order = "ORDER BY created_at DESC, run_id DESC LIMIT $shown OFFSET $after"
    if of is not RUNS or not filters.by_cause:
        newest = f"SELECT * FROM runs run {order}"
        return Clause(f"{chosen.sql}, newest_chosen AS ({newest})", chosen.values)
    placed = with_causes(f"(SELECT rowid AS at_row, * FROM {RUNS.table})")
    among = condition(filters, zone, ids=ids).sql
    return Clause(
        f"{chosen.sql}, timed AS MATERIALIZED ("
        f"SELECT at_row, created_at FROM ({placed}) run WHERE {among}),"
        " which AS MATERIALIZED ("
        f"SELECT rowid AS at_row FROM {RUNS.table} WHERE rowid IN ({_AS_NEW}) {order}),"
        f" newest_chosen AS ("
        f"SELECT * FROM {RUNS.table} WHERE rowid IN (SELECT at_row FROM which))",
        chosen.values,
    )


_AS_NEW = """
SELECT at_row FROM timed WHERE created_at >= (
    SELECT min(created_at) FROM (
        SELECT created_at FROM timed ORDER BY created_at DESC LIMIT $shown + $after
    )
)"""


def valued_cte(
    filters: Filters, dimension: Dimension, zone: str, source: RunTable = RUNS, ids: Ids = ()
) -> Clause:
    """The common table expressions of the chosen runs and `valued`: rows that stand for these, with
    what each has of a dimension in the column value, NULL for nothing; of a list a row for every
    element."""
    chosen, held = condition(filters, zone, ids=ids), expression(dimension, dimension.values, "by_")
    table = source.caused if filters.by_cause or dimension.caused else source.table
    return Clause(
        f"{runs_cte(filters, zone, ids).sql}, valued AS ("
        f"SELECT {source.columns}, {held.sql} AS value FROM {table} run WHERE {chosen.sql})",
        chosen.values | held.values | zoned(held.sql, zone),
    )


def condition(filters: Filters, zone: str, prefix: str = "", ids: Ids = ()) -> Clause:
    """What the row `run` must fulfil to be chosen: true or false, never NULL.

    Column names come from the declared dimensions only; every value is bound, under a name that
    begins with prefix; so is the zone where it is asked for, as $zone.
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
            clause = _choice(named(name), chosen, f"{prefix}{how}_{n}", ids)
            if how == "keep" and named(name).only and NONE not in chosen:
                tests.append(f"coalesce({named(name).only}, false)")
            tests.append(clause.sql if how == "keep" else f"NOT ({clause.sql})")
            values |= clause.values
    return Clause(" AND ".join(tests) or "true", values | zoned("".join(tests), zone))


def known_ids(dimension: Dimension, source: RunTable) -> str:
    """SQL: which of the bound $values are ids of a dimension that has names."""
    own = dimension.columns[0]
    return (
        f"SELECT DISTINCT {own} AS id FROM {source.table}"
        f" WHERE {own} IN (SELECT unnest($values::VARCHAR[]))"
    )


def zoned(sql: str, zone: str) -> dict[str, str]:
    """The zone, to be bound where a text asks for it."""
    return {"zone": zone} if "$zone" in sql else {}


def _choice(dimension: Dimension, chosen: tuple[str, ...], prefix: str, ids: Ids) -> Clause:
    """True or false, never NULL, so that its negation keeps the rows without a value."""
    values = {f"{prefix}_{n}": value for n, value in enumerate(chosen)}
    if dimension.kind is Kind.TEXT:
        tests = [
            f"contains(lower(run.{column}), lower(${key}))"
            for column in dimension.columns
            for key in values
        ]
        return Clause(_any_of(tests), values)
    named = {key: value for key, value in values.items() if value != NONE}
    lacked = [dimension.lacked] if len(named) < len(values) else []
    if dimension.kind is Kind.LIST:
        tests = [f"list_contains({dimension.value}, ${key})" for key in named]
    else:
        tests = list(_equal(dimension, named, ids)) if named else []
    held = expression(dimension, _any_of([*tests, *lacked]), f"{prefix}_")
    return Clause(held.sql, named | held.values)


def _any_of(tests: Iterable[str]) -> str:
    return f"({' OR '.join(f'coalesce({test}, false)' for test in tests)})"


def expression(dimension: Dimension, sql: str, prefix: str = "") -> Clause:
    """An expression over the row `run` that asks for what it has of a dimension; values that the
    dimension names are bound under names that begin with prefix."""
    for name, _ in dimension.bound:
        sql = sql.replace(f"${name}", f"${prefix}{name}")
    return Clause(sql, {f"{prefix}{name}": value for name, value in dimension.bound})


def _equal(dimension: Dimension, values: Mapping[str, str], ids: Ids) -> Iterator[str]:
    """Whether a run's value is one of those; or a name of it is, which is nobody's value."""
    if not dimension.has_names:
        yield f"{dimension.value} IN ({_bound(values)})"
        return
    own, *names = dimension.columns
    if known := [key for key, value in values.items() if (dimension.name, value) in ids]:
        yield f"run.{own} IN ({_bound(known)})"
    if others := [key for key in values if key not in known]:
        yield from (f"run.{name} IN ({_bound(others)})" for name in names)


def _bound(keys: Iterable[str]) -> str:
    return ", ".join(f"${key}" for key in keys)

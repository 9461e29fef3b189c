"""The one filter type: read from a link or a command line, written to a link, turned into SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode
from zoneinfo import ZoneInfo

from dashboard.errors import FilterInvalid
from dashboard.records.times import clocks_change
from dashboard.store.dimensions import BY_NAME, DIMENSIONS, Dimension

ENDINGS = ("outcome", "cause", "error-type")
"""Dimensions that say how a run ended."""

Choices = tuple[tuple[str, tuple[str, ...]], ...]
"""Per dimension name, the chosen values; sorted, so that equal filters are equal."""


NAMES = tuple(dimension.name for dimension in DIMENSIONS)
PARAMS = frozenset(
    ["since", "until", "week", "latest-only", *NAMES, *(f"not-{name}" for name in NAMES)]
)
"""The parameters of a link that are filters."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which runs are meant.

    since: first instant, inclusive; until: end, exclusive (both aware, None: open); keep: a run
    must hold one of the values of every dimension named; drop: it must hold none of them (a run
    without a value is kept); latest_only: only the latest run of each task.
    """

    since: datetime | None = None
    until: datetime | None = None
    keep: Choices = ()
    drop: Choices = ()
    latest_only: bool = False

    def choosing(self, name: str, values: Iterable[str], *, drop: bool = False) -> Filters:
        """The same filters with the values of one dimension replaced; no values removes it."""
        old = dict(self.drop if drop else self.keep)
        old[name] = tuple(dict.fromkeys(values))
        choices = tuple(sorted((key, chosen) for key, chosen in old.items() if chosen))
        return replace(self, drop=choices) if drop else replace(self, keep=choices)

    def chosen(self, name: str, *, drop: bool = False) -> tuple[str, ...]:
        """The values chosen for one dimension."""
        return dict(self.drop if drop else self.keep).get(name, ())

    def of_worker(self, worker_id: str) -> Filters:
        """The same filters for one worker, whichever workers they chose."""
        return self.choosing("worker", [worker_id]).choosing("worker", (), drop=True)

    def within(self, since: datetime | None, until: datetime | None) -> Filters:
        """The same filters over another period."""
        return replace(self, since=since, until=until)

    @property
    def by_ending(self) -> bool:
        """Whether runs are chosen by how they ended, so that a rate of endings says nothing."""
        return any(name in ENDINGS for name, _ in (*self.keep, *self.drop))

    @property
    def by_cause(self) -> bool:
        """Whether runs are chosen by their cause."""
        return any(name == "cause" for name, _ in (*self.keep, *self.drop))


ALL = Filters()


@dataclass(frozen=True, slots=True)
class Parsed:
    """Filters read from a link, and what the link asked for that cannot be followed, in words."""

    filters: Filters
    ignored: tuple[str, ...] = field(default=())


def parse(params: Mapping[str, Sequence[str]], zone: str) -> Parsed:
    """Read filters from the parameters of a link or a command line.

    params: names as in DIMENSIONS, not-NAME, since, until, week, latest-only; dates are days of
    the workspace's zone, `until` is the last day; a time that a change of clocks leaves open is
    read by the clock before it. Names that are none of these are not ours and are passed over; a
    date that is none is reported in `ignored`.
    """
    filters, ignored = Filters(), []
    for name in BY_NAME:
        filters = filters.choosing(name, params.get(name, ()))
        filters = filters.choosing(name, params.get(f"not-{name}", ()), drop=True)
    try:
        since, until = _period(params, zone)
        filters = filters.within(since, until)
    except FilterInvalid as error:
        ignored.append(error.what)
    latest = params.get("latest-only", ())
    return Parsed(replace(filters, latest_only=bool(latest) and latest[-1] != "no"), tuple(ignored))


def to_params(filters: Filters, zone: str) -> dict[str, list[str]]:
    """The parameters of a link that parse() reads back to the same filters."""
    params = {name: list(values) for name, values in filters.keep}
    params |= {f"not-{name}": list(values) for name, values in filters.drop}
    if filters.since:
        params["since"] = [_written(filters.since, zone, last_day=False)]
    if filters.until:
        params["until"] = [_written(filters.until, zone, last_day=True)]
    if filters.latest_only:
        params["latest-only"] = ["yes"]
    return params


def read_set(text: str, zone: str) -> Filters:
    """Filters written like a link's query: "outcome=failed&worker=Ann"; "" is all runs.

    Raises FilterInvalid for what is no filter.
    """
    params = parse_qs(text, keep_blank_values=True)
    for name in params:
        if name not in PARAMS:
            raise FilterInvalid(
                f"“{name}” is no filter.",
                remedy="Write sets like “outcome=failed&worker=Ann”; the names are those of links.",
            )
    parsed = parse(params, zone)
    if parsed.ignored:
        raise FilterInvalid(parsed.ignored[0])
    return parsed.filters


def write_set(filters: Filters, zone: str) -> str:
    """The text that read_set() reads back to the same filters."""
    return urlencode(to_params(filters, zone), doseq=True)


def _period(
    params: Mapping[str, Sequence[str]], zone: str
) -> tuple[datetime | None, datetime | None]:
    if week := params.get("week"):
        try:
            monday = datetime.strptime(f"{week[-1]}-1", "%G-W%V-%u").date()
        except ValueError:
            raise FilterInvalid(f"“{week[-1]}” is not a week; write it like 2026-W47.") from None
        return day_start(monday, zone), day_start(monday + timedelta(days=7), zone)
    since, until = params.get("since", ()), params.get("until", ())
    start = _instant(since[-1], zone, last_day=False) if since else None
    end = _instant(until[-1], zone, last_day=True) if until else None
    if start and end and start >= end:
        raise FilterInvalid(f"The period ends ({until[-1]}) before it begins ({since[-1]}).")
    return start, end


def moment(text: str, zone: str) -> datetime:
    """An instant to be kept, written as a date (its beginning) or a time; without an offset of its
    own it is of `zone`. Raises FilterInvalid, also for a time that a change of clocks leaves open.
    """
    found = _instant(text.strip(), zone, last_day=False)
    if _DAY.fullmatch(text.strip()) or not isinstance(found.tzinfo, ZoneInfo):
        return found
    return local_moment(found.replace(tzinfo=None), zone)


def local_moment(local: datetime, zone: str) -> datetime:
    """The instant of a local time. Raises FilterInvalid where a change of clocks leaves it open."""
    placed = local.replace(tzinfo=ZoneInfo(zone))
    if left_open := clocks_change(local, ZoneInfo(zone)):
        raise FilterInvalid(
            f"{local:%Y-%m-%dT%H:%M} {left_open}.",
            remedy=f"Write its offset, like {placed.isoformat(timespec='minutes')}.",
        )
    return placed


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _instant(text: str, zone: str, *, last_day: bool) -> datetime:
    day = ""
    try:
        if _DAY.fullmatch(text):
            return day_start(date.fromisoformat(text) + timedelta(days=last_day), zone)
        if _DAY.match(text):
            day = f"{date.fromisoformat(text[:10])}"
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    except (ValueError, OverflowError):
        if day and (clock := text[10:].removeprefix("T").strip()):
            raise FilterInvalid(f"“{clock}” is no time; write it like {day}T09:10.") from None
        raise FilterInvalid(f"“{text}” is not a date; write it like 2026-11-16.") from None


def _written(moment: datetime, zone: str, *, last_day: bool) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    if local.time() != time():
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return (local.date() - timedelta(days=last_day)).isoformat()


def day_start(day: date, zone: str) -> datetime:
    """The instant at which a day begins in a zone."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition in SQL and the values bound in it."""

    sql: str
    values: dict[str, Any]


def runs_cte(filters: Filters) -> Clause:
    """The common table expressions `runs`, the chosen rows of the history, and `failures`, those of
    them that failed, with their cause. Runs are joined with causes only where that is asked for."""
    chosen = condition(filters)
    source = "caused" if filters.by_cause else "history.runs"
    return Clause(
        f"runs AS (SELECT * FROM {source} WHERE {chosen.sql}),"
        f" failures AS (SELECT * FROM caused WHERE outcome = 'failed' AND {chosen.sql})",
        chosen.values,
    )


def sides_cte(filters: Filters, a: Filters, b: Filters) -> Clause:
    """The common table expression `sides`: the chosen rows with whether they are in the sets a and
    b, in the columns in_a and in_b."""
    base, in_a, in_b = condition(filters), condition(a, "a_"), condition(b, "b_")
    source = "caused" if filters.by_cause or a.by_cause or b.by_cause else "history.runs"
    return Clause(
        f"sides AS (SELECT *, ({in_a.sql}) AS in_a, ({in_b.sql}) AS in_b FROM {source}"
        f" WHERE {base.sql})",
        base.values | in_a.values | in_b.values,
    )


def condition(filters: Filters, prefix: str = "") -> Clause:
    """What a row of runs must fulfil to be chosen: true or false, never NULL.

    Column names come from the declared dimensions only; every value is bound, under a name that
    begins with prefix.
    """
    tests: list[str] = []
    values: dict[str, Any] = {}
    for sign, bound, moment in ((">=", "since", filters.since), ("<", "until", filters.until)):
        if moment:
            tests.append(f"created_at {sign} ${prefix}{bound}")
            values[f"{prefix}{bound}"] = moment
    if filters.latest_only:
        tests.append("is_latest")
    for choices, how in ((filters.keep, "keep"), (filters.drop, "drop")):
        for name, chosen in choices:
            clause = _choice(BY_NAME[name], chosen, f"{prefix}{how}_{name.replace('-', '_')}")
            tests.append(clause.sql if how == "keep" else f"NOT ({clause.sql})")
            values |= clause.values
    return Clause(" AND ".join(tests) or "true", values)


def _choice(dimension: Dimension, chosen: tuple[str, ...], prefix: str) -> Clause:
    """True or false, never NULL, so that its negation keeps the rows without a value."""
    values = {f"{prefix}_{n}": value for n, value in enumerate(chosen)}
    tests = []
    for column in dimension.looked_at:
        if dimension.holds == "value":
            tests.append(f"coalesce({_equals(dimension, column, values)}, false)")
        elif dimension.holds == "list":
            tests += [f"coalesce(list_contains({column}, ${key}), false)" for key in values]
        else:
            tests += [
                f"coalesce(contains(lower({column}), lower(${key})), false)" for key in values
            ]
    return Clause(f"({' OR '.join(tests)})", values)


def _equals(dimension: Dimension, column: str, values: Iterable[str]) -> str:
    listed = ", ".join(f"${key}" for key in values)
    key = dimension.columns[0]
    if column == key:
        return f"{key} IN ({listed})"
    ids = f"SELECT {key} FROM history.runs WHERE {key} IN ({listed})"
    return f"{column} IN ({listed}) AND {column} NOT IN ({ids})"

"""Filters as a link or a command line writes them, and the dates in both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import parse_qs, urlencode
from zoneinfo import ZoneInfo

from dashboard.errors import FilterInvalid
from dashboard.records.times import OFFSETS, offset_in_use
from dashboard.sources.mapping.zones import clocks_change
from dashboard.store.dimensions.known import FILTERS, is_one
from dashboard.store.dimensions.own_field import OWN
from dashboard.store.filters.against import BEFORE, DATES, MOVING, TO, Against
from dashboard.store.filters.filters import Filters

EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Between these all times lie that a filter or a record can name; the last is not one of them."""

NAMES = tuple(dimension.name for dimension in FILTERS)
PERIODS = ("since", "until", "week")
PERIOD = "period"
"""What a link names by these, where it can't be followed."""
COMPARE_WITH = "compare-with"
PARAMS = frozenset(
    [*PERIODS, COMPARE_WITH, "latest-only", *NAMES, *(f"not-{name}" for name in NAMES)]
)
"""The parameters of a link that are filters, but for those of fields that only exports know."""


def is_filter(param: str) -> bool:
    """Whether a parameter of a link is a filter."""
    return param in PARAMS or is_one(param.removeprefix("not-"))


@dataclass(frozen=True, slots=True)
class Ignored:
    """A part of a link that cannot be followed. part: what it is of; told: why, as a sentence."""

    part: str
    told: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """Filters read from a link, and what the link asked for that cannot be followed."""

    filters: Filters
    ignored: tuple[Ignored, ...] = field(default=())

    def followed(self) -> Filters:
        """The filters, where all that was asked for can be followed. Raises FilterInvalid."""
        if self.ignored:
            raise FilterInvalid(self.ignored[0].told)
        return self.filters


def parse(params: Mapping[str, Sequence[str]], zone: str) -> Parsed:
    """Read filters from the parameters of a link or a command line.

    params: names of dimensions, not-NAME, since, until, week, compare-with, latest-only; dates
    are days of the workspace's zone, `until` is the last day; a time that a change of clocks leaves
    open is read by the clock before it. Names that are none of these are not ours and are passed
    over; a date that is none, or what is neither yes nor no, is reported in `ignored`.
    """
    filters = Filters()
    ignored: list[Ignored] = []
    for param, values in params.items():
        name = param.removeprefix("not-")
        if values and is_one(name):
            filters = filters.choosing(name, values, drop=name != param)
    try:
        since, until = _period(params, zone)
        filters = filters.within(since, until)
    except FilterInvalid as error:
        ignored.append(Ignored(PERIOD, error.what))
    try:
        filters = filters.compared_with(_against(params.get(COMPARE_WITH, ()), zone))
    except FilterInvalid as error:
        ignored.append(Ignored("time to compare with", error.what))
    latest = (params.get("latest-only") or ["no"])[-1]
    if latest in ("yes", "no"):
        filters = replace(filters, latest_only=latest == "yes")
    else:
        told = f"{_quoted(latest)} is neither yes nor no."
        ignored.append(Ignored("choice of each task’s latest run", told))
    return Parsed(filters, tuple(ignored))


def to_params(filters: Filters, zone: str) -> dict[str, list[str]]:
    """The parameters of a link that parse() reads back to the same filters."""
    params = {name: list(values) for name, values in filters.keep}
    params |= {f"not-{name}": list(values) for name, values in filters.drop}
    if filters.since:
        params["since"] = [_written(filters.since, zone, last_day=False)]
    if filters.until:
        params["until"] = [_written(filters.until, zone, last_day=True)]
    if filters.against != BEFORE:
        params[COMPARE_WITH] = [_against_written(filters.against, zone)]
    if filters.latest_only:
        params["latest-only"] = ["yes"]
    return params


def read_set(text: str, zone: str) -> Filters:
    """Filters written like a link's query: "outcome=failed&worker=Ann"; "" is all runs.

    Raises FilterInvalid for what is no filter.
    """
    params = parse_qs(text, keep_blank_values=True)
    for name in params:
        if not is_filter(name) or name == COMPARE_WITH:
            raise FilterInvalid(
                f"“{name}” is no filter.",
                remedy="Write sets like “outcome=failed&worker=Ann”; the names are those of links, "
                f"and of a field of your export {OWN}NAME.",
            )
    return parse(params, zone).followed()


def write_set(filters: Filters, zone: str) -> str:
    """The text that read_set() reads back to the same filters."""
    return urlencode(to_params(filters.compared_with(BEFORE), zone), doseq=True)


def _period(
    params: Mapping[str, Sequence[str]], zone: str
) -> tuple[datetime | None, datetime | None]:
    _require_one(params)
    if week := params.get("week"):
        try:
            monday = datetime.strptime(f"{week[-1]}-1", "%G-W%V-%u").date()
        except ValueError:
            raise FilterInvalid(
                f"{_quoted(week[-1])} is not a week; write it like 2026-W47."
            ) from None
        if not EARLIEST.date() <= monday <= LATEST.date() - timedelta(days=7):
            raise _out_of_range(week[-1])
        return day_start(monday, zone), day_start(monday + timedelta(days=7), zone)
    since, until = params.get("since", ()), params.get("until", ())
    start = _instant(since[-1], zone, last_day=False) if since else None
    end = _instant(until[-1], zone, last_day=True) if until else None
    if start and end and start >= end:
        raise FilterInvalid(f"The period ends ({until[-1]}) before it begins ({since[-1]}).")
    return start, end


def _against(values: Sequence[str], zone: str) -> Against:
    """With what a period is compared, as a link says it. Raises FilterInvalid."""
    if len(named := dict.fromkeys(values)) > 1:
        raise FilterInvalid(
            f"A period is compared with one time, not {', '.join(map(_quoted, named))}."
        )
    how = values[-1] if values else BEFORE.how
    if how in MOVING:
        return Against(how)
    first, parted, last = how.partition(TO)
    if not parted:
        raise FilterInvalid(
            f"{_quoted(how)} is no time to compare with; write one of {', '.join(MOVING)}, or days "
            f"like 2026-11-02{TO}2026-11-08."
        )
    start, end = _instant(first, zone, last_day=False), _instant(last, zone, last_day=True)
    if start >= end:
        raise FilterInvalid(f"The time to compare with ends ({last}) before it begins ({first}).")
    return Against(DATES, start, end)


def _against_written(against: Against, zone: str) -> str:
    if against.since is None or against.until is None:
        return against.how
    first = _written(against.since, zone, last_day=False)
    return f"{first}{TO}{_written(against.until, zone, last_day=True)}"


def _require_one(params: Mapping[str, Sequence[str]]) -> None:
    """Raise FilterInvalid where more than one period is named: none of them is passed over."""
    for name in ("week", "since", "until"):
        if len(named := dict.fromkeys(params.get(name, ()))) > 1:
            raise FilterInvalid(f"A period has one {name}, not {', '.join(map(_quoted, named))}.")
    beside = [name for name in ("since", "until") if params.get(name)]
    if params.get("week") and beside:
        raise FilterInvalid(f"A week is a whole period: leave out {' and '.join(beside)}, or week.")


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
            named = date.fromisoformat(text)
            if not EARLIEST.year <= named.year < LATEST.year:
                raise _out_of_range(text)
            return day_start(named + timedelta(days=last_day), zone)
        if not _DAY.match(text):
            raise ValueError(text)
        day = f"{date.fromisoformat(text[:10])}"
        moment = datetime.fromisoformat(text)
        if not EARLIEST.year <= moment.year < LATEST.year:
            raise _out_of_range(text)
        if not offset_in_use(moment):
            raise FilterInvalid(f"{_quoted(text)} has an offset that no zone has; {OFFSETS}.")
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    except (ValueError, OverflowError):
        if day and (clock := text[10:].removeprefix("T").strip()):
            raise FilterInvalid(
                f"{_quoted(clock)} is no time; write it like {day}T09:10."
            ) from None
        raise FilterInvalid(f"{_quoted(text)} is not a date; write it like 2026-11-16.") from None


def _out_of_range(text: str) -> FilterInvalid:
    years = f"{EARLIEST.year} to {LATEST.year - 1}"
    return FilterInvalid(f"“{text}” is not in the years {years}.", remedy="Correct the year.")


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


def _written(moment: datetime, zone: str, *, last_day: bool) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    if local.time() != time():
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return (local.date() - timedelta(days=last_day)).isoformat()


def day_start(day: date, zone: str) -> datetime:
    """The instant at which a day begins in a zone."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))

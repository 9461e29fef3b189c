"""A first pass over all rows: which columns the export has, and what it leaves open about times."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from dashboard.errors import ExportRefused, QuestionOpen
from dashboard.records.rows import Answers
from dashboard.records.schema import TABLES, Kind
from dashboard.records.times import TwoNumbers, take_apart
from dashboard.sources import getters, paths
from dashboard.sources.faults import BadValue
from dashboard.sources.mapping import Mapping
from dashboard.sources.paths import Getter
from dashboard.sources.raw import MOST_COLUMNS, RawRow, Record, Table
from dashboard.sources.recognise import finder, loose, meant
from dashboard.sources.rules import Rule

_ORDERS = ("dmy", "mdy")


class DoubtfulTime(NamedTuple):
    """A time of the export that a question is about, and where it stands."""

    file: str
    place: str
    column: str
    text: str
    parts: TwoNumbers | None = None

    def __str__(self) -> str:
        return f'"{self.text}" ({self.file}, {self.place}, {self.column})'


@dataclass(slots=True)
class Times:
    """What the times of an export leave open, gathered from all its tables.

    naive: the first time without an offset, where the mapping names no zone; open_date: the first
    that could be two dates; orders: those that read every date so far.
    """

    naive: DoubtfulTime | None = None
    open_date: DoubtfulTime | None = None
    numeric: bool = False
    orders: set[str] = field(default_factory=lambda: set(_ORDERS))

    def look(
        self, text: str, example: Callable[[], DoubtfulTime], *, zone: bool, dates: bool
    ) -> None:
        """Take one time into account; zone, dates: whether the mapping says them itself."""
        try:
            found: datetime | TwoNumbers = take_apart(text)
        except BadValue:
            return  # the row will be rejected
        if isinstance(found, TwoNumbers):
            if not dates:
                self._narrow(found, example)
            found = found.rest
        if found.tzinfo is None and not zone and self.naive is None:
            self.naive = example()

    def _narrow(self, found: TwoNumbers, example: Callable[[], DoubtfulTime]) -> None:
        self.numeric = True
        if found.open:
            if self.open_date is None:
                self.open_date = example()._replace(parts=found)
            return
        for order in _ORDERS:
            try:
                found.read(order)
            except ValueError:
                self.orders.discard(order)

    @property
    def order(self) -> str | None:
        """The order of day and month that the dates prove; None if they prove none."""
        if len(self.orders) == 1:
            return next(iter(self.orders))
        return "dmy" if self.open_date is None else None  # no date differs between the two


def require_answers(times: Times, answers: Answers, format: str) -> None:
    """Raise QuestionOpen with all that must be answered before the times can be read."""
    questions = []
    if times.naive and answers.zone is None:
        questions.append(
            f"Which time zone are its times in? {times.naive} names none. Answer with "
            "--zone Europe/Berlin (or another zone), or --zone UTC; or write the offset into the "
            "file, like 2026-11-16T09:10:00+01:00."
        )
    if times.open_date and times.open_date.parts and times.order is None and answers.dates is None:
        parts = times.open_date.parts
        questions.append(
            f"Is the day or the month first? {times.open_date} could be "
            f"{_day(parts, 'dmy')} or {_day(parts, 'mdy')}. Answer with --dates dmy "
            f"({_day(parts, 'dmy')}) or --dates mdy ({_day(parts, 'mdy')})."
        )
    if questions:
        where = (times.naive or times.open_date or DoubtfulTime("", "", "", "")).file
        raise QuestionOpen(
            "The export leaves open what its times mean",
            where=where,
            remedy="\n".join(questions),
            format=format,
        )


def _day(parts: TwoNumbers, order: str) -> str:
    day = parts.read(order)
    return f"{day.day} {day:%B}"


class Survey:
    """What one table holds: how many rows, which keys, which canonical columns."""

    def __init__(self, table: str, mapping: Mapping, header: Iterable[str]) -> None:
        """header: the keys that are known beforehand to be there, as in a CSV file."""
        self.rows = 0
        self.keys: dict[str, None] = dict.fromkeys(header)
        self._mapping = mapping
        kinds = {column.name: str(column.kind) for column in TABLES[table]}
        self._rules = mapping.rules(kinds | {"instructions_text": "text"})
        self._times = [
            (name, rule)
            for name, rule in self._rules.items()
            if kinds.get(name) == Kind.TIME and rule.unit is None
        ]
        self._nested = {
            path: paths.has(path)
            for rule in self._rules.values()
            for path in rule.paths()
            if len(paths.parse(path)) > 1
        }
        self._found: set[str] = set()
        every = [path for _, rule in self._times for path in rule.paths()]
        self._roots = {loose(name) for path in every for name in (path, str(paths.parse(path)[0]))}
        self._read_keys = 0  # how many of the keys a time may be read from

    def run(self, table: Table, times: Times) -> None:
        """Read the whole table."""
        readers: list[tuple[Rule, str, Getter]] = []
        known = -1
        for row in table.rows():
            self.rows += 1
            if not isinstance(row, RawRow):
                continue
            if not row.values.keys() <= self.keys.keys():
                self._learn(table, row)
            if self._read_keys != known:
                known = self._read_keys
                readers = self._readers()
            self._look_nested(row.values)
            for rule, name, get in readers:
                value = _read(get, row.values)
                if type(value) is str and value and not _says_all(value):
                    self._look(times, table, row, rule, name, value)

    def _learn(self, table: Table, row: RawRow) -> None:
        """Note the keys that are new in a row. Raises ExportRefused when they are too many."""
        new = row.values.keys() - self.keys.keys()
        self.keys.update(dict.fromkeys(name for name in row.values if name in new))
        self._read_keys += sum(loose(name) in self._roots for name in new)
        if len(self.keys) > MOST_COLUMNS:
            raise ExportRefused(
                f"Its rows have more than {MOST_COLUMNS:,} different keys, which can't be columns",
                where=f"{table.file}, {table.counted} {row.line}",
                remedy="Put what belongs to one row under one key of it.",
            )

    def _readers(self) -> list[tuple[Rule, str, Getter]]:
        find = finder(self._mapping, self.keys)
        return [
            (rule, name, getters.compile_rule(rule, find))
            for name, rule in self._times
            if self._has(rule)
        ]

    def _look(
        self, times: Times, table: Table, row: RawRow, rule: Rule, name: str, value: str
    ) -> None:
        def example() -> DoubtfulTime:
            column = rule.path or self._key_of(rule) or name
            return DoubtfulTime(table.file, f"{table.counted} {row.line}", column, value)

        times.look(
            value,
            example,
            zone=bool(rule.zone or self._mapping.zone),
            dates=bool(rule.dates or self._mapping.dates),
        )

    def _look_nested(self, record: Record) -> None:
        if self._nested:
            here = [path for path, present in self._nested.items() if present(record)]
            self._found.update(here)
            for path in here:
                del self._nested[path]

    def _key_of(self, rule: Rule) -> str | None:
        return next((key for path in rule.paths() for key in self._matching(path)), None)

    def _matching(self, path: str) -> list[str]:
        return meant(path, self._mapping, self.keys)

    def _has(self, rule: Rule) -> bool:
        wanted = list(rule.paths())
        return not wanted or any(
            self._matching(path) or path in self._found or path in self._nested for path in wanted
        )

    def present(self, rule: Rule) -> bool:
        """Whether the rows hold anything that the rule reads."""
        wanted = list(rule.paths())
        always = not wanted or rule.otherwise is not None
        return always or any(self._matching(path) or path in self._found for path in wanted)

    def columns(self) -> frozenset[str]:
        """The canonical columns that the export has, those filled from others included."""
        found = {name for name, rule in self._rules.items() if self.present(rule)}
        if "instructions_text" in found:
            found.add("instructions_id")
        return frozenset(found)

    def silent_fields(self) -> list[str]:
        """The fields for which the mapping has a rule of its own that finds nothing."""
        own = self._mapping.fields or {}
        return [name for name, rule in own.items() if not self.present(rule)]

    def unused(self) -> list[str]:
        """The keys that no field reads."""
        used = {k for rule in self._rules.values() for p in rule.paths() for k in self._matching(p)}
        roots = {str(paths.parse(p)[0]) for rule in self._rules.values() for p in rule.paths()}
        return [key for key in self.keys if key not in used and key not in roots]


def _read(get: Getter, record: Record) -> Any:
    try:
        return get(record)
    except BadValue:
        return None  # the row will be rejected


def _says_all(text: str) -> bool:
    """Whether a time is written in the one way that leaves nothing open: 2026-11-16T…Z."""
    return text[-1] == "Z" and text[4:5] == "-" and text[10:11] == "T"

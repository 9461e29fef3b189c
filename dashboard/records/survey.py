"""A first pass over all rows: which columns the export has, and what it leaves open about times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.records.counted_times import is_number, is_written_together
from dashboard.records.half_days import HalfDays
from dashboard.records.open_times import DoubtfulTime, Times
from dashboard.records.schema import TABLES, ValueKind
from dashboard.records.scores import ScoreReader, UnreadScores
from dashboard.sources.mapping import getters
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import finder, loose, may_find, meant
from dashboard.sources.mapping.rules import Rule
from dashboard.sources.raw import paths
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.paths import Getter
from dashboard.sources.raw.raw import (
    MOST_COLUMNS,
    RESERVED,
    Fault,
    RawRow,
    Record,
    Table,
    beside_rejected,
)
from dashboard.sources.raw.raw_text import as_text, is_absent


class Survey:
    """What one table holds: how many rows, which keys, which canonical columns.

    rows: all of them; faults: those that can't be taken, though something stands in them.
    """

    def __init__(self, table: str, mapping: Mapping, header: Iterable[str]) -> None:
        """header: the keys that are known beforehand to be there, as in a CSV file."""
        self.rows = self.faults = 0
        self.keys: dict[str, None] = dict.fromkeys(header)
        self._mapping = mapping
        kinds = {column.name: str(column.kind) for column in TABLES[table]}
        self._rules = mapping.rules(kinds | {"instructions_text": "text"})
        self._times = [
            (name, rule)
            for name, rule in self._rules.items()
            if kinds.get(name) == ValueKind.TIME and rule.unit is None
        ]
        self._nested = {
            path: paths.has(path)
            for rule in self._rules.values()
            for path in rule.paths()
            if len(paths.parse(path)) > 1
        }
        self.scores = UnreadScores()
        self._halves = HalfDays()
        self._score = self._rules.get("score") if table == "runs" else None
        self._deep: dict[str, Getter] = {}
        self._filled: set[str] = set()
        self._found: set[str] = set()
        every = [path for _, rule in self._times for path in rule.paths()]
        self._roots = {loose(root) for path in every for root in paths.roots(path)}
        self._read_keys = 0  # how many of the keys a time may be read from

    def run(self, table: Table, times: Times) -> None:
        """Read the whole table."""
        self._deep = self._deep_rules()
        readers: list[tuple[Rule, str, Getter]] = []
        score = self._score_reader()
        known = -1
        for row in table.rows():
            self.rows += 1
            if not isinstance(row, RawRow):
                self.faults += _holds_anything(row)
                continue
            if not row.values.keys() <= self.keys.keys():
                self._learn(table, row)
                score = self._score_reader()
            if self._read_keys != known:
                known = self._read_keys
                readers = self._readers()
            self._look_nested(row.values)
            self._look_deep(row.values)
            if score:
                self.scores.look(score, row.values)
            for rule, name, get in readers:
                found = _read(get, row.values)
                for value in found if isinstance(found, list) else [found]:
                    if type(value) is str and value and _says_all(value):
                        times.spelled = True
                    elif value is not None and value != "":
                        self._look(times, table, row, rule, name, value)

    def _learn(self, table: Table, row: RawRow) -> None:
        """Note the keys that are new in a row. Raises ExportRefused when they are too many."""
        new = row.values.keys() - self.keys.keys()
        self.keys.update(dict.fromkeys(name for name in row.values if name in new))
        self._read_keys += sum(loose(name) in self._roots for name in new)
        self._deep = self._deep_rules()
        if len(self.keys) > MOST_COLUMNS:
            raise ExportRefused(
                f"Its rows have more than {MOST_COLUMNS:,} different keys, which can’t be columns",
                where=f"{row.file or table.file}, {table.counted} {row.line}",
                remedy="Put what belongs to one row under one key of it.",
            )

    def _deep_rules(self) -> dict[str, Getter]:
        """The rules that take lists apart and have found nothing so far."""
        find = finder(self._mapping, self.keys)
        return {
            name: getters.compile_rule(rule, find)
            for name, rule in self._rules.items()
            if rule.deep and name not in self._filled
        }

    def _readers(self) -> list[tuple[Rule, str, Getter]]:
        find = finder(self._mapping, self.keys)
        return [
            (rule, name, getters.compile_rule(replace(rule, pick=None), find))
            for name, rule in self._times
            if self._has(rule)
        ]

    def _score_reader(self) -> ScoreReader | None:
        keys = tuple(self.keys)
        if self._score is None or not may_find(self._score, self._mapping, keys):
            return None
        return ScoreReader(self._score, finder(self._mapping, keys))

    def _look(
        self, times: Times, table: Table, row: RawRow, rule: Rule, name: str, value: Any
    ) -> None:
        def example() -> DoubtfulTime:
            place = f"{table.counted} {row.line}"
            column = self._column_of(rule, name)
            return DoubtfulTime(row.file or table.file, place, column, as_text(value))

        counts = self._mapping.unit is not None
        if is_number(value) and (counts or not is_written_together(value)):
            if not counts:
                times.count(value, example)
            return
        if type(value) is not str:
            return  # the row will be rejected
        self._halves.look(name, value)
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

    def _look_deep(self, record: Record) -> None:
        """Note which of the rules that take lists apart have found anything so far."""
        for name, get in list(self._deep.items()):
            if not is_absent(_read(get, record)):
                self._filled.add(name)
                del self._deep[name]

    def _column_of(self, rule: Rule, name: str) -> str:
        """The column that the rule of that field reads, as the export calls it."""
        found = rule.path or self._key_of(rule)
        return found if found and found not in RESERVED else name

    def notices(self) -> tuple[str, ...]:
        """What is worth a word of the values, once all rows were read."""
        columns = {name: self._column_of(rule, name) for name, rule in self._times}
        return (*self.scores.notices(), *self._halves.notices(columns))

    def _key_of(self, rule: Rule) -> str | None:
        return next((key for path in rule.paths() for key in self._matching(path)), None)

    def _matching(self, path: str) -> list[str]:
        return meant(path, self._mapping, self.keys)

    def _has(self, rule: Rule) -> bool:
        wanted = list(rule.paths())
        return not wanted or any(
            self._matching(path) or path in self._found or path in self._nested for path in wanted
        )

    def present(self, name: str, rule: Rule) -> bool:
        """Whether the rows hold anything that the rule of that field reads."""
        if rule.deep:
            return name in self._filled
        wanted = list(rule.paths())
        always = not wanted or rule.otherwise is not None
        return always or any(self._matching(path) or path in self._found for path in wanted)

    def columns(self) -> frozenset[str]:
        """The canonical columns that the export has, those filled from others included."""
        found = {name for name, rule in self._rules.items() if self.present(name, rule)}
        if "instructions_text" in found:
            found.add("instructions_id")
        return frozenset(found)

    def silent_fields(self) -> list[str]:
        """The fields for which the mapping has a rule of its own that finds nothing."""
        own = self._mapping.fields or {}
        return [name for name, rule in own.items() if not self.present(name, rule)]

    def unused(self) -> list[str]:
        """The keys that no field reads."""
        used = {k for rule in self._rules.values() for p in rule.paths() for k in self._matching(p)}
        roots = {
            root for rule in self._rules.values() for p in rule.paths() for root in paths.roots(p)
        }
        ours = {*RESERVED, *filter(beside_rejected, self.keys)}
        return [key for key in self.keys if key not in used | roots | ours]


def _read(get: Getter, record: Record) -> Any:
    try:
        return get(record)
    except BadValue:
        return None  # the row will be rejected


def _says_all(text: str) -> bool:
    """Whether a time is written in the one way that leaves nothing open: 2026-11-16T…Z."""
    return text[-1] == "Z" and text[4:5] == "-" and text[10:11] == "T"


def _holds_anything(fault: Fault) -> bool:
    """Whether anything stands in a row that can't be taken, as where nothing can be read."""
    return not fault.readings or any(any(one.values()) for one in fault.readings)

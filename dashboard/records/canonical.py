"""A mapping and the declared columns become one function: from a raw row to a canonical row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from dashboard.records import convert
from dashboard.records.kept import Keeper
from dashboard.records.made import MadeRow, RowRejected, TakenOver
from dashboard.records.schema import TABLES, ValueKind
from dashboard.records.scores import ScoreReader, score
from dashboard.records.status_reader import status_reader
from dashboard.records.times import Clock
from dashboard.sources.mapping import getters
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import finder, key_of, may_find
from dashboard.sources.mapping.rules import Rule
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.numbers import Reckon
from dashboard.sources.raw.raw import Record

MakeClock = Callable[[Rule], Clock]
"""Gives the clock by which the times of a field are read."""

# Fields that stand in for each other where one is absent.
_STAND_INS = {
    "runs": (("worker_id", "worker"), ("worker", "worker_id"), ("task_id", "task_url")),
    "workers": (("worker_id", "worker"), ("worker", "worker_id")),
    "changes": (),
    "instructions": (),
}

NAMES_A_TASK = "[0-9/:_#-]"
"""What a link holds that tells one task from another: “Open”, which a page shows of each, has
none."""


def field_kinds(table: str) -> dict[str, str]:
    """The fields that a mapping may fill, with their kinds, instructions_text among them."""
    kinds = {column.name: str(column.kind) for column in TABLES[table]}
    return kinds | {"instructions_text": "text"}


def instructions_id(text: str) -> str:
    """The id of instructions of which only the text is known."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


class RowMaker:
    """Makes the canonical rows of one table.

    is_runs: whether it makes runs; keys: the keys that rows of this file have; now: the time of the
    import, as_of: that of the export, from which rows without a time get theirs if the mapping
    wants that.
    """

    def __init__(
        self,
        table: str,
        mapping: Mapping,
        keys: Iterable[str],
        clock: MakeClock,
        now: datetime,
        as_of: datetime | None,
    ) -> None:
        self._columns = TABLES[table]
        self._mapping = mapping
        self._now = now
        self._as_of = as_of if mapping.when_absent == "as_of" else None
        self.is_runs = table == "runs"
        self._at = {column.name: place for place, column in enumerate(self._columns)}
        known = tuple(keys)
        find = finder(mapping, known)
        rules = mapping.rules(field_kinds(table))
        extra = rules.pop("extra", None)
        text_rule = rules.pop("instructions_text", None)
        self._text = getters.compile_rule(text_rule, find) if text_rule else None
        status_rule = rules.pop("status", None)
        self._status = status_reader(status_rule, find) if self.is_runs and status_rule else None
        bare = replace(status_rule, values=None, otherwise=None) if status_rule else None
        self._status_key = key_of(bare, mapping, known) if bare else None
        self._steps = [
            (
                self._at[name],
                name,
                key_of(rule, mapping, known),
                getters.compile_rule(rule, find, self._reckoning(name, rule, clock)),
                self._converter(name, rule, clock),
            )
            for name, rule in rules.items()
            if may_find(rule, mapping, known)
        ]
        self._in_utc = frozenset(
            name
            for name, rule in rules.items()
            if self._columns[self._at[name]].kind is ValueKind.TIME and clock(rule).in_utc
        )
        self._stand_ins = [(self._at[a], self._at[b], a, b) for a, b in _STAND_INS[table]]
        self._required = [(self._at[c.name], c.name) for c in self._columns if c.required]
        used = {**rules, **({"instructions_text": text_rule} if text_rule else {})}
        has_own = extra is not None and may_find(extra, mapping, known)
        own = getters.compile_rule(extra, find) if extra and has_own else None
        status = mapping.rules({"status": ""}).get("status") if self.is_runs else None
        self._kept = Keeper(mapping, used, status, own, known, find)
        scored = "score" in used and may_find(used["score"], mapping, known)
        self._score = ScoreReader(used["score"], find) if scored else None
        unscored = {name: rule for name, rule in used.items() if name != "score"}
        self._kept_unscored = (
            Keeper(mapping, unscored, status, own, known, find) if scored else self._kept
        )
        self._takes_over = self.is_runs and not (
            (text_rule and may_find(text_rule, mapping, known))
            or mapping.when_absent != "reject"
            or rules.get("duration_ms", Rule()).unit
            or (mapping.good_at_least, mapping.good_at_most) != (None, None)
        )

    def _converter(self, name: str, rule: Rule, clock: MakeClock) -> convert.Converter:
        column = self._columns[self._at[name]]
        if column.kind is ValueKind.TIME:
            return clock(rule).read
        if name == "duration_ms" and rule.unit:
            return convert.duration(rule.unit)
        if name == "score":
            return score
        to = convert.converter(column)
        if self._mapping.is_ours and name in convert.PLAIN_NUMBERS:
            return convert.none_of_more(to)  # the steps themselves under our name for how many
        return to

    def _reckoning(self, name: str, rule: Rule, clock: MakeClock) -> Reckon | None:
        """How what the rule compares or sums is read; None of a column of texts."""
        kind = self._columns[self._at[name]].kind
        if kind is ValueKind.TIME:
            return clock(rule).read
        return convert.reckoning(name) if kind in (ValueKind.NUMBER, ValueKind.INTEGER) else None

    @property
    def keeps(self) -> bool:
        """Whether rows may have something in `extra`."""
        return self._kept.may_keep

    def taken_over(self) -> TakenOver | None:
        """How runs are made where every field is the value of one key, as it stands there; None
        where some field is more than that."""
        keys = {name: key for _, name, key, _, _ in self._steps}
        left = self._kept.left_keys
        if not self._takes_over or left is None or None in keys.values() or not self._status_key:
            return None
        found = {name: key for name, key in keys.items() if key is not None}
        found["status"] = self._status_key
        return TakenOver(found, left, self._in_utc, self._kept.beyond)

    def make(self, record: Record, position: int) -> MadeRow:
        """The canonical row of a raw row. Raises RowRejected.

        position: the row's number in the file, which orders rows that get their time from us.
        """
        row: list[Any] = [None] * len(self._columns)
        name: str | None = None
        try:
            for place, name, key, get, to in self._steps:  # noqa: B007
                value = get(record) if key is None else record.get(key)
                if value is not None and value != "":
                    row[place] = to(value)
            name = "extra"
            if "extra" in self._at:
                row[self._at["extra"]] = self._keeper(record, row).keep(record)
            name = "instructions_text"
            instructions = self._instructions(record, row)
            for place, other, absent, name in self._stand_ins:
                if row[place] is None and (value := row[other]) is not None:
                    row[place] = self.standing_in(record, value, absent, name)
            name = "status"
            status = self.status(record)
        except BadValue as bad:
            raise RowRejected(name, bad.reason) from None
        except RecursionError:
            raise RowRejected(name, "it is nested too deeply") from None
        if self.is_runs:
            self._complete(status, row, position)
        for place, name in self._required:
            if row[place] is None:
                raise RowRejected(name, "it is empty, and no row can do without it")
        return MadeRow(tuple(row), instructions)

    def standing_in(self, record: Record, value: str, absent: str, name: str) -> str | None:
        """What the field `name` says where `absent` has nothing: a name that becomes an id is told
        apart from others as ids are, and a link must tell its task. Raises BadValue."""
        if name == "task_url" and not re.search(NAMES_A_TASK, value):
            return None
        if (value.isascii() and len(value) <= convert.TEXT_LIMIT) or absent not in convert.IDS:
            return value
        raw = self.read(record, name)[0]
        return convert.identity(value if isinstance(raw, dict) else raw) or value

    def _keeper(self, record: Record, row: list[Any]) -> Keeper:
        """What keeps the rest of a row: with its score, where that is no number."""
        if self._score and row[self._at["score"]] is None and self._score.why_none(record):
            return self._kept_unscored
        return self._kept

    def read(self, record: Record, wanted: str) -> tuple[Any, Any]:
        """One field of a raw row, as it stands there and as it is read, None where it is absent or
        can't be read."""
        for _, name, key, get, to in self._steps:
            if name == wanted:
                value = None
                with suppress(BadValue, RecursionError):
                    value = get(record) if key is None else record.get(key)
                    return value, None if value is None or value == "" else to(value)
                return value, None
        return None, None

    def status(self, record: Record) -> tuple[str | None, str] | None:
        """The word of a raw row for where its run stands, and what it means. Raises BadValue
        or RecursionError."""
        return self._status(record) if self._status else None

    def _instructions(self, record: Record, row: list[Any]) -> str | None:
        """The text of the instructions; without an id of their own they get one from it."""
        text = convert.text(self._text(record)) if self._text else None
        if text is not None:
            if row[self._at["instructions_id"]] is None:
                row[self._at["instructions_id"]] = instructions_id(text)
            if "instructions_text" in self._at:
                row[self._at["instructions_text"]] = text
        return text

    def _complete(
        self, status: tuple[str | None, str] | None, row: list[Any], position: int
    ) -> None:
        """What a run has beyond its own fields: status, whose time it is, and its quality."""
        at = self._at
        if status is not None:
            word, row[at["status"]] = status
            if row[at["raw_status"]] is None:
                row[at["raw_status"]] = word
        if row[at["created_at"]] is None and self._as_of:
            row[at["created_at"]], row[at["time_basis"]] = self._as_of, "as_of"
        elif row[at["created_at"]] is None and self._mapping.when_absent == "import":
            row[at["created_at"]] = self._now + timedelta(microseconds=position)
            row[at["time_basis"]] = "import"
        elif row[at["time_basis"]] is None:
            row[at["time_basis"]] = "export"
        began, ended = row[at["started_at"]], row[at["finished_at"]]
        if row[at["duration_ms"]] is None and began and ended and ended >= began:
            row[at["duration_ms"]] = (ended - began) / timedelta(milliseconds=1)
        if row[at["quality"]] is None and row[at["score"]] is not None:
            row[at["quality"]] = self.quality_of(row[at["score"]])

    def quality_of(self, score: float) -> str | None:
        """What a score says of its run: good, bad, or None where the mapping draws no line."""
        least, most = self._mapping.good_at_least, self._mapping.good_at_most
        if least is None and most is None:
            return None
        good = (least is None or score >= least) and (most is None or score <= most)
        return "good" if good else "bad"

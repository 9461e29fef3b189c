"""Rules become functions, once per import: from a raw row to the raw value of one field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import re2

from dashboard.sources.mapping.entries import entries_of, picked
from dashboard.sources.mapping.rules import Condition, Rule
from dashboard.sources.raw import paths
from dashboard.sources.raw.faults import BadValue, shown
from dashboard.sources.raw.json_text import Literal
from dashboard.sources.raw.nothing import is_nothing
from dashboard.sources.raw.numbers import Reckon, number
from dashboard.sources.raw.paths import Getter
from dashboard.sources.raw.raw import Record, whole
from dashboard.sources.raw.raw_text import as_text, is_absent, word

Finder = Callable[[str], Getter]
"""Makes the getter of a path; formats that ignore case bring their own."""


def untranslated(rule: Rule, find: Finder = paths.getter, reckon: Reckon | None = None) -> Getter:
    """The function for a rule, before its table of values is applied.

    reckon: how it reads the numbers or times of its column, in which some words mean nothing; None
    of a column of texts, whose words are what they are.
    """
    get = _origin(rule, find, reckon)
    if rule.lists or rule.split is not None:
        get = entries_of(rule, get, compile_rule)
    if rule.pick is not None:
        get = picked(get, rule.pick, reckon)
    if rule.joined_with is not None and not rule.join:
        get = _glued(get, rule.joined_with)
    if rule.match is not None:
        get = _matched(get, rule.match)
    if rule.format is not None:
        get = _in_iso(get, rule.format)
    if rule.decimal is not None:
        get = _plain_number(get, rule.decimal)
    if rule.scale is not None:
        get = _scaled(get, rule.scale, reckon or number)
    return get


def compile_rule(rule: Rule, find: Finder = paths.getter, reckon: Reckon | None = None) -> Getter:
    """The function for a rule, its table of values applied."""
    get = untranslated(rule, find, reckon)
    return get if rule.values is None else translated(rule, get)


def translated(rule: Rule, get: Getter) -> Getter:
    """Apply a rule's table of values; what is not in it stays, or becomes `otherwise`."""
    table, otherwise = rule.values or {}, rule.otherwise

    def one(value: Any) -> Any:
        return table.get(word(value), value if otherwise is None else otherwise)

    def translate(record: Record) -> Any:
        value = get(record)
        if isinstance(value, list):
            return [one(entry) for entry in value]
        return one(value) if not is_absent(value) else table.get("")

    return translate


def _origin(rule: Rule, find: Finder, reckon: Reckon | None) -> Getter:
    if rule.path is not None:
        return find(rule.path)
    if rule.first:
        return _first([compile_rule(part, find, reckon) for part in rule.first], _absence(reckon))
    if rule.join:
        return _joined([compile_rule(part, find) for part in rule.join], rule.joined_with or "")
    if rule.sum:
        return _summed([compile_rule(part, find, reckon) for part in rule.sum], reckon or number)
    if rule.count is not None:
        return _counted(compile_rule(rule.count, find))
    if rule.when:
        cases = [
            (holds(case.condition, find), compile_rule(case.result, find, reckon))
            for case in rule.when
        ]
        return _cases(cases, None if rule.values else rule.otherwise)
    constant = rule.constant
    return lambda record: constant


def _absence(reckon: Reckon | None) -> Callable[[Any], bool]:
    return is_absent if reckon is None else is_nothing


def _first(parts: list[Getter], absent: Callable[[Any], bool]) -> Getter:
    def first(record: Record) -> Any:
        for get in parts:
            value = get(record)
            if not absent(value):
                return value
        return None

    return first


def _joined(parts: list[Getter], between: str) -> Getter:
    def joined(record: Record) -> Any:
        found = [value for get in parts if not is_absent(value := get(record))]
        return between.join(as_text(value) for value in found) if found else None

    return joined


def _summed(parts: list[Getter], reckon: Reckon) -> Getter:
    def summed(record: Record) -> Any:
        found = [value for get in parts if not is_nothing(value := get(record))]
        try:
            return sum(map(reckon, found)) if found else None
        except (TypeError, ValueError, OverflowError):
            return " + ".join(as_text(value) for value in found)  # rejected as no number

    return summed


def _counted(get: Getter) -> Getter:
    def counted(record: Record) -> Any:
        value = get(record)
        return len(value) if isinstance(value, list | dict) else None

    return counted


def holds(condition: Condition, find: Finder = paths.getter) -> Callable[[Record], bool]:
    """The function that says whether a condition holds of a row."""
    get, against = compile_rule(condition.of, find), condition.against
    if condition.kind == "has":
        return lambda record: not _empty(get(record))
    if condition.kind == "lacks":
        return lambda record: _empty(get(record))
    if condition.kind == "equals":
        return lambda record: (value := get(record)) is not None and word(value) in against
    bound, sign = against[0], 1 if condition.kind == "at_least" else -1

    def reaches(record: Record) -> bool:
        try:
            return bool(sign * float(get(record)) >= sign * bound)
        except (TypeError, ValueError, OverflowError):
            return False

    return reaches


def _empty(value: Any) -> bool:
    return is_nothing(value) or value is False or value in ([], {})


def _cases(cases: list[tuple[Callable[[Record], bool], Getter]], otherwise: Any) -> Getter:
    def choose(record: Record) -> Any:
        for holds, result in cases:
            if holds(record):
                return result(record)
        return otherwise

    return choose


def _matched(get: Getter, pattern: str) -> Getter:
    """What a pattern finds of a text: its group, or all of it; None where it finds nothing."""
    search = re2.compile(pattern).search

    def matched(record: Record) -> Any:
        value = get(record)
        found = None if is_absent(value) else search(whole(as_text(value)))
        return found and (found[1] if found.re.groups else found[0])

    return matched


def _in_iso(get: Getter, written: str) -> Getter:
    """A time written in a format of its own, as ISO 8601."""

    def in_iso(record: Record) -> Any:
        value = get(record)
        if is_nothing(value):
            return None
        try:
            return datetime.strptime(as_text(value).strip(), written).isoformat()
        except ValueError:
            raise BadValue(f"{shown(value)} is not written as {written}") from None

    return in_iso


def _glued(get: Getter, between: str) -> Getter:
    def glued(record: Record) -> Any:
        value = get(record)
        if not isinstance(value, list):
            return value
        return between.join(as_text(entry) for entry in value if not is_absent(entry))

    return glued


def _plain_number(get: Getter, decimal: str) -> Getter:
    """Numbers as people of some countries write them, as we do: 1.234,5 becomes 1234.5."""
    group = "," if decimal == "." else "."
    written = re.compile(rf"[+-]?(\d+|\d{{1,3}}(\{group}\d{{3}})+)(\{decimal}\d+)?")

    def plain(record: Record) -> Any:
        value = get(record)
        if type(value) is not str or not written.fullmatch(value.strip()):
            return value  # what is no number is rejected as such
        text = value.strip().replace(group, "").replace(decimal, ".")
        try:
            return Literal(text) if "." in text else text  # no thousands are in it any more
        except ValueError:
            return text  # rejected as too large

    return plain


def _scaled(get: Getter, factor: float, reckon: Reckon) -> Getter:
    def scaled(record: Record) -> Any:
        value = get(record)
        try:
            return None if is_nothing(value) else reckon(value) * factor
        except (TypeError, ValueError, OverflowError):
            return value  # rejected as no number

    return scaled

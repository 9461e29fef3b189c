"""Rules become functions, once per import: from a raw row to the raw value of one field."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from dashboard.sources import paths
from dashboard.sources.json_text import Literal
from dashboard.sources.numbers import Reckon, number
from dashboard.sources.paths import Getter
from dashboard.sources.raw import Record
from dashboard.sources.rules import Case, Rule

Finder = Callable[[str], Getter]
"""Makes the getter of a path; formats that ignore case bring their own."""


def as_text(value: Any) -> str:
    """A raw value as text: exactly as written for numbers, JSON for objects and lists."""
    if type(value) is str:
        return value
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, Literal):
        return value.text
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)


def word(value: Any) -> str:
    """A raw value as a word to compare: trimmed, in small letters."""
    return as_text(value).strip().casefold()


def is_absent(value: Any) -> bool:
    """Whether a raw value is none: null, or text that is empty or only white space."""
    return value is None or (type(value) is str and (not value or value.isspace()))


def untranslated(rule: Rule, find: Finder = paths.getter, reckon: Reckon = number) -> Getter:
    """The function for a rule, before its table of values is applied; reckon: how it reads the
    numbers that it sums or scales."""
    get = _origin(rule, find, reckon)
    if rule.where or rule.each is not None or rule.split is not None:
        get = _listed(rule, get)
    if rule.joined_with is not None and not rule.join:
        get = _glued(get, rule.joined_with)
    if rule.decimal is not None:
        get = _plain_number(get, rule.decimal)
    if rule.scale is not None:
        get = _scaled(get, rule.scale, reckon)
    return get


def compile_rule(rule: Rule, find: Finder = paths.getter, reckon: Reckon = number) -> Getter:
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


def _origin(rule: Rule, find: Finder, reckon: Reckon) -> Getter:
    if rule.path is not None:
        return find(rule.path)
    if rule.first:
        return _first([compile_rule(part, find, reckon) for part in rule.first])
    if rule.join:
        return _joined([compile_rule(part, find) for part in rule.join], rule.joined_with or "")
    if rule.sum:
        return _summed([compile_rule(part, find, reckon) for part in rule.sum], reckon)
    if rule.count is not None:
        return _counted(compile_rule(rule.count, find))
    if rule.when:
        cases = [(_test(c, find), compile_rule(c.result, find, reckon)) for c in rule.when]
        return _cases(cases, None if rule.values else rule.otherwise)
    constant = rule.constant
    return lambda record: constant


def _first(parts: list[Getter]) -> Getter:
    def first(record: Record) -> Any:
        for get in parts:
            value = get(record)
            if not is_absent(value):
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
        found = [value for get in parts if not is_absent(value := get(record))]
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


def _test(case: Case, find: Finder) -> Callable[[Record], bool]:
    get, against = find(case.path), case.against
    if case.kind == "has":
        return lambda record: not _empty(get(record))
    if case.kind == "lacks":
        return lambda record: _empty(get(record))
    if case.kind == "equals":
        return lambda record: (value := get(record)) is not None and word(value) in against
    bound, sign = against[0], 1 if case.kind == "at_least" else -1

    def reaches(record: Record) -> bool:
        try:
            return bool(sign * float(get(record)) >= sign * bound)
        except (TypeError, ValueError, OverflowError):
            return False

    return reaches


def _empty(value: Any) -> bool:
    return is_absent(value) or value is False or value in ([], {})


def _cases(cases: list[tuple[Callable[[Record], bool], Getter]], otherwise: Any) -> Getter:
    def choose(record: Record) -> Any:
        for holds, result in cases:
            if holds(record):
                return result(record)
        return otherwise

    return choose


def _listed(rule: Rule, get: Getter) -> Getter:
    """Entries of a list: split out of text, filtered by where, shaped by each."""
    wanted = [(paths.getter(path), words) for path, words in rule.where]
    shape = _shape(rule)

    def listed(record: Record) -> Any:
        value = get(record)
        if type(value) is str and isinstance(found := paths.opened(value), list):
            value = found
        if rule.split is not None and type(value) is str:
            value = [part.strip() for part in value.split(rule.split) if part.strip()]
        if not isinstance(value, list):
            return value
        if wanted:
            value = [
                entry
                for entry in value
                if isinstance(entry, dict)
                and all((v := find(entry)) is not None and word(v) in w for find, w in wanted)
            ]
        return [v for entry in value if (v := shape(entry)) is not None]

    return listed


def _shape(rule: Rule) -> Callable[[Any], Any]:
    if rule.each is None:
        return lambda entry: entry
    if isinstance(rule.each, Rule):
        get = compile_rule(rule.each)
        return lambda entry: get(entry) if isinstance(entry, dict) else entry
    parts = {name: compile_rule(part) for name, part in rule.each.items()}
    return lambda entry: (
        {name: get(entry) for name, get in parts.items()} if isinstance(entry, dict) else entry
    )


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
            return value if is_absent(value) else reckon(value) * factor
        except (TypeError, ValueError, OverflowError):
            return value  # rejected as no number

    return scaled

"""Rules that take a list apart: its entries filtered and shaped, and what is taken of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard.sources.mapping.rules import AnswerPlaces, Rule, Wanted
from dashboard.sources.raw import paths
from dashboard.sources.raw.nothing import is_nothing
from dashboard.sources.raw.numbers import Reckon, number
from dashboard.sources.raw.paths import Getter
from dashboard.sources.raw.raw import Record
from dashboard.sources.raw.raw_text import as_text, is_absent, word

Compile = Callable[[Rule], Getter]
Shape = Callable[[Any], Any]
ANSWER = "@answer"
"""The key of an entry under which what answers it stands."""


def entries_of(rule: Rule, get: Getter, compile_rule: Compile) -> Getter:
    """Entries of a list: split out of text, filtered by where, unless and once, beside what answers
    them, shaped by each.

    What is no list stays as it is.
    """
    wanted, unwanted = _found(rule.where), _found(rule.unless)
    shape = _shape(rule, compile_rule)
    name = paths.getter(rule.once) if rule.once else None
    join = _with_answers(rule.answered) if rule.answered else None

    def entries(record: Record) -> Any:
        value = get(record)
        if type(value) is str and isinstance(found := paths.opened(value), list):
            value = found
        if rule.split is not None and type(value) is str:
            value = [part.strip() for part in value.split(rule.split) if part.strip()]
        if not isinstance(value, list):
            return value
        if wanted:
            value = [entry for entry in value if isinstance(entry, dict) and _all(entry, wanted)]
        if unwanted:
            value = [e for e in value if not (isinstance(e, dict) and _all(e, unwanted))]
        if name:
            value = _last_of_each(value, name)
        if join:
            value = join(record, value)
        return [found for entry in value if (found := shape(entry)) is not None]

    return entries


def _last_of_each(entries: list[Any], name: Getter) -> list[Any]:
    """The entries without those that a later one of the same name follows; what has none stays."""
    last: dict[str, int] = {}
    names = [name(entry) if isinstance(entry, dict) else None for entry in entries]
    for at, found in enumerate(names):
        if not is_absent(found):
            last[as_text(found)] = at
    kept = set(last.values())
    return [e for at, e in enumerate(entries) if at in kept or is_absent(names[at])]


def _with_answers(answered: AnswerPlaces) -> Callable[[Record, list[Any]], list[Any]]:
    """A function that gives each entry of a row's list the last answer that names it."""
    every, of, own = (paths.getter(path) for path in (answered.by, answered.at, answered.to))
    wanted = _found(answered.where)

    def join(record: Record, entries: list[Any]) -> list[Any]:
        listed = every(record)
        answers = {
            as_text(name): answer
            for answer in (listed if isinstance(listed, list) else [])
            if isinstance(answer, dict)
            and _all(answer, wanted)
            and not is_absent(name := of(answer))
        }
        return [
            entry | {ANSWER: answers[as_text(name)]}
            if isinstance(entry, dict)
            and not is_absent(name := own(entry))
            and as_text(name) in answers
            else entry
            for entry in entries
        ]

    return join


def _found(wanted: Wanted) -> list[tuple[Getter, tuple[str, ...]]]:
    return [(paths.getter(path), words) for path, words in wanted]


def _all(entry: Record, wanted: list[tuple[Getter, tuple[str, ...]]]) -> bool:
    """Whether all of these paths have one of their words; "" is there where nothing is."""
    return all(
        (is_nothing(value) and "" in words) or (not is_absent(value) and word(value) in words)
        for find, words in wanted
        for value in (find(entry),)
    )


def _shape(rule: Rule, compile_rule: Compile) -> Shape:
    if rule.each is None:
        return lambda entry: entry
    if isinstance(rule.each, Rule):
        get = compile_rule(rule.each)
        return lambda entry: get(entry) if isinstance(entry, dict) else entry
    parts = {name: compile_rule(part) for name, part in rule.each.items()}
    return lambda entry: (
        {name: get(entry) for name, get in parts.items()} if isinstance(entry, dict) else entry
    )


def picked(get: Getter, pick: str, reckon: Reckon | None) -> Getter:
    """One value of a list: its first, last, least or greatest, the sum, or how many there are.

    reckon: reads what is compared or summed, of a column of numbers or times; None of one of texts.
    What is no list is a list of one; entries without a value count for nothing.
    """
    nothing = is_absent if reckon is None and pick in ("first", "last", "count") else is_nothing
    read = reckon or number

    def values(record: Record) -> list[Any] | None:
        value = get(record)
        if value is None:
            return None
        entries = value if isinstance(value, list) else [value]
        return [entry for entry in entries if not nothing(entry)]

    def take(record: Record) -> Any:
        found = values(record)
        if pick == "count":
            return None if found is None else len(found)
        if not found:
            return None
        if pick in ("first", "last"):
            return found[0 if pick == "first" else -1]
        try:
            told = [(one, value) for value in found if (one := read(value)) is not None]
        except (TypeError, ValueError, OverflowError):  # rejected as none by its own column
            return " + ".join(map(as_text, found)) if pick == "sum" else found[0]
        numbers = [one for one, _ in told]
        if pick == "sum" or not numbers:
            return sum(numbers) if numbers else None
        return told[numbers.index(min(numbers) if pick == "min" else max(numbers))][1]

    return take

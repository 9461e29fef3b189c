"""The parts of a mapping file, out of TOML and checked: a field's rule and what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

from dashboard.patterns import compiled
from dashboard.sources.mapping.rules import (
    DATE_ORDERS,
    ORIGINS,
    PICKS,
    AnswerPlaces,
    Case,
    Condition,
    Rule,
    Wanted,
)
from dashboard.sources.mapping.zones import zone_named
from dashboard.sources.raw import paths

LARGEST = 1e18
"""Numbers of a mapping file are smaller than this."""

_CONDITION_KEYS = ("has", "lacks", "path", "equals", "at_least", "at_most")

Complain = Callable[[str, str], Exception]
"""Makes the error for a key and what is wrong with it."""


def suggest(word: str, allowed: Iterable[str]) -> str:
    """A sentence that names the nearest allowed words, or all of them."""
    choices = list(allowed)
    near = get_close_matches(word, choices, 1, 0.6)
    return f"did you mean {near[0]}?" if near else f"allowed are {', '.join(choices)}"


def parse_rule(spec: Any, key: str, complain: Complain) -> Rule:
    """The rule out of TOML: a path as text, or a table. Raises what `complain` makes."""
    if isinstance(spec, str):
        return Rule(path=check_path(spec, key, complain))
    if not isinstance(spec, dict):
        raise complain(key, "must be a path in quotes or a table in braces")
    for name in spec:
        if name not in _KEYS:
            raise complain(f"{key}.{name}", f"is no part of a field; {suggest(name, _KEYS)}")
    origins = [name for name in ORIGINS if name in spec]
    if len(origins) != 1:
        found = " and ".join(origins) or "none"
        raise complain(key, f"needs exactly one of {', '.join(ORIGINS)}; it has {found}")
    parts: dict[str, Any] = {
        ("joined_with" if name == "with" else name): _PARTS[name](value, f"{key}.{name}", complain)
        for name, value in spec.items()
    }
    rule = Rule(**parts)
    if rule.otherwise is not None and rule.values is None and not rule.when:
        raise complain(f"{key}.otherwise", "is only used with values or when")
    if rule.answered is not None and rule.each is None:
        raise complain(f"{key}.answered", "is only used with each")
    if rule.joined_with is not None and not rule.join and rule.each is None:
        raise complain(f"{key}.with", "is only used with join or each")
    return rule


def check_zone(zone: Any, key: str, complain: Complain) -> str:
    """The name of a time zone, checked to exist."""
    found = zone_named(zone)
    if found is None:
        raise complain(key, f"{zone!r:.60} is no time zone; write one like Europe/Berlin")
    return found.key


def _decimal(mark: Any, key: str, complain: Complain) -> str:
    if mark not in (",", "."):
        raise complain(key, 'must be "," or "."')
    return str(mark)


def check_dates(order: Any, key: str, complain: Complain) -> str:
    """The order of day and month, checked to be one of DATE_ORDERS."""
    if order not in DATE_ORDERS:
        raise complain(key, "must be dmy (day first) or mdy (month first)")
    return str(order)


def _number(value: Any, key: str, complain: Complain) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise complain(key, "must be a number")
    if not -LARGEST < value < LARGEST:
        raise complain(key, "is no number that can be reckoned with")
    return value


def _text(value: Any, key: str, complain: Complain) -> str:
    if not isinstance(value, str):
        raise complain(key, "must be text in quotes")
    return value


def _separator(value: Any, key: str, complain: Complain) -> str:
    if not _text(value, key, complain):
        raise complain(key, "must be at least one character")
    return str(value)


def _scalar(value: Any, key: str, complain: Complain) -> Any:
    if not isinstance(value, str | int | float | bool):
        raise complain(key, "must be a word, a number, true or false")
    if type(value) in (int, float):
        return _number(value, key, complain)
    return value


def _rules(value: Any, key: str, complain: Complain) -> tuple[Rule, ...]:
    return tuple(parse_rule(part, key, complain) for part in _list(value, key, complain))


def check_path(value: Any, key: str, complain: Complain) -> str:
    """A path, checked to be one."""
    if not isinstance(value, str):
        raise complain(key, "must be a path in quotes")
    try:
        return paths.normal(value)
    except ValueError as error:
        raise complain(key, str(error)) from None


def _list(value: Any, key: str, complain: Complain) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise complain(key, "must be a list in brackets with at least one entry")
    return value


def _table(value: Any, key: str, complain: Complain) -> dict[str, Any]:
    if not isinstance(value, dict) or not value:
        raise complain(key, "must be a table in braces with at least one entry")
    return value


def _values(value: Any, key: str, complain: Complain) -> dict[str, Any]:
    table = _table(value, key, complain)
    return {
        name.strip().casefold(): _scalar(entry, f"{key}.{name}", complain)
        for name, entry in table.items()
    }


def _each(value: Any, key: str, complain: Complain) -> Rule | dict[str, Rule]:
    if isinstance(value, dict) and not any(name in value for name in ORIGINS):
        table = _table(value, key, complain)
        return {name: parse_rule(part, f"{key}.{name}", complain) for name, part in table.items()}
    return parse_rule(value, key, complain)


def _answered(value: Any, key: str, complain: Complain) -> AnswerPlaces:
    table = _table(value, key, complain)
    found = {name: path for name, path in table.items() if name != "where"}
    if set(found) != {"by", "at", "to"}:
        raise complain(key, "needs by, at and to, each a path in quotes")
    wanted = table.get("where")
    return AnswerPlaces(
        **{name: check_path(path, f"{key}.{name}", complain) for name, path in found.items()},
        where=() if wanted is None else parse_wanted(wanted, f"{key}.where", complain),
    )


def parse_wanted(value: Any, key: str, complain: Complain) -> Wanted:
    """Paths with the words that may stand there, out of TOML. Raises what `complain` makes."""
    return tuple(
        (check_path(path, key, complain), _words(wanted, key, complain))
        for path, wanted in _table(value, key, complain).items()
    )


def _words(value: Any, key: str, complain: Complain) -> tuple[str, ...]:
    """Words to compare with: trimmed, in small letters; true and false as words too."""
    entries = value if isinstance(value, list) else [value]
    return tuple(str(_scalar(entry, key, complain)).strip().casefold() for entry in entries)


def _cases(value: Any, key: str, complain: Complain) -> tuple[Case, ...]:
    return tuple(_case(spec, key, complain) for spec in _list(value, key, complain))


def _case(spec: Any, key: str, complain: Complain) -> Case:
    table = _table(spec, key, complain)
    if ("then" in table) == ("take" in table):
        raise complain(key, "each case needs either then (a word) or take (a path or rule)")
    result = (
        Rule(constant=_scalar(table["then"], f"{key}.then", complain))
        if "then" in table
        else parse_rule(table["take"], f"{key}.take", complain)
    )
    told = {name: part for name, part in table.items() if name not in ("then", "take")}
    return Case(_condition(told, key, complain, ("then", "take")), result)


def parse_conditions(value: Any, key: str, complain: Complain) -> tuple[Condition, ...]:
    """Conditions on a row out of TOML. Raises what `complain` makes."""
    return tuple(
        _condition(_table(spec, key, complain), key, complain)
        for spec in _list(value, key, complain)
    )


def _condition(
    table: dict[str, Any], key: str, complain: Complain, beside: tuple[str, ...] = ()
) -> Condition:
    """A condition; beside: what else may stand in its table, for the message."""
    for name in table:
        if name not in _CONDITION_KEYS:
            allowed = (*_CONDITION_KEYS, *beside)
            raise complain(f"{key}.{name}", f"is no part of a case; {suggest(name, allowed)}")
    kinds = [name for name in ("has", "lacks", "equals", "at_least", "at_most") if name in table]
    if len(kinds) != 1 or ("path" in table) != (kinds[0] not in ("has", "lacks")):
        raise complain(
            key,
            "each case needs has = path, or lacks = path, or path with one of equals, at_least, "
            "at_most",
        )
    kind = kinds[0]
    where = kind if kind in ("has", "lacks") else "path"
    of = parse_rule(table[where], f"{key}.{where}", complain)
    if kind in ("has", "lacks"):
        return Condition(kind, of)
    if kind == "equals":
        return Condition(kind, of, _words(table[kind], f"{key}.{kind}", complain))
    return Condition(kind, of, (_number(table[kind], f"{key}.{kind}", complain),))


def _pick(value: Any, key: str, complain: Complain) -> str:
    if value not in PICKS:
        raise complain(key, f"must be one of {', '.join(PICKS)}")
    return str(value)


def _pattern(value: Any, key: str, complain: Complain) -> str:
    try:
        groups = compiled(_text(value, key, complain)).groups
    except ValueError as error:
        raise complain(key, f"is no pattern: {error}") from None
    if groups > 1:
        raise complain(key, "may have one group in ( ), which is what is taken")
    return str(value)


def _format(value: Any, key: str, complain: Complain) -> str:
    try:
        datetime.strptime(datetime(2026, 11, 16, 9, 10, tzinfo=UTC).strftime(value), value)
    except (TypeError, ValueError):
        raise complain(key, 'is no format of a time; write one like "%Y%m%d_%H%M%S"') from None
    return str(value)


_PARTS: dict[str, Callable[[Any, str, Complain], Any]] = {
    "path": check_path, "first": _rules, "join": _rules, "sum": _rules, "count": parse_rule,
    "constant": _scalar, "when": _cases, "with": _text, "otherwise": _scalar, "values": _values,
    "unit": _text, "decimal": _decimal, "scale": _number, "zone": check_zone,
    "dates": check_dates, "each": _each, "where": parse_wanted, "unless": parse_wanted,
    "once": check_path, "answered": _answered, "split": _separator, "pick": _pick,
    "match": _pattern, "format": _format,
}  # fmt: skip
_KEYS = tuple(_PARTS)

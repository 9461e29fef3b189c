"""Which format a file has, told by the names of its columns and by nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dashboard.sources.mapping import getters
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.named_zones import named_zone
from dashboard.sources.mapping.rules import Rule
from dashboard.sources.raw import paths
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.paths import Getter
from dashboard.sources.raw.raw import MOST_COLUMNS, Record, listed
from dashboard.sources.raw.raw_text import word

_MEASURED = ("duration_ms", "tokens", "cost", "started_at", "finished_at", "updated_at")
"""Fields of which a value that is not read moves what is said of them all."""
_BRACKETS = str.maketrans("[]", "()")


@dataclass(frozen=True, slots=True)
class Contents:
    """What the rows of a file hold: their keys in order, and some of the rows."""

    keys: tuple[str, ...]
    rows: Sequence[Record] = ()

    def has(self, path: str, *, ignore_case: bool = False) -> bool:
        """Whether some row has the path."""
        told = _told_by(self.keys, path, ignore_case)
        if told is not None:
            return told
        present = paths.has(path)
        return any(present(row) for row in self.rows)

    def in_cells(self, path: str) -> bool:
        """Whether a column is called so, in any case, and holds no objects: these are read within,
        by a mapping that says where."""
        keys = [path] if path in self.keys else alike(path, self.keys)
        return any(not isinstance(row.get(key), dict) for key in keys for row in self.rows or [{}])

    def tells(self, path: str, words: tuple[str, ...]) -> bool:
        """Whether some row has one of these words at the path."""
        if not any(root in self.keys for root in paths.roots(path)):
            return False
        find = paths.getter(path)
        return any(_word(find, row) in words for row in self.rows)


@lru_cache(maxsize=1 << 14)
def _told_by(keys: tuple[str, ...], path: str, ignore_case: bool) -> bool | None:
    """Whether rows with these keys have the path; None where that is seen in the rows alone. All
    formats are asked for theirs, and that several times of a file."""
    if path in keys or (ignore_case and alike(path, keys)) or paths.beneath(path, keys):
        return True
    if len(paths.parse(path)) == 1 or not any(root in keys for root in paths.roots(path)):
        return False
    return None


def loose(name: str) -> str:
    """A column's name without case, accents, white space, _, -, dots and apostrophes, and without
    the zone of its times behind it and marks around it, whichever its brackets."""
    return _unmarked(_loose(named_zone(name)[0]))


@lru_cache(maxsize=4 * MOST_COLUMNS)
def _loose(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return re.sub(r"[\s_'’-]+", "", letters).casefold()


@lru_cache(maxsize=4 * MOST_COLUMNS)
def _unmarked(name: str) -> str:
    """The name with round brackets, without what has no width, and without the dots of tables that
    were made of objects, as in agent.name."""
    seen = (letter for letter in name if unicodedata.category(letter) != "Cf" and letter != ".")
    return "".join(seen).translate(_BRACKETS)


def alike(name: str, keys: Iterable[str]) -> list[str]:
    """The keys that differ from the name only in case and in what stands between words; where there
    are none, those that name the zone of their times, have dots between words, or marks or other
    brackets, too."""
    wanted, known = _loose(name), tuple(keys)
    as_written = _by_name(known, _loose).get(wanted)
    return list(as_written or _by_name(known, loose).get(_unmarked(wanted), ()))


@lru_cache(maxsize=64)
def _by_name(keys: tuple[str, ...], named: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """The keys of each such name: a hundred rules ask for a name each."""
    found: dict[str, list[str]] = {}
    for key in keys:
        found.setdefault(named(key), []).append(key)
    return {name: tuple(those) for name, those in found.items()}


def in_named_zones(mapping: Mapping, keys: Sequence[str]) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping for a file with these keys: what a rule reads from columns that all name the zone
    of their times is in that zone, unless the mapping says another. And those columns."""
    if mapping.zone or not any(named_zone(key)[1] for key in keys):
        return mapping, ()
    fields, columns = dict(mapping.fields or {}), dict[str, None]()
    for name, rule in fields.items():
        read = columns_of(rule, mapping, keys)
        zones = {named_zone(key)[1] for key in read}
        if len(zones) == 1 and None not in zones and not rule.zone:
            fields[name] = replace(rule, zone=zones.pop())
            columns |= dict.fromkeys(read)
    return replace(mapping, fields=fields) if columns else mapping, tuple(columns)


def begun_for_created(mapping: Mapping, keys: Sequence[str]) -> str | None:
    """The column that tells when runs started and counts for when they were created, where columns
    are known by what people call them and none tells the latter."""
    fields = mapping.fields or {}
    if not (mapping.ignore_case and {"created_at", "started_at"} <= fields.keys()):
        return None
    created = columns_of(fields["created_at"], mapping, keys)[:1]
    return next(iter({*created} & {*columns_of(fields["started_at"], mapping, keys)}), None)


def only_where_plain(mapping: Mapping, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By the field that a list of runs is read by only where its value is plain, these of the keys
    that may tell it."""
    if not (mapping.builtin and mapping.ignore_case):
        return {}
    rules = {name: rule for name, rule in (mapping.fields or {}).items() if name in _MEASURED}
    found = {name: columns_of(rule, mapping, keys) for name, rule in rules.items()}
    return {name: tuple(dict.fromkeys(columns)) for name, columns in found.items() if columns}


def columns_of(rule: Rule, mapping: Mapping, keys: Sequence[str]) -> list[str]:
    """The keys that a rule reads, in its order."""
    return [key for path in rule.paths() for key in meant(path, mapping, keys)]


def meant(path: str, mapping: Mapping, keys: Collection[str]) -> list[str]:
    """The keys that a path of the mapping names: the one of exactly that name, which a person
    wrote; else, where case makes no difference, all that are alike. Several leave it open."""
    if path in keys and not (mapping.builtin and mapping.ignore_case):
        return [path]
    return alike(path, keys) if mapping.ignore_case else []


def lacking(mapping: Mapping, seen: Contents) -> list[tuple[str, ...]]:
    """What the mapping needs in order to fit and the file does not have, in words."""

    def has(path: str) -> bool:
        if mapping.builtin and mapping.ignore_case:
            return seen.in_cells(path)
        return seen.has(path, ignore_case=mapping.ignore_case)

    groups = [group for group in mapping.recognise if not any(map(has, group))]
    values = [
        (f"{path} = {words[0]}",) for path, words in mapping.telling if not seen.tells(path, words)
    ]
    foreign = [
        (f"a file without {path}",)
        for path in mapping.foreign
        if seen.has(path, ignore_case=mapping.ignore_case)
    ]
    return [*groups, *values, *foreign]


def _word(find: Getter, row: Record) -> str | None:
    try:
        value = find(row)
    except BadValue:
        return None
    return None if value is None else word(value)


def finder(mapping: Mapping, keys: Iterable[str]) -> getters.Finder:
    """How the mapping's paths are found in rows with these keys; words that mean nothing there are
    nothing, wherever in the row they stand."""
    find = _finder(mapping, keys)
    return (lambda path: _without(find(path), mapping.absent)) if mapping.absent else find


def _without(get: Getter, absent: frozenset[str]) -> Getter:
    def means_nothing(value: Any) -> bool:
        return type(value) is str and value.strip().casefold() in absent

    def found(record: Record) -> Any:
        value = get(record)
        if isinstance(value, list):
            return [entry for entry in value if not means_nothing(entry)]
        return None if means_nothing(value) else value

    return found


def _finder(mapping: Mapping, keys: Iterable[str]) -> getters.Finder:
    if not mapping.ignore_case:
        return paths.getter
    known = tuple(keys)

    def find(path: str) -> Getter:
        matches = alike(path, known)
        if not matches:
            return paths.getter(path)
        if len(matches) == 1:
            key = matches[0]
            return lambda record: record.get(key)
        return _one_of(path, mapping, matches)

    return find


def _one_of(path: str, mapping: Mapping, alike: list[str]) -> Getter:
    """Finds what a path means in rows that may each have another of these keys, or several."""

    def get(record: Record) -> Any:
        here = meant(path, mapping, [key for key in alike if key in record])
        if len(here) > 1:
            raise BadValue(f"it has {listed(here)}, and which one is meant is not known")
        return record[here[0]] if here else None

    return get


def key_of(rule: Rule, mapping: Mapping, keys: tuple[str, ...]) -> str | None:
    """The one key whose value the rule takes as it stands; None if it does more than that."""
    if rule.first and rule == Rule(first=rule.first, zone=rule.zone):
        here = [option for option in rule.first if may_find(option, mapping, keys)]
        return key_of(here[0], mapping, keys) if len(here) == 1 else None
    if rule.path is None or rule != Rule(path=rule.path, unit=rule.unit, zone=rule.zone,
                                         dates=rule.dates):  # fmt: skip
        return None
    matches = alike(rule.path, keys) if mapping.ignore_case else [rule.path]
    return matches[0] if len(matches) == 1 and matches[0] in keys else None  # else it is the row's


def may_find(rule: Rule, mapping: Mapping, keys: tuple[str, ...]) -> bool:
    """Whether rows with these keys can give the rule anything; what is said for want of it, too."""
    if rule.first:
        return any(may_find(option, mapping, keys) for option in rule.first)
    wanted = list(rule.paths())
    return not wanted or any(
        any(root in keys for root in paths.roots(path))
        or (mapping.ignore_case and alike(path, keys))
        for path in wanted
    )

"""What no field used: every other value of a raw row, kept as JSON in the column `extra`."""

from __future__ import annotations

import json
from collections.abc import Mapping as ReadOnly
from dataclasses import replace
from typing import Any

from dashboard.records.convert import NAMES, PLAIN_NUMBERS, TEXT_LIMIT, cut, holds_more
from dashboard.records.entries import keeps_all
from dashboard.records.schema import EFFECT_KEYS, TOOL_CALL_KEYS
from dashboard.sources.mapping.getters import Finder, compile_rule
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import alike, may_find, meant
from dashboard.sources.mapping.rules import Rule
from dashboard.sources.raw import paths
from dashboard.sources.raw.paths import Getter
from dashboard.sources.raw.raw import RESERVED, Record, beside_rejected, told_apart, whole
from dashboard.sources.raw.raw_text import as_text, is_absent

Tree = dict[str, Any]
"""Keys that fields used: None for all that stands under a key, or a tree of the keys in it."""

_OBJECTS = {"tools_called": TOOL_CALL_KEYS, "effects": EFFECT_KEYS}


def used_path(rule: Rule, known: tuple[str, ...]) -> str | None:
    """The one path whose value the rule takes over whole; None if it shapes what it reads.

    Of alternatives that is the first which this file has: what stands under the others is kept.
    """
    if rule.first and not rule.shapes:
        options = [option for option in rule.first if option.plain]
        here = [o for o in options if o.path and (alike(o.path, known) or "." in o.path)]
        return here[0].path if here else None
    return rule.path if rule.plain else None


class Keeper:
    """Finds what is left of a raw row once its fields are taken.

    own: finds the export's own column of such values, if it has one. beyond: of fields of objects
    under which name a value is kept that says more than these hold.
    """

    def __init__(
        self,
        mapping: Mapping,
        rules: ReadOnly[str, Rule],
        status: Rule | None,
        own: Getter | None,
        known: tuple[str, ...],
        find: Finder,
    ) -> None:
        self._used = _tree(mapping, rules, status, known)
        self._own = own
        self.beyond = {
            name: path
            for name in _OBJECTS
            if name in rules
            and (path := rules[name].path)
            and path not in RESERVED
            and may_find(rules[name], mapping, known)
        }
        self._objects = [(path, find(path), _OBJECTS[name]) for name, path in self.beyond.items()]
        self._named = [(n, compile_rule(rule, find)) for n, rule in (mapping.keep or {}).items()]
        self._matched = [
            (key, compile_rule(rule, find))
            for rule in rules.values()
            if rule.match and not replace(rule, match=None).shapes
            for key in _keys(rule, mapping, known)
        ]
        self._names = [
            (path, find(path))
            for name in NAMES
            if name in rules and (path := used_path(rules[name], known))
        ]
        self._numbers = [
            (path, find(path))
            for name in (PLAIN_NUMBERS if mapping.is_ours else ())
            if name in rules and (path := used_path(rules[name], known)) and path in known
        ]
        self._flat = all(part is None for part in self._used.values())
        self._open = tuple(key for key in known if key not in self._used)

    @property
    def may_keep(self) -> bool:
        """Whether any row of such an export can have something left."""
        return bool(self._open or self._objects or self._own or self._named or not self._flat)

    @property
    def left_keys(self) -> tuple[str, ...] | None:
        """The keys whose values are kept whole, if no part of another is and no row brings such
        values of its own."""
        return self._open if self._flat and self._own is None and not self._named else None

    def keep(self, record: Record) -> str | None:
        """The JSON of what is left of a row; None if nothing is."""
        if self._flat:
            names = (
                record.keys() - self._used.keys() if len(record) < len(self._open) else self._open
            )
            left = {name: v for name in names if not is_absent(v := record.get(name))}
        else:
            left = _left(record, self._used)
        for key, match in self._matched:
            if key in left and match(record) == left[key]:
                del left[key]  # the pattern found all of it
        for path, get, keys in self._objects:
            value = get(record)
            if value is not None and not keeps_all(value, keys):
                left[path] = value
        for path, get in self._names:
            if isinstance(value := get(record), dict):
                left[path] = value  # of which the name alone was taken
        for path, get in self._numbers:
            if holds_more(value := get(record)):
                left[path] = value
        for name, named in self._named:
            if not is_absent(value := named(record)):
                left[name] = value
        if self._own is not None and not is_absent(value := self._own(record)):
            found = paths.opened(value) if isinstance(value, str) else value
            left = _beside(found if isinstance(found, dict) else {"extra": value}, left)
        return _written(left) if left else None


def _keys(rule: Rule, mapping: Mapping, known: tuple[str, ...]) -> list[str]:
    """The keys whose values the rule may take."""
    plain = (rule, *rule.first)
    return [key for one in plain if one.path for key in meant(one.path, mapping, known)]


def _beside(own: Record, left: Record) -> Record:
    """What the export's own `extra` holds, with what is left of the row; where both have a key
    and say two things of it, that of `extra` is called so."""
    apart = {name for name, value in own.items() if name in left and left[name] != value}
    return {f"extra.{name}" if name in apart else name: own[name] for name in own} | left


def _tree(
    mapping: Mapping, rules: ReadOnly[str, Rule], status: Rule | None, known: tuple[str, ...]
) -> Tree:
    tree: Tree = dict.fromkeys((*mapping.ignore, *RESERVED, *filter(beside_rejected, known)))
    if mapping.same_names and "extra" in known:
        tree["extra"] = None
    chosen = [used_path(rule, known) for rule in rules.values()]
    if status is not None:  # its word is kept in raw_status, so a table of values loses nothing
        chosen.append(status.path or used_path(status, known))
    for path in chosen:
        if path is None:
            continue
        if named := meant(path, mapping, known):
            tree.update(dict.fromkeys(named))
        elif (steps := paths.keyed(paths.from_root(path, known))) is not None:
            _mark(tree, steps)
    return tree


def _mark(tree: Tree, steps: tuple[str, ...]) -> None:
    for step in steps[:-1]:
        if step in tree and tree[step] is None:
            return  # all of it is used already
        tree = tree.setdefault(step, {})
    tree[steps[-1]] = None


def _left(value: Record, used: Tree) -> Record:
    """The row without what was used; objects that become empty disappear."""
    left = {}
    for key, part in value.items():
        if key in used:
            inner = used[key]
            if inner is None or not isinstance(part, dict):
                if inner is not None:
                    left[key] = part  # not the object that the mapping expects: kept as it is
                continue
            part = _left(part, inner)
            if not part:
                continue
        if not is_absent(part):
            left[key] = part
    return left


def _written(left: Record) -> str:
    """A JSON text with sorted keys, its longest parts cut."""
    value = {key: _shortened(part) for key, part in left.items()}
    text = dumped(value)
    return text if whole(text) == text else whole(dumped(_keys_apart(value)))


def dumped(value: Any) -> str:
    """A value as JSON as it is kept."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _keys_apart(value: Any) -> Any:
    """The same value with half characters in its keys written out, so that two keys stay two."""
    if isinstance(value, dict):
        return {told_apart(str(key)): _keys_apart(part) for key, part in value.items()}
    return [_keys_apart(part) for part in value] if isinstance(value, list) else value


def _shortened(part: Any) -> Any:
    if type(part) is str:
        return cut(part) if len(part) > TEXT_LIMIT else part
    if isinstance(part, dict | list):
        written = as_text(part)
        return cut(written) if len(written) > TEXT_LIMIT else part
    return part

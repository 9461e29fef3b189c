"""Which other fields of an export may say whether a run was good."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.store.reading.history import History

_LOOKED_AT = 200
_DEEPEST = 4
_FEW = 6
_LIKELY = ("score", "reward", "correct", "success", "feedback", "rating", "grade", "pass", "eval")
"""Words in the names of fields that mostly say whether a run was good."""
_NAMES, _VALUES = ("name", "key", "metric"), ("value", "score", "avg", "result")


@dataclass(frozen=True, slots=True)
class NamedScore:
    """A field of an export that may say whether a run was good. path: as rules write it; runs: of
    those looked at that have it; number: whether it holds numbers, or yes and no; values: some."""

    path: str
    runs: int
    number: bool
    values: tuple[str, ...]


def named_scores(history: History, format_: str) -> tuple[NamedScore, ...]:
    """The other fields of a format that may be a score: those called so first, then most runs."""
    runs: Counter[str] = Counter()
    values: dict[str, dict[str, None]] = {}
    number: dict[str, bool] = {}
    for row in history.ask("other_fields", format=format_, shown=_LOOKED_AT):
        for path, value in dict(_leaves(json.loads(row["extra"]), "", 0)).items():
            runs[path] += 1
            values.setdefault(path, {})[_shown(value)] = None
            number[path] = number.get(path, True) and not isinstance(value, str)
    found = [
        NamedScore(path, n, number[path], tuple(values[path])[:_FEW])
        for path, n in runs.items()
        if number[path] or (len(values[path]) <= _FEW and _likely(path))
    ]
    return tuple(sorted(found, key=lambda one: (not _likely(one.path), -one.runs, one.path)))


def _likely(path: str) -> bool:
    return any(word in path.lower() for word in _LIKELY)


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)[:80]


def _leaves(value: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    """The single values within a value, by the paths that lead to them."""
    if isinstance(value, bool | int | float | str) and path:
        yield path, value
    elif depth < _DEEPEST and isinstance(value, Mapping):
        for key, held in value.items():
            if key and "'" not in key:
                plain = not any(sign in key for sign in ".[]*")
                step = key if plain else f"'{key}'"
                yield from _leaves(held, f"{path}.{step}" if path else step, depth + 1)
    elif depth < _DEEPEST and isinstance(value, list) and path:
        yield from _entries(value, path, depth)


def _entries(entries: list[Any], path: str, depth: int) -> Iterator[tuple[str, Any]]:
    """The values in a list of one, or in a list of objects that each say their name."""
    if len(entries) == 1 and not isinstance(entries[0], Mapping | list):
        yield from _leaves(entries[0], f"{path}[0]", depth + 1)
    for entry in entries:
        if isinstance(entry, Mapping):
            key = next((key for key in _NAMES if isinstance(entry.get(key), str)), None)
            held = next((key for key in _VALUES if key in entry), None)
            if key and held and not any(sign in entry[key] for sign in "[]="):
                step = f"{path}[{key}={entry[key].strip()}].{held}"
                yield from _leaves(entry[held], step, depth + 1)

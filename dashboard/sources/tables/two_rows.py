"""A header over two rows: titles of groups of columns, and below them what each column is called.

As people make them in spreadsheets, with cells merged over several columns, or over both rows:
`Run ID | Status | Tokens |` above ` | | in | out` has the columns Tokens in and Tokens out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_UNIT = re.compile(
    r"[(\[]?(?:[mµun]?s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|utc|gmt|tokens?|count|%|#"
    r"|[€$£¥]|usd|eur|gbp|[kmg]?b|bytes?)[)\]]?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LONGEST = 40
"""Letters of a name."""
_PARTS = frozenset(("in", "out", "input", "output", "total", "prompt", "completion", "min", "max"))
"""Names that say nothing without that of their group."""
_QUALIFYING = _PARTS | {
    "planned",
    "expected",
    "estimated",
    "budget",
    "limit",
    "cached",
    "reasoning",
}
"""Groups whose names are another thing than those without the group: planned tokens."""
_NOUNS = frozenset(("tokens", "token"))
"""Units that are names, too."""


def joined(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...] | None:
    """The names that two rows give the columns, "" where there is none; None where the lower row is
    no part of a header. above, below: the cells, "" where nothing stands.

    A cell below another is its part where that one is the title of a group: nothing, or the same
    once more, stands beside it. All others must be empty, the same again, or a unit. None holds a
    digit, as the time of a run does.
    """
    if len(above) != len(below) or any(
        _DIGIT.search(cell) or len(cell) > _LONGEST for cell in below
    ):
        return None
    groups = _groups(above)
    if len(set(groups)) == 1:
        return None  # the title of all is none of a group
    of_group = [bool(name) and groups.count(name) > 1 for name in groups]
    parts = [
        part and own not in ("", name)
        for part, own, name in zip(of_group, below, groups, strict=True)
    ]
    if not any(parts):
        return None
    whole = all(below) and 2 * len(set(groups)) <= len(groups)
    names = []
    for group, title, name, part in zip(groups, above, below, parts, strict=True):
        if part or (whole and name):
            names.append(name)
        elif name in ("", title, group):
            names.append(title)
        elif is_unit(name):
            names.append(f"{title} {name}")
        else:
            return None
    many = Counter(map(str.casefold, names))
    return tuple(
        f"{group} {name}"
        if part and (many[name.casefold()] > 1 or _needs_group(name, group))
        else name
        for group, name, part in zip(groups, names, parts, strict=True)
    )


def _needs_group(name: str, group: str) -> bool:
    """Whether a name says nothing without that of its group, as “in” below “Tokens”, or another
    thing, as “Tokens” below “Planned”."""
    own = name.casefold()
    return own in _PARTS or group.casefold() in _QUALIFYING or (is_unit(name) and own not in _NOUNS)


def _groups(above: Sequence[str]) -> list[str]:
    """What each column stands under: the title above it, or else the nearest to the left."""
    found: list[str] = []
    for title in above:
        found.append(title or (found[-1] if found else ""))
    return found


def is_unit(text: str) -> bool:
    """Whether a text is a unit, in brackets or not."""
    return _UNIT.fullmatch(text) is not None

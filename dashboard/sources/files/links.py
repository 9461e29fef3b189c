"""Links in cells: a table shows a text of each, and in a column of links its address counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OF_ADDRESSES = re.compile(r"(?:url|uri|href|link|\blien|\benlace)\b|リンク|链接", re.IGNORECASE)
_LONGEST = 60
"""Letters of a name."""
_FEWEST = 3
"""Cells of a header: those of an id, a status and a time."""
_ADDRESS = re.compile(r"(?:https?:/)?/\S+", re.IGNORECASE)


def columns_of_links(row: Sequence[str]) -> frozenset[int] | None:
    """The columns, from 0 on, in which the addresses of links count, if this row is a header; None
    if it has too few cells for one of runs, as a title has."""
    if sum(map(bool, row)) < _FEWEST:
        return None
    return frozenset(at for at, name in enumerate(row) if is_of_links(name))


def is_of_links(name: str) -> bool:
    """Whether a column is called like one of links: Task link, URL."""
    return len(name) <= _LONGEST and _OF_ADDRESSES.search(name) is not None


def is_address(text: str) -> bool:
    """Whether a link leads to a page, on the web or the same site, and not into this one."""
    return _ADDRESS.fullmatch(text) is not None

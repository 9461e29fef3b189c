"""Cells of a table in Markdown, as a page shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.sources.files.links import columns_of_links

_LINK = re.compile(r"\[([^\[\]]*)\]\(<?([^\s()<>]+)>?(?:\s+\"[^\"]*\")?\)")
_BOLD, _CODE = re.compile(r"(\*\*|__)(\S(?:.*\S)?)\1"), re.compile(r"(`+)([^`]+)\1")


class ShownCells:
    """Gives the cells of row after row as they are shown: without the marks of bold and of code
    around all of a cell, and of a link its text, or in a column of links its address."""

    def __init__(self) -> None:
        self._of_links: frozenset[int] | None = None

    def of(self, cells: Sequence[str]) -> list[str]:
        """Those of one row."""
        if self._of_links is None:
            self._of_links = columns_of_links(cells)
        return [_shown(cell, at in (self._of_links or ())) for at, cell in enumerate(cells)]


def _shown(cell: str, is_of_links: bool) -> str:
    for mark in (_BOLD, _CODE):
        if found := mark.fullmatch(cell):
            cell = found[2]
    return _LINK.sub(r"\2" if is_of_links else r"\1", cell)

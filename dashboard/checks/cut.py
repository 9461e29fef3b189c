"""Whether a preview is only the beginning of what was written."""

from __future__ import annotations

import re

_DOTS = re.compile(r"(?:…|\.\.\.)[\s\"”»’]*\Z")


def ends_in_dots(text: str) -> bool:
    """Whether a text ends as previews do that were cut: "… and the"."""
    return bool(_DOTS.search(text))


def is_cut(text: str, limit: int | None) -> bool:
    """Whether a preview may go on. limit: the length at which its export cuts, None for none."""
    return ends_in_dots(text) or (limit is not None and len(text) >= limit)

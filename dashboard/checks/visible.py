"""Whether what an export shows of an output is one at all, and not what stands for none."""

from __future__ import annotations

import unicodedata

_FOR_NONE = (
    "n/a", "na", "nan", "null", "none", "nil", "undefined", "empty", "no output", "no comment",
    "no content",
)  # fmt: skip
_SEEN = r"\p{L}\p{N}\p{S}"
NOTHING = rf"(?i)^[^{_SEEN}]*(?:(?:{'|'.join(_FOR_NONE)})[^{_SEEN}]*)?$"
"""A text that says nothing: no letters, digits and symbols, or a word for none, as DuckDB reads it.
"""


def says_nothing(text: str) -> bool:
    """Whether a text is what systems write where there is none: empty, "-", "null", "{}"."""
    if len(text) > 100 and text.strip():
        return False
    seen = [char for char in text if unicodedata.category(char)[0] in "LNS"]
    inner = text[text.index(seen[0]) : text.rindex(seen[-1]) + 1] if seen else ""
    return not seen or inner.lower() in _FOR_NONE

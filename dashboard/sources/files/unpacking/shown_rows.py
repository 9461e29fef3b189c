"""How a page says which rows of all it shows: 1–50 of 640, Showing 1 to 50 of 640 entries."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,3}(?:[,.\u00a0\u202f]\d{3})+|\d+"
_SHOWN = re.compile(
    rf"\b({_NUMBER})\s*(?:[-–—]|to|bis|à|a)\s*({_NUMBER})\s+(?:of|von|sur|de|di|van|z)\s+"
    rf"({_NUMBER})\b",
    re.IGNORECASE,
)


def part_of_all(text: str) -> str | None:
    """The words by which a text says that there are more rows than it shows; None without any."""
    for found in _SHOWN.finditer(text):
        first, last, every = (int(re.sub(r"\D", "", number)) for number in found.groups())
        if first <= last < every or 1 < first <= last == every:
            return " ".join(found[0].split())
    return None

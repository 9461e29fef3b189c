"""Finding dates in what pages and commands say, and among them those in no form of ours."""

from __future__ import annotations

import re

MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
DAY = rf"\d{{1,2}} {MONTH} \d{{4}}"
FIRST = (
    rf"\d{{1,2}}–|\d{{1,2}} (?P<month>{MONTH}) – (?!\d+ (?P=month))|\d{{1,2}} {MONTH} \d{{4}} – "
)
OURS = re.compile(rf"\b(?:{FIRST})?{DAY}(?:, \d\d:\d\d(?::\d\d)?)?(?!\d)")
"""9 Nov 2026; 9–15 Nov 2026; 28 Sep – 4 Oct 2026; 9 Nov 2026, 09:10."""
TICK = re.compile(rf"\d{{1,2}} {MONTH}(?: \d{{4}})?(?:, \d\d:\d\d)?|\d\d:\d\d")
OTHER = re.compile(
    rf"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*day)?,? [\d§]|\b\d{{1,2}}\.? {MONTH}"
    rf"|\b{MONTH}(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.? \d"
    r"|\b\d{4}-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,2}:\d\d,? [\d§]"
)


def other_dates(text: str) -> list[str]:
    """The dates of a text that are written otherwise, each with some words around it."""
    rest = OURS.sub("§", text)
    return [rest[max(0, at.start() - 20) : at.end() + 20] for at in OTHER.finditer(rest)]

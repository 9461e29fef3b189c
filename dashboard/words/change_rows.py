"""What came after a change, in few words, for a row of a list."""

from __future__ import annotations

from dashboard.analysis import verdict
from dashboard.analysis.impact import Impact
from dashboard.words.change_times import when
from dashboard.words.changes import share, span, with_articles
from dashboard.words.values import SURE, points, unbroken

DIFFERENCE = f"Difference {SURE}"


def sides(found: Impact) -> str:
    """What came after a change, and what was before: "76.7 % of 374, was 91.6 % of 509". No line
    ends within a number and what it counts."""
    before, after = found.sides.all_before, found.sides.all_after
    was = f"was {share(before)}" if before.n else "no runs just before"
    return f"{unbroken(share(after))}, {unbroken(was)}"


def in_short(day: str, what: str, year: int | None) -> str:
    """What was changed and when, where there is little room: without the year of all changes
    beside it, if that is one, and with no word that its worker says again."""
    return f"{day.removesuffix(f' {year}')}: {what.removeprefix('worker ')}"


def moved(found: Impact) -> str:
    """By how much the rate moved, and its range: "−14.8 points (−22.0 to −7.2)"; "" where nothing
    is compared. No line ends within brackets."""
    by = difference(found)
    if by is None or not found.estimate or found.verdict == verdict.NOT_ENOUGH:
        return ""
    told = [points(by), f"({span(found.estimate.interval())})"]
    told += ["within each kind", "of work"] * _alike(found)
    return " ".join(unbroken(part) for part in told)


def difference(found: Impact) -> float | None:
    """The difference that is told of a change, as a fraction: as it was seen, or within each kind
    of work where that is other than before; None where nothing is compared."""
    if not found.observed or not found.estimate:
        return None
    return found.estimate.value if _alike(found) else found.observed.value


def _alike(found: Impact) -> bool:
    """Whether the difference is one within each kind of work."""
    return found.sides.shifted and found.sides.adjusted is not None


def note(found: Impact) -> str:
    """What else changed, or when a verdict becomes possible; "" for nothing."""
    if found.verdict == verdict.CONFOUNDED:
        return f"{with_articles(found.sides.confounded_by)} changed too"
    told = []
    if _alike(found):
        told.append("other kinds of work")
    elif found.sides.within:
        told.append(f"{with_articles(found.sides.within)} changed too")
    if possible := when(found):
        told.append(f"verdict possible {possible}")
    elif not found.decided:
        told.append("no verdict within 8 weeks" if found.open else "no verdict possible")
    return "; ".join(told)

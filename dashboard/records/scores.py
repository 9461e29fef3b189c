"""Scores that are no numbers: their run is kept without a score, and it is said."""

from __future__ import annotations

from dashboard.records import convert
from dashboard.sources.mapping import getters
from dashboard.sources.mapping.getters import Finder
from dashboard.sources.mapping.rules import Rule
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.raw import Record


class ScoreReader:
    """Reads the score of a raw row, as one field's rule finds it."""

    def __init__(self, rule: Rule, find: Finder) -> None:
        self._get = getters.compile_rule(rule, find, convert.reckoning("score"))

    def why_none(self, record: Record) -> str | None:
        """Why what stands there is no number; None of a number, of nothing, and of what breaks
        its row."""
        try:
            value = self._get(record)
        except (BadValue, RecursionError):
            return None
        try:
            convert.number(value)
        except BadValue as bad:
            return bad.reason
        return None


class UnreadScores:
    """Counts the rows of an export whose scores are no numbers."""

    def __init__(self) -> None:
        self.rows = 0
        self._first = ""

    def look(self, reader: ScoreReader, record: Record) -> None:
        """Look at one row."""
        reason = reader.why_none(record)
        if reason is not None:
            self.rows += 1
            self._first = self._first or reason

    def notices(self) -> tuple[str, ...]:
        """What to say of them, once all rows were looked at."""
        if not self.rows:
            return ()
        one = self.rows == 1
        rows = "1 row has" if one else f"{self.rows:,} rows have"
        first = self._first if one else f"the first: {self._first}"
        return (
            f"{rows} a score that can’t be read ({first}). {'It is' if one else 'They are'} loaded "
            "without it and not judged by it. A mapping can say what such words mean (values).",
        )


def score(value: object) -> float | None:
    """A score as a number; None where it is none."""
    try:
        return convert.number(value)
    except BadValue:
        return None

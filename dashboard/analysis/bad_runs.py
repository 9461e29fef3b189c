"""Why runs that completed were judged bad: the reasons of the export, put together like errors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.causes.error_template import template_of
from dashboard.causes.masks import MARK
from dashboard.causes.templates import merge
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BadReason:
    """A reason. reason: as the export says it, what varies as "…"; newest: the id of a run; timed:
    whether it has a time of the export, without which it is just one of them."""

    reason: str
    runs: int
    newest: str
    timed: bool


@dataclass(frozen=True, slots=True)
class BadRuns:
    """The runs that completed and are yet not simply well.

    bad: of the judged runs, those that completed and of which the export says whether they were
    good, those that were not; reasons: why, most runs first, empty where
    the export gives none; origins: runs by whose fault it was, where somebody wrote it, most first;
    completed_with_error: runs that completed and say an error.
    """

    bad: int
    finished: int
    judged: int
    reasons: tuple[BadReason, ...]
    origins: dict[str, int]
    completed_with_error: int

    @property
    def without_reason(self) -> int:
        """Bad runs of which the export doesn't say why."""
        return self.bad - sum(reason.runs for reason in self.reasons)


def bad_runs(history: History, filters: Filters) -> BadRuns:
    """Why the chosen runs that completed were judged bad, and how many of them say an error."""
    headline = history.ask("headline", filters)[0]
    return BadRuns(
        bad=headline["bad"],
        finished=headline["succeeded"] + headline["bad"] + headline["failed"],
        judged=headline["judged"],
        reasons=_reasons(history, filters) if headline["bad"] else (),
        origins={row["origin"]: row["runs"] for row in history.ask("bad_origins", filters)},
        completed_with_error=history.ask("anomalies", filters)[0]["completed_with_error"],
    )


def _reasons(history: History, filters: Filters) -> tuple[BadReason, ...]:
    rows = history.ask("bad_reasons", filters)
    templates = [template_of(None, row["reason"]) for row in rows]
    counts: Counter[str] = Counter()
    for row, template in zip(rows, templates, strict=True):
        counts[template] += row["runs"]
    first_of = merge(counts)
    runs: Counter[str] = Counter()
    newest: dict[str, tuple[bool, datetime, str]] = {}
    for row, template in zip(rows, templates, strict=True):
        first = first_of[template]
        runs[first] += row["runs"]
        last = row["last"] is not None, row["last"] or _NEVER, row["newest"]
        newest[first] = max(newest.get(first, last), last)
    return tuple(
        BadReason(first.replace(MARK, "…"), found, newest[first][2], timed=newest[first][0])
        for first, found in sorted(runs.items(), key=lambda item: (-item[1], item[0]))
    )

"""Why runs that completed were judged bad: the reasons of the export, put together like errors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dashboard.causes.error_template import template_of
from dashboard.causes.masks import MARK
from dashboard.causes.templates import merge
from dashboard.store.filters import Filters
from dashboard.store.history import History


@dataclass(frozen=True, slots=True)
class BadReason:
    """A reason. reason: as the export says it, what varies as "…"; newest: the id of a run."""

    reason: str
    runs: int
    newest: str


def bad_reasons(history: History, filters: Filters) -> tuple[BadReason, ...]:
    """The reasons of the chosen bad runs, most runs first; empty where the export gives none."""
    rows = history.ask("bad_reasons", filters)
    templates = [template_of(None, row["reason"]) for row in rows]
    counts: Counter[str] = Counter()
    for row, template in zip(rows, templates, strict=True):
        counts[template] += row["runs"]
    first_of = merge(counts)
    runs: Counter[str] = Counter()
    newest: dict[str, str] = {}
    for row, template in zip(rows, templates, strict=True):
        first = first_of[template]
        runs[first] += row["runs"]
        newest[first] = max(newest.get(first, ""), row["newest"])
    return tuple(
        BadReason(first.replace(MARK, "…"), found, newest[first])
        for first, found in sorted(runs.items(), key=lambda item: (-item[1], item[0]))
    )

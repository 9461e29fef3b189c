"""show bad: why runs that completed were judged bad, and how many of them say an error."""

from __future__ import annotations

from dashboard.analysis.bad_runs import BadRuns, bad_runs
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, table
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About
from dashboard.store.reading.history import History
from dashboard.words.causes import why_bad, with_an_error
from dashboard.words.newest import newest_run
from dashboard.words.origins import bad_origins_told


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    found = bad_runs(history, filters)
    return lambda: document_of(found), text_of(found, history.about)


def document_of(found: BadRuns) -> Document:
    """The document of `show bad`: the counts, and one object a reason, most runs first."""
    return {
        "bad": found.bad,
        "finished": found.finished,
        "without_reason": found.without_reason,
        "origins": found.origins,
        "completed_with_error": found.completed_with_error,
        "reasons": [
            {
                "reason": row.reason,
                "runs": row.runs,
                "newest_run": row.newest if row.timed else None,
            }
            for row in found.reasons
        ],
    }


def text_of(found: BadRuns, about: About) -> str:
    """How many runs were bad, and one line a reason."""
    lines = [why_bad(found), *filter(None, [bad_origins_told(found)])]
    if found.completed_with_error:
        lines.append(with_an_error(found.completed_with_error))
    if found.reasons:
        rows = [(row.reason, row.runs, row.newest) for row in found.reasons]
        lines += ["", table(("reason", "runs", newest_run(about).lower()), rows)]
    return "\n".join(lines)

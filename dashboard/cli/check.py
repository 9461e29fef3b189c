"""The command check: whether a regression stands, for a pipeline."""

from __future__ import annotations

from dashboard.analysis.changes import Changes, all_changes
from dashboard.analysis.looked_at import LookedAt, looked_at
from dashboard.analysis.worker_weeks import WorkerWeeks, worker_weeks
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Document, json_text, utc
from dashboard.cli.show.changes import impact_document
from dashboard.cli.streams import CALLS_FOR_ACTION, OK, remark
from dashboard.cli.summary import summary
from dashboard.cli.workspace import filters_of, history_of
from dashboard.store.filters.filter_links import to_params
from dashboard.store.reading.about import About
from dashboard.words.announcements import announcements
from dashboard.words.left_out import CHANGES, filters_left_out


def check(arguments: Arguments) -> int:
    """Print what stands; the exit status says whether anything does."""
    history = history_of(arguments)
    filters, about = filters_of(arguments, history), history.about
    known = all_changes(history, filters)
    looked = looked_at(history, filters, known)
    weeks = worker_weeks(history, looked.filters)
    left_out = filters_left_out(CHANGES, history, filters)
    for sentence in announcements(about):
        remark(sentence)
    if arguments.json:
        print(json_text(_document(known, weeks, looked, about, left_out)))
    else:
        print(summary(known, weeks, looked, history))
    return CALLS_FOR_ACTION if known.standing else OK


def _document(
    answer: Changes, weeks: WorkerWeeks, looked: LookedAt, about: About, left_out: str
) -> Document:
    """The document of `check`: what was looked at, the regressions that stand, and who got worse
    this week."""
    chosen = looked.filters
    return {
        "looked_at": {
            "changes": looked.changes,
            "shifts": looked.shifts,
            "workers": looked.workers,
            "since": utc(chosen.since) if chosen.since else None,
            "until": utc(chosen.until) if chosen.until else None,
            "data_until": utc(about.now) if about.now else None,
            "filters": to_params(chosen.within(None, None), about.zone),
            "filters_left_out": left_out or None,
        },
        "regressions": [impact_document(impact, ()) for impact in answer.standing],
        "worse_this_week": [
            {
                "worker": worse.worker,
                "worker_id": worse.worker_id,
                "failed": worse.week.now.s,
                "finished": worse.week.now.n,
                "expected_failures": worse.judged.expected,
                "q": worse.judged.q,
            }
            for worse in weeks.worse
        ],
        "notices": list(announcements(about)),
    }

"""show causes: why runs failed."""

from __future__ import annotations

from dashboard.analysis.causes import CauseRow, FailedRuns, causes
from dashboard.analysis.compared import ComparedTime, NotCompared, compared_time
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, table, utc
from dashboard.cli.show.compared import asked_for, not_compared_because, sentence, time_document
from dashboard.cli.workspace import options_of
from dashboard.started import command
from dashboard.store.filters.against import BEFORE
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words import causes as cause_words
from dashboard.words.origins import origin_cell
from dashboard.words.values import count, still_failed_cell


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    found, time = causes(history, filters), compared_time(history.about, filters)
    then = _then(history, filters, time)
    text = text_of(found, filters, history.about.zone)
    if asked_for(filters, arguments):
        text = f"{text}\n\n{_compared(found, time, then, history)}"
    return lambda: document_of(found, time, then), text


def document_of(
    answer: FailedRuns, time: ComparedTime | NotCompared, then: dict[str, int]
) -> list[Document]:
    """The document of `show causes`: one object a cause, most excess first. time, then: what the
    period is compared with, and how many runs failed by each cause then."""
    compared = {"before": time_document(time), "not_compared": not_compared_because(time)}
    return [
        _cause(row, answer)
        | compared
        | {"runs_before": then.get(row.cause.key, 0) if compared["before"] else None}
        for row in answer.rows
    ]


def _then(history: History, filters: Filters, time: ComparedTime | NotCompared) -> dict[str, int]:
    """How many of the same runs failed by each cause in the time compared."""
    if isinstance(time, NotCompared):
        return {}
    rows = history.ask("causes", filters.within(time.since, time.until))
    return {row["cause"]: row["runs"] for row in rows}


def _compared(
    answer: FailedRuns, time: ComparedTime | NotCompared, then: dict[str, int], history: History
) -> str:
    """How many failed then, and by cause now and then."""
    told = sentence(time, f"{count(sum(then.values()), 'run')} failed", history.about)
    now = {row.cause.key: row.runs for row in answer.rows}
    rows = [
        (history.causes.by_key[key].label, now.get(key, 0), then.get(key, 0))
        for key in {**now, **then}
    ]
    if isinstance(time, NotCompared) or not rows:
        return told
    return f"{told}\n\n{table(('', 'runs', 'then'), rows)}"


def _cause(row: CauseRow, answer: FailedRuns) -> Document:
    window = answer.reviewed
    return {
        "cause": row.cause.key,
        "label": row.cause.label,
        "origin": row.origin,
        "origins": row.origins,
        "rule": row.cause.rule.name if row.cause.rule else None,
        "named": row.cause.named,
        "runs": row.runs,
        "workers": row.workers,
        "tasks": row.tasks,
        "pairs_of_worker_and_task": row.pairs,
        "unresolved_tasks": row.unresolved,
        "tasks_without_order": row.untold,
        "first_seen": row.first and utc(row.first),
        "last_seen": row.last and utc(row.last),
        "state": row.state,
        "expected": row.usual.expected if row.usual else None,
        "limit": row.usual.limit if row.usual else None,
        "reviewed": None
        if window is None
        else {"since": utc(window.since), "until": utc(window.until), "runs": row.seen.window},
        "example_run": row.typical,
        "newest_run": row.newest,
        "oldest_run": row.oldest,
        "templates": [
            {
                "template_id": kind.template_id or None,
                "template": kind.template or None,
                "error_type": kind.error_type or None,
                "runs_ever": kind.runs,
            }
            for kind in row.cause.kinds
        ],
    }


def text_of(answer: FailedRuns, filters: Filters, zone: str) -> str:
    """One line a cause, most excess first, and what its state is about."""
    lines = [cause_words.why_runs_failed(answer, filters, zone)]
    if answer.bad:
        options = options_of(filters.compared_with(BEFORE), zone)
        lines.append(f"Why runs were judged bad: {command(f'show bad{options}')}")
    if answer.completed_with_error:
        lines.append(cause_words.with_an_error(answer.completed_with_error))
    if answer.reviewed:
        lines.append(cause_words.states_are_about(answer.reviewed, zone))
    window = answer.reviewed
    failed = f"failed {cause_words.window_days(window, zone)}" if window else "failed"
    heads = ("cause", "", "origin", "runs", "workers", "tasks still failed", "state", failed)
    rows = [
        (
            row.cause.key,
            row.cause.label,
            origin_cell(row),
            row.runs,
            row.workers,
            still_failed_cell(row.unresolved, row.untold),
            row.state,
            cause_words.usually(row.seen, row.usual),
        )
        for row in answer.rows
    ]
    return "\n".join([*lines, "", table(heads, rows)])

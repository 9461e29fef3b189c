"""show runs: the chosen runs, newest first, a part of the list at a time."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from dashboard.analysis.compared import ComparedTime, NotCompared, compared_time
from dashboard.analysis.coverage import judged
from dashboard.analysis.runs import RunLine, causes_of, newest
from dashboard.causes.grouping import Cause
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, plain, table
from dashboard.cli.show.compared import asked_for, not_compared_because, sentence, time_document
from dashboard.errors import FilterInvalid
from dashboard.started import command
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.values import count, moment, outcome_label

SHOWN, MOST = 50, 10_000


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    limit, after = _part(arguments)
    of = history.ask("how_many", filters)[0]["runs"]
    lines = newest(history, filters, limit, after)
    causes = causes_of(history, lines)
    text = text_of(lines, causes, history.about.zone, judged=judged(history.about))
    time = compared_time(history.about, filters)
    then = _of(history, filters, time)
    told = _told(lines, after, of)
    if asked_for(filters, arguments):
        told = f"{told}\n{sentence(time, count(then or 0, 'run'), history.about)}"
    document = document_of(lines, causes, of, after) | {
        "before": None if then is None else {**(time_document(time) or {}), "of": then},
        "not_compared": not_compared_because(time),
    }
    return lambda: document, f"{told}\n\n{text}" if lines else told


def _of(history: History, filters: Filters, time: ComparedTime | NotCompared) -> int | None:
    """How many runs the same filters choose of the time compared; None where nothing is."""
    if isinstance(time, NotCompared):
        return None
    found: int = history.ask("how_many", filters.within(time.since, time.until))[0]["runs"]
    return found


def _part(arguments: Arguments) -> tuple[int, int]:
    """How many runs to show, and after how many newer ones. Raises FilterInvalid."""
    limit = SHOWN if arguments.limit is None else arguments.limit
    after = min(arguments.after or 0, sys.maxsize)  # what the database can count
    if not 1 <= limit <= MOST:
        raise FilterInvalid(
            f"--limit is from 1 to {MOST:,}, and not {limit:,}.",
            remedy=f"All runs, however many, are written to a file by `{command('export FILE')}`.",
        )
    if after < 0:
        raise FilterInvalid("--after passes over newer runs; it is 0 or more.")
    return limit, after


def document_of(
    lines: Sequence[RunLine], causes: Mapping[str, Cause], of: int, after: int
) -> Document:
    """The document of `show runs`. of: how many were chosen; after: how many newer ones come
    before these."""
    return {"of": of, "after": after, "runs": [_document(line, causes) for line in lines]}


def _document(line: RunLine, causes: Mapping[str, Cause]) -> Document:
    cause = causes.get(line.run_id)
    return {
        **{name: plain(value) for name, value in asdict(line).items()},
        "cause": cause and cause.key,
        "cause_label": cause and cause.label,
    }


def _told(lines: Sequence[RunLine], after: int, of: int) -> str:
    """Which part of the list this is: "62 runs", "Showing 50 of 212 runs, after 50 newer ones"."""
    shown = len(lines)
    if shown == of:
        return count(of, "run") if of else "No run fits these filters."
    if lines and not any(line.created_at for line in lines):
        others = f", after {after:,} others" if after else ""
        return f"Showing {shown:,} of {count(of, 'run')}, in no order{others}."
    newer = f", after {after:,} newer ones" if after else ""
    return f"Showing {shown:,} of {count(of, 'run')}, newest first{newer}."


def text_of(
    lines: Sequence[RunLine], causes: Mapping[str, Cause], zone: str, *, judged: bool
) -> str:
    """One line a run, newest first. judged: the export says whether completed runs were good."""
    heads = ("run", "outcome", f"created ({zone})", "worker", "task", "cause")
    return table(
        heads,
        [
            (
                line.run_id,
                outcome_label(line.outcome, judged=judged),
                line.created_at and moment(line.created_at, zone),
                line.worker or line.worker_id,
                line.task_title or line.task_id,
                causes[line.run_id].label if line.run_id in causes else None,
            )
            for line in lines
        ],
    )

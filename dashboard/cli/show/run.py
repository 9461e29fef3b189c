"""show run: what the history knows of one run."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dashboard.analysis.clearance import clearance, is_to_rerun, left_by
from dashboard.analysis.output_checks import checked
from dashboard.analysis.run import RunDetail, run
from dashboard.causes.grouping import Cause
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, one_line, plain, table, utc, value
from dashboard.cli.run_checks import checks_document, checks_text
from dashboard.cli.run_clearance import clearance_document, clearance_text
from dashboard.cli.workspace import home_of
from dashboard.ledger.clearances import LookedUp, looked_up
from dashboard.ledger.judgements import Judgement, judgements_of
from dashboard.ledger.ledger import Ledger
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.cleaned_runs import Cleaning
from dashboard.store.reading.history import History
from dashboard.words.judgements import differing_words, judgement_line
from dashboard.words.looked_up import cleaned_line, looked_up_line
from dashboard.words.values import moment


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    detail = run(history, arguments.run_id or "")
    checks = checked(history, detail)
    rerun = clearance(history, detail.values["run_id"]) if is_to_rerun(detail) else None
    judged = judgements_of(history.entries, detail.values["run_id"])
    holding = [one for one in judged if one in history.judgements]
    run_id = detail.values["run_id"]
    left = left_by(history, run_id)
    found = looked_up(Ledger(home_of(arguments).path).entries(), run_id)
    cleaned = history.cleaned.get(run_id)
    document = document_of(detail) | {
        "judgements": [_judgement(one, holding) for one in judged],
        "checks": checks_document(checks),
        "clearance": rerun and clearance_document(rerun),
        "looked_up": [_looked_up(one, left) for one in found],
        "cleaned_up": cleaned and _cleaned_up(cleaned),
    }
    zone = history.about.zone
    parts = [text_of(detail, zone), checks_text(checks)]
    parts += [clearance_text(rerun)] if rerun else []
    parts += ["\n".join(looked_up_line(one, left, zone) for one in found)] if found else []
    parts += [cleaned_line(cleaned, zone)] if cleaned else []
    lines = [judgement_line(one, zone, holds=one in holding) for one in judged]
    lines += [differing] if (differing := differing_words(holding)) else []
    parts += ["\n".join(lines)] if lines else []
    return lambda: document, "\n\n".join(parts)


def _looked_up(found: LookedUp, left: str) -> Document:
    return {
        "entry": found.entry,
        "place": found.place,
        "found": found.found,
        "note": found.note or None,
        "who": found.who or None,
        "at": utc(found.at),
        "holds": found.holds(left),
    }


def _cleaned_up(found: Cleaning) -> Document:
    word = found.word
    return {
        "entry": word.entry,
        "cleaned": word.cleaned,
        "customer_told": word.told,
        "who": word.who or None,
        "at": utc(word.at),
        "runs": word.together,
        "holds": found.holds,
    }


def _judgement(said: Judgement, holding: Sequence[Judgement]) -> Document:
    """holding: what holds of the run, oldest first, of which the last word counts."""
    return {
        "verdict": said.verdict,
        "why": said.why or None,
        "who": said.who or None,
        "at": utc(said.at),
        "holds": said in holding,
        "counts": said in holding[-1:],
    }


def document_of(detail: RunDetail) -> Document:
    """The document of `show run`: the canonical run, and what the history knows beside it."""
    return {
        **{name: plain(value) for name, value in detail.values.items()},
        "extra": detail.extra,
        "instructions_text": detail.instructions_text,
        "cause": None if detail.cause is None else _cause_of_run(detail.cause, detail.origin),
        "origin": detail.origin,
        "versions": detail.versions,
        "went_backwards": detail.went_backwards,
        "task_runs": [
            {
                "run_id": brief.run_id,
                "outcome": brief.outcome,
                "created_at": brief.created_at and utc(brief.created_at),
                "version": brief.version,
                "is_latest": brief.is_latest,
            }
            for brief in detail.task_runs
        ],
    }


def _cause_of_run(cause: Cause, origin: str | None) -> Document:
    return {
        "cause": cause.key,
        "label": cause.label,
        "origin": origin,
        "rule": cause.rule.name if cause.rule else None,
        "check": dict(cause.rule.check) if cause.rule else {},
    }


def text_of(detail: RunDetail, zone: str) -> str:
    """Every field of a run that has a value, by step, and what is missing; why it failed."""
    lines = []
    for group in detail.groups:
        lines.append(group.name)
        if group.name == "failed" and detail.cause:
            lines.append(f"  cause: {_cause_told(detail.cause, detail.origin)}")
        lines += [f"  {name}: {value(held, zone)}" for name, held in group.values.items()]
        if group.empty:
            lines.append(f"  empty: {', '.join(group.empty)}")
        if group.not_exported:
            lines.append(f"  not in your export: {', '.join(group.not_exported)}")
    lines += [f"extra: {json.dumps(detail.extra, ensure_ascii=False)}"] if detail.extra else []
    others = [
        (brief.run_id, brief.outcome, brief.created_at and moment(brief.created_at, zone))
        for brief in detail.task_runs
    ]
    return "\n".join(
        [*lines, "", table(("runs of this task", "outcome", f"created ({zone})"), others)]
    )


def _cause_told(cause: Cause, origin: str | None) -> str:
    return f"{one_line(cause.label)} ({cause.key}), origin: {origin}"

"""show trends: runs by outcome over time."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

from dashboard.analysis.change_log import Change
from dashboard.analysis.compared import NotCompared
from dashboard.analysis.coverage import judged
from dashboard.analysis.headline import Before, Headline
from dashboard.analysis.success_rules import defined
from dashboard.analysis.trends import Bucket, Trends, trends
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, one_line, pair, rate, table, utc
from dashboard.cli.show.compared import not_compared_because, time_document
from dashboard.dates import day, time
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About
from dashboard.store.reading.history import History
from dashboard.words import values as words
from dashboard.words.compared import compared_with, not_compared
from dashboard.words.sentences import of_tasks, untold_words
from dashboard.words.success import defined_told, rule_words


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    found, zone = trends(history, filters, arguments.by), history.about.zone
    said = defined(history.about)
    text = text_of(found, history.about, judged=judged(history.about))
    told = "\n".join([*(one_line(one, 400) for one in defined_told(said)), text])
    rules = {format_: rule_words(rule) for format_, rule in said.items()}
    return lambda: document_of(found, zone) | {"success_set_by_a_person": rules}, told


UNLIKE_SCORES = "scores cover completed runs on one side only, or many more of them there"


def document_of(answer: Trends, zone: str) -> Document:
    """The document of `show trends`."""
    before = answer.before
    return {
        **_headline(answer.now),
        "before": None if before is None else _before(answer.now, before),
        "not_compared": not_compared_because(answer.compared),
        "unit": answer.unit,
        "zone": zone,
        "buckets": [_bucket(bucket, zone) for bucket in answer.buckets],
        "changes": [change_document(change) for change in answer.changes],
    }


def _headline(now: Headline) -> Document:
    return {
        "runs": now.runs,
        "workers": now.workers,
        "by_status": now.by_status,
        "finished": now.finished,
        "succeeded": now.succeeded,
        "failed": now.failed,
        "bad": now.bad,
        "success_rate": now.success.value,
        "success_rate_withheld": words.withheld(now.success, now.finished),
        "success_interval": pair(now.success.interval),
        "failure_rate": now.failure.value,
        "failure_interval": pair(now.failure.interval),
        "n_eff": now.success.n_eff,
        "tasks": now.tasks,
        "pairs_of_worker_and_task": now.pairs,
        "unresolved_failed_tasks": now.unresolved,
        "tasks_without_order": now.untold,
        "first": None if now.first is None else utc(now.first),
        "last": None if now.last is None else utc(now.last),
    }


def _before(now: Headline, before: Before) -> Document:
    change = before.success
    return {
        **(time_document(before.time) or {}),
        **_headline(before.headline),
        "difference": None if change is None else change.value,
        "difference_interval": None if change is None else pair(change.interval),
        "difference_withheld": _withheld(now, before) if change is None else None,
    }


def _withheld(now: Headline, before: Before) -> str | None:
    """Why no difference to the time before is told."""
    if before.unlike_scores:
        return UNLIKE_SCORES
    sides = (now, before.headline)
    return next(filter(None, (words.withheld(one.success, one.finished) for one in sides)), None)


def _bucket(bucket: Bucket, zone: str) -> Document:
    """The object of one bucket; its numbers are null where no export says what ran."""
    completed = bucket.counts["succeeded"] + bucket.counts["bad"]
    counts = bucket.counts | {"completed": completed}
    return {
        "start": utc(bucket.start.replace(tzinfo=ZoneInfo(zone))),
        "complete": bucket.complete,
        "exported": bucket.exported,
        **(counts if bucket.exported else dict.fromkeys(counts)),
    }


def change_document(change: Change) -> Document:
    """The object of one change. unseen_from: of a shift that may have been on any day from it on,
    as no export covers them; not_after: the last day of its week, where no more is known."""
    return {
        "worker": change.worker,
        "changed_at": utc(change.at),
        "unseen_from": change.unseen_from and change.unseen_from.isoformat(),
        "not_after": change.not_after and change.not_after.isoformat(),
        "what": change.what,
        "from": change.old,
        "to": change.new,
        "how": change.how,
        "origin": change.origin,
        "entry": change.entry,
    }


def _rate(now: Headline) -> str:
    why = words.withheld(now.success, now.finished)
    return f"no rate, because {why}" if why else rate(now.success)


def text_of(answer: Trends, about: About, *, judged: bool) -> str:
    """Headline and buckets. judged: the export says whether completed runs were good."""
    now, zone = answer.now, about.zone
    rated = "Success rate" if judged else "Completed"
    statuses = ", ".join(f"{count:,} {word}" for word, count in now.by_status.items() if count)
    lines = [
        f"Runs: {now.runs:,}, workers: {now.workers:,}" + (f"; {statuses}" if statuses else ""),
        f"{rated}: {_rate(now)}; failed: {now.failed:,}" + (f", bad: {now.bad:,}" * judged),
    ]
    if now.tasks:
        still = "not known" if now.unresolved is None else f"{now.unresolved:,}"
        lines.append(f"Tasks still failed: {still} {of_tasks(now)}")
    if untold := untold_words(now.untold, "still failed", pairs=now.pairs > now.tasks):
        lines.append(f"{untold.capitalize()}.")
    if answer.before and answer.before.unlike_scores:
        lines.append(f"No difference to the time before is told: {UNLIKE_SCORES}.")
    if answer.before and (change := answer.before.success):
        then = answer.before.headline.success
        moved = f"difference {words.points(change.value)} ({words.points_interval(change)})"
        if words.too_few_to_compare(now.success, then):
            moved = words.HOW_FAR
        told = compared_with(answer.before.time)
        lines.append(f"Compared with {told}: {rate(then)}; {moved}")
    if isinstance(answer.compared, NotCompared) and answer.compared.meant:
        lines.append(not_compared(answer.compared, about))
    if not answer.buckets:
        return "\n".join(lines)
    outcomes = tuple(answer.buckets[0].counts) if answer.buckets else ()
    used = [name for name in outcomes if any(bucket.counts[name] for bucket in answer.buckets)]
    rows = [
        [
            name,
            *(bucket.counts[name] if bucket.exported else None for name in used),
            bucket.covered,
        ]
        for name, bucket in zip(_names(answer, zone), answer.buckets, strict=True)
    ]
    named = [words.outcome_word(name, judged=judged) for name in used]
    return "\n".join([*lines, "", table([f"{answer.unit} ({zone})", *named, ""], rows)])


def _names(answer: Trends, zone: str) -> list[str]:
    """When each bucket begins; two of one name with their offset from UTC."""
    starts = [bucket.start for bucket in answer.buckets]
    named = [time(start) if answer.unit == "hour" else day(start) for start in starts]
    alike = Counter(named)
    return [
        f"{name} {start.replace(tzinfo=ZoneInfo(zone)).isoformat()[-6:]}"
        if alike[name] > 1
        else name
        for name, start in zip(named, starts, strict=True)
    ]

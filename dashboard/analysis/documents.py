"""Answers as JSON documents: the contract of `show … --json`.

Rates are fractions, times ISO 8601 in UTC, a missing value is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.analysis.causes import CauseRow, Causes
from dashboard.analysis.change_log import Change
from dashboard.analysis.changes import Changes
from dashboard.analysis.compare import Comparison, Difference
from dashboard.analysis.edits import Edit
from dashboard.analysis.headline import Before, Headline
from dashboard.analysis.impact import Impact
from dashboard.analysis.looked_at import LookedAt
from dashboard.analysis.rates import Interval
from dashboard.analysis.run import RunDetail
from dashboard.analysis.trends import Bucket, Trends
from dashboard.analysis.twin import Twin
from dashboard.analysis.worker_weeks import WorkerWeeks
from dashboard.analysis.workers import WorkerRow
from dashboard.analysis.worse import Judged
from dashboard.causes.grouping import Cause
from dashboard.lint.finding import Finding
from dashboard.store.filters import to_params
from dashboard.store.history import About

Document = dict[str, Any]


def trends_document(answer: Trends, zone: str) -> Document:
    """The document of `show trends`."""
    before = answer.before
    return {
        **_headline(answer.now),
        "before": None if before is None else _before(before),
        "unit": answer.unit,
        "zone": zone,
        "buckets": [_bucket(bucket, zone) for bucket in answer.buckets],
        "changes": [_change(change) for change in answer.changes],
    }


def workers_document(rows: Sequence[WorkerRow], weeks: WorkerWeeks) -> list[Document]:
    """The document of `show workers`. expected, excess, verdict: of the reviewed week."""
    judged = {it.worker_id: it.judged for it in weeks.weeks}
    return [
        {
            "worker": row.worker,
            "worker_id": row.worker_id or None,
            "worker_status": row.worker_status,
            "runs": row.runs,
            "finished": row.finished,
            "succeeded": row.succeeded,
            "failed": row.failed,
            "bad": row.bad,
            "unfinished": row.unfinished,
            "success_rate": row.success.value,
            "success_interval": _pair(row.success.interval),
            "n_eff": row.success.n_eff,
            "few_runs": row.success.few,
            "unresolved_failed_tasks": row.unresolved,
            **_judged(judged.get(row.worker_id), weeks),
        }
        for row in rows
    ]


def _judged(judged: Judged | None, weeks: WorkerWeeks) -> Document:
    window = weeks.reviewed
    return {
        "reviewed": window and {"since": utc(window.since), "until": utc(window.until)},
        "expected_failures": judged.expected if judged else None,
        "excess_failures": judged.excess if judged else None,
        "verdict": judged.verdict if judged else None,
        "p": judged.p if judged else None,
        "q": judged.q if judged else None,
    }


def changes_document(answer: Changes, edits: Sequence[Edit]) -> list[Document]:
    """The document of `show changes`: one object a change, most harm first. edits: of
    instructions, whose text is known."""
    known = {it.change: it for it in edits}
    return [
        _impact(it, [known[one] for one in it.change.changes if one in known])
        for it in answer.impacts
    ]


def _lint(it: Finding) -> Document:
    return {"kind": it.kind, "subject": it.subject, "words": it.words, "against": it.against}


def check_document(answer: Changes, weeks: WorkerWeeks, looked: LookedAt, about: About) -> Document:
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
        },
        "regressions": [_impact(it, ()) for it in answer.standing],
        "worse_this_week": [
            {
                "worker": it.worker,
                "worker_id": it.worker_id,
                "failed": it.week.now.s,
                "finished": it.week.now.n,
                "expected_failures": it.judged.expected,
                "q": it.judged.q,
            }
            for it in weeks.worse
        ],
    }


def _impact(it: Impact, edits: Sequence[Edit]) -> Document:
    group, sides = it.change, it.sides
    return {
        "worker": group.worker,
        "worker_id": group.worker_id,
        "changed_at": utc(group.at),
        "what": list(group.what),
        "from": group.net.old,
        "to": group.net.new,
        "changes": [_change(one) for one in group.changes],
        "should_fix": group.cause,
        "since": utc(it.window.since),
        "until": utc(it.window.until),
        "n_before": sides.all_before.n,
        "n_after": sides.all_after.n,
        "succeeded_before": sides.all_before.s,
        "succeeded_after": sides.all_after.s,
        "rate_before": sides.all_before.value,
        "rate_after": sides.all_after.value,
        "n_eff_before": sides.all_before.n_eff,
        "n_eff_after": sides.all_after.n_eff,
        "difference": it.estimate.value if it.estimate else None,
        "interval": _pair(it.estimate.interval() if it.estimate else None),
        "observed_difference": it.observed.value if it.observed else None,
        "display_interval": _pair(it.observed.interval if it.observed else None),
        "verdict": it.verdict,
        "confounded_by": list(sides.confounded_by),
        "compared_within": list(sides.within),
        "n_compared_before": sides.before.n,
        "n_compared_after": sides.after.n,
        "adjusted_for_mix": sides.adjusted is not None,
        "mix_shift": sides.shifted,
        "scores_left_out": sides.by_failures,
        "runs_still_needed": it.still_needed,
        "days_still_needed": it.days_needed,
        "harm": it.harm,
        "whitespace_only": any(edit.whitespace_only for edit in edits),
        "lint": [_lint(finding) for edit in edits for finding in edit.findings],
        "left_out": {
            "running_during_change": it.during,
            "new_value_before": it.early,
            "old_value_after": it.late,
        },
    }


def causes_document(answer: Causes) -> list[Document]:
    """The document of `show causes`: one object a cause, most excess first."""
    return [_cause(row, answer) for row in answer.rows]


def _cause(row: CauseRow, answer: Causes) -> Document:
    window = answer.reviewed
    return {
        "cause": row.cause.key,
        "label": row.cause.label,
        "origin": row.cause.origin,
        "rule": row.cause.rule.name if row.cause.rule else None,
        "named": row.cause.named,
        "runs": row.runs,
        "workers": row.workers,
        "tasks": row.tasks,
        "unresolved_tasks": row.unresolved,
        "first_seen": utc(row.first),
        "last_seen": utc(row.last),
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


def compare_document(answer: Comparison) -> Document:
    """The document of `show compare`: shares and counts are those of the sides a and b."""
    return {
        "a": {"n": answer.n_a},
        "b": {"n": answer.n_b},
        "in_both": answer.in_both,
        "counted": answer.counted,
        "sampled": answer.sampled,
        "design_effect": answer.effect,
        "tested": answer.tested,
        "differences": [_difference(it) for it in answer.real],
        "not_distinguishable": [_difference(it) for it in answer.others],
        "left_out_as_outcome": list(answer.outcome_copies),
    }


def _difference(it: Difference) -> Document:
    return {
        "attribute": it.attribute.name,
        "value": it.chosen or it.value,
        "label": it.attribute.label,
        "shown": it.value,
        "present": it.present,
        "share_a": it.share_a,
        "share_b": it.share_b,
        "count_a": it.a,
        "count_b": it.b,
        "n_a": it.n_a,
        "n_b": it.n_b,
        "n": it.a + it.b,
        "risk_ratio": it.risk_ratio,
        "interval": [it.low, it.high],
        "design_effect": it.effect,
        "p": it.p,
        "q": it.q,
        "same": [{"attribute": one.attribute.name, "value": one.value} for one in it.same],
    }


def twin_document(answer: Twin) -> Document:
    """The document of `show twin`; "reason" says why there is none."""
    return {
        "run": answer.run_id,
        "twin": answer.twin,
        "distance": answer.distance,
        "differences": [
            {"attribute": it.attribute, "run": _plain(it.run), "twin": _plain(it.twin)}
            for it in answer.differences
        ],
        **({} if answer.twin else {"reason": answer.reason}),
    }


def run_document(detail: RunDetail) -> Document:
    """The document of `show run`: the canonical run, and what the history knows beside it."""
    return {
        **{name: _plain(value) for name, value in detail.values.items()},
        "extra": detail.extra,
        "instructions_text": detail.instructions_text,
        "cause": None if detail.cause is None else _cause_of_run(detail.cause),
        "versions": detail.versions,
        "went_backwards": detail.went_backwards,
        "task_runs": [
            {
                "run_id": brief.run_id,
                "outcome": brief.outcome,
                "created_at": utc(brief.created_at),
                "version": brief.version,
                "is_latest": brief.is_latest,
            }
            for brief in detail.task_runs
        ],
    }


def _cause_of_run(cause: Cause) -> Document:
    return {
        "cause": cause.key,
        "label": cause.label,
        "origin": cause.origin,
        "rule": cause.rule.name if cause.rule else None,
        "check": dict(cause.rule.check) if cause.rule else {},
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
        "success_interval": _pair(now.success.interval),
        "failure_rate": now.failure.value,
        "failure_interval": _pair(now.failure.interval),
        "n_eff": now.success.n_eff,
        "tasks": now.tasks,
        "unresolved_failed_tasks": now.unresolved,
        "first": None if now.first is None else utc(now.first),
        "last": None if now.last is None else utc(now.last),
    }


def _before(before: Before) -> Document:
    change = before.success
    return {
        "since": utc(before.since),
        "until": utc(before.until),
        **_headline(before.headline),
        "difference": None if change is None else change.value,
        "difference_interval": None if change is None else _pair(change.interval),
    }


def _bucket(bucket: Bucket, zone: str) -> Document:
    return {
        "start": utc(bucket.start.replace(tzinfo=ZoneInfo(zone))),
        "complete": bucket.complete,
        **bucket.counts,
        "completed": bucket.counts["succeeded"] + bucket.counts["bad"],
    }


def _change(change: Change) -> Document:
    return {
        "worker": change.worker,
        "changed_at": utc(change.at),
        "what": change.what,
        "from": change.old,
        "to": change.new,
        "how": change.how,
        "origin": change.origin,
        "entry": change.entry,
    }


def _pair(interval: Interval | None) -> list[float] | None:
    return None if interval is None else list(interval)


def utc(moment: datetime) -> str:
    """A time as ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _plain(value: Any) -> Any:
    return utc(value) if isinstance(value, datetime) else value

"""show changes: what came after every change, and what instructions ask for in vain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from shlex import quote

from dashboard.analysis.asked import Asked, asked_in_vain
from dashboard.analysis.changes import Changes, all_changes
from dashboard.analysis.coverage import judged
from dashboard.analysis.edits import Edit, edits
from dashboard.analysis.impact import Impact
from dashboard.analysis.pairs import Pairs
from dashboard.analysis.unordered import Unordered, unordered
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, one_line, pair, utc
from dashboard.cli.show.trends import change_document
from dashboard.lint.finding import Finding
from dashboard.store.filters import Filters
from dashboard.store.history import History
from dashboard.words import changes as change_words
from dashboard.words import edits as edit_words
from dashboard.words.change_times import when_possible
from dashboard.words.unordered import no_order


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    known = all_changes(history, filters)
    edited = edits(history, [it for found in known.impacts for it in found.change.changes])
    about = history.about
    text = text_of(
        known, edited, asked_in_vain(history, filters), about.zone,
        judged=judged(about), newest=about.now,
    )  # fmt: skip
    text = "\n".join([text, *(_compare(one) for one in unordered(history, filters))])
    return document_of(known, edited), text


def _compare(found: Unordered) -> str:
    """That values have no order, with the command that compares the first two."""
    a, b = found.sets[:2]
    told = one_line(no_order(found), width=400)
    return f"{told}\n    worker-runs show compare --a {quote(a)} --b {quote(b)}"


def document_of(answer: Changes, edits: Sequence[Edit]) -> list[Document]:
    """The document of `show changes`: one object a change, most harm first. edits: of
    instructions, whose text is known."""
    known = {it.change: it for it in edits}
    return [
        impact_document(it, [known[one] for one in it.change.changes if one in known])
        for it in answer.impacts
    ]


def impact_document(it: Impact, edits: Sequence[Edit]) -> Document:
    """The object of one change with what came after it."""
    group, sides = it.change, it.sides
    return {
        "worker": group.worker,
        "worker_id": group.worker_id,
        "changed_at": utc(group.at),
        "what": list(group.what),
        "from": group.net.old,
        "to": group.net.new,
        "changes": [change_document(one) for one in group.changes],
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
        "interval": pair(it.estimate.interval() if it.estimate else None),
        "observed_difference": it.observed.value if it.observed else None,
        "display_interval": pair(it.observed.interval if it.observed else None),
        "verdict": it.verdict,
        "replaced": it.replaced,
        "confounded_by": list(sides.confounded_by),
        "compared_within": list(sides.within),
        "n_compared_before": sides.before.n,
        "n_compared_after": sides.after.n,
        "adjusted_for_mix": sides.adjusted is not None,
        "mix_shift": sides.shifted,
        "scores_left_out": sides.by_failures,
        "runs_still_needed": it.still_needed,
        "days_still_needed": it.days_needed,
        "days": _days(it),
        "pairs": _pairs(it.pairs) if it.pairs else None,
        "harm": it.harm,
        "whitespace_only": any(edit.whitespace_only for edit in edits),
        "lint": [_lint(finding) for edit in edits for finding in edit.findings],
        "left_out": {
            "running_during_change": it.during,
            "new_value_before": it.early,
            "old_value_after": it.late,
        },
    }


def _days(it: Impact) -> Document:
    days = it.sides.days
    return {
        "before": days.n_before,
        "after": days.n_after,
        "correlation": days.rho,
        "correlation_of_neighbours": days.rho1,
        "effect_before": days.before,
        "effect_after": days.after,
        "differ": days.differ,
        "too_few": days.few,
    }


def _pairs(same: Pairs) -> Document:
    return {
        "tasks": same.tasks,
        "alike": same.alike,
        "better": same.better,
        "worse": same.worse,
        "day_effect": same.effect,
        "e_value": same.e_value,
    }


def _lint(it: Finding) -> Document:
    return {"kind": it.kind, "subject": it.subject, "words": it.words, "against": it.against}


def text_of(
    answer: Changes,
    edits: Sequence[Edit],
    asked: Sequence[Asked],
    zone: str,
    *,
    judged: bool,
    newest: datetime | None = None,
) -> str:
    """The finding, then a line a change, most harm first, what instructions ask for in vain, and
    what was changed too close.

    edits: of instructions, with a known text; newest: the time of the newest data.
    """
    lines = [change_words.headline(answer)]
    blank = {edit.change for edit in edits if edit.whitespace_only}
    named = edit_words.names([it.change for it in answer.impacts], zone, newest, blank)
    for it in answer.impacts:
        line = change_words.line(it, named[it.change], judged=judged)
        lines += ["", one_line(line, width=600)]
        for sentence in (change_words.why(it), *change_words.also_known(it)):
            lines.append(f"    {one_line(sentence, width=300)}")
        if possible := when_possible(it):
            lines.append(f"    {possible}")
    if told := change_words.by_chance(answer):
        lines += ["", told]
    lines += [""] * bool(asked)
    lines += [line for it in asked for line in _asked(it)]
    lines += [one_line(it, width=300) for it in edit_words.close_advice(answer.too_close)]
    lines += [one_line(it, width=400) for it in [change_words.not_listed(answer)] if it]
    return "\n".join(lines)


def _asked(it: Asked) -> list[str]:
    """A line a finding, with the worker and its newest edit."""
    edit = f", {edit_words.changed(it.edit)}" if it.edit else ""
    name = one_line(f"{it.worker}{edit}", width=200)
    return [f"{name}: {line}" for line in in_vain(it.findings, whole=it.whole)]


def in_vain(findings: Sequence[Finding], *, whole: bool = True) -> list[str]:
    """A line a finding, and that only the beginning of a text was looked at."""
    told = [edit_words.lint_words(it) for it in findings]
    return [one_line(it, width=800) for it in (*told, edit_words.not_whole(whole=whole)) if it]

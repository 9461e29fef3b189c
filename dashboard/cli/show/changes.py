"""show changes: what came after every change, and what instructions ask for in vain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from shlex import quote

from dashboard.analysis.asked import Asked, asked_in_vain
from dashboard.analysis.by_turns import by_turns
from dashboard.analysis.change_log import Together
from dashboard.analysis.changes import Changes, all_changes
from dashboard.analysis.coverage import judged
from dashboard.analysis.edits import Edit, edits
from dashboard.analysis.filled_in import filled_in
from dashboard.analysis.impact import GONE, RECOVERED, REPLACED, STILL_WORSE, Impact
from dashboard.analysis.lacks import Lack, lacks
from dashboard.analysis.pairs import Pairs
from dashboard.analysis.sides import Sides
from dashboard.analysis.unordered import unordered
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, one_line, pair, utc
from dashboard.cli.show.trends import change_document
from dashboard.cli.workspace import options_of
from dashboard.lint.finding import Finding
from dashboard.started import command
from dashboard.store.filters.against import BEFORE
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words import all_changes as all_changes_words
from dashboard.words import changes as change_words
from dashboard.words import edits as edit_words
from dashboard.words.change_times import when_possible
from dashboard.words.lacks import advice, lack_words
from dashboard.words.periods import in_period
from dashboard.words.unordered import no_order, take_turns, text_of_each_run

Lacks = Mapping[Together, Sequence[Lack]]


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    known = all_changes(history, filters)
    edited = edits(history, [change for found in known.listed for change in found.change.changes])
    groups = [impact.change for impact in known.listed]
    joined = dict(zip(groups, lacks(history, filters, known.listed, edited), strict=True))
    about = history.about
    text = text_of(
        known, edited, joined, asked_in_vain(history, filters), about.zone,
        period=in_period(filters, about), judged=judged(about),
    )  # fmt: skip
    options = options_of(filters.compared_with(BEFORE), about.zone)
    told = [_compare(no_order(one), one.sets, options) for one in unordered(history, filters)]
    told += [_compare(take_turns(one), one.sets, options) for one in by_turns(history, filters)]
    told += [one_line(text_of_each_run(one), width=400) for one in filled_in(history, filters)]
    return lambda: document_of(known, edited, joined), "\n".join([text, *told])


def _compare(sentence: str, sets: tuple[str, str], options: str) -> str:
    """What is said of values, with the command that compares the first two. options: its filters,
    as options_of() writes them."""
    a, b = sets
    told = one_line(sentence, width=400)
    return f"{told}\n    {command(f'show compare --a {quote(a)} --b {quote(b)}{options}')}"


def document_of(answer: Changes, edits: Sequence[Edit], joined: Lacks) -> list[Document]:
    """The document of `show changes`: one object a change of the period, most harm first. What
    stands from any other time is in none. edits: of instructions, whose text is known; joined: what
    changes made them ask for in vain."""
    known = {edit.change: edit for edit in edits}
    return [
        impact_document(impact, [known[one] for one in impact.change.changes if one in known])
        | {"lacks": [_lack(lack) for lack in joined[impact.change]]}
        for impact in answer.impacts
    ]


def impact_document(impact: Impact, edits: Sequence[Edit]) -> Document:
    """The object of one change with what came after it."""
    group = impact.change
    return {
        "worker": group.worker,
        "worker_id": group.worker_id,
        "changed_at": utc(group.at),
        "what": list(group.what),
        "from": group.net.old,
        "to": group.net.new,
        "changes": [change_document(one) for one in group.changes],
        "should_fix": group.cause,
        "since": utc(impact.window.since),
        "until": utc(impact.window.until),
        **_rates(impact),
        "verdict": impact.verdict,
        "replaced": impact.fate in (REPLACED, STILL_WORSE),
        "recovered": impact.fate in (RECOVERED, GONE),
        "stands": impact.stands,
        **_compared(impact.sides),
        "runs_still_needed": impact.still_needed,
        "days_still_needed": impact.days_needed,
        "days": _days(impact),
        "pairs": _pairs(impact.pairs) if impact.pairs else None,
        "harm": impact.harm,
        "whitespace_only": any(edit.whitespace_only for edit in edits),
        "lint": [_lint(finding) for edit in edits for finding in edit.findings],
        "left_out": {
            "running_during_change": impact.during,
            "new_value_before": impact.early,
            "old_value_after": impact.late,
        },
    }


def _rates(impact: Impact) -> Document:
    """How many runs went well before and after, and the difference."""
    sides = impact.sides
    return {
        "n_before": sides.all_before.n,
        "n_after": sides.all_after.n,
        "succeeded_before": sides.all_before.s,
        "succeeded_after": sides.all_after.s,
        "rate_before": sides.all_before.value,
        "rate_after": sides.all_after.value,
        "n_eff_before": sides.all_before.n_eff,
        "n_eff_after": sides.all_after.n_eff,
        "difference": impact.estimate.value if impact.estimate else None,
        "interval": pair(impact.estimate.interval() if impact.estimate else None),
        "observed_difference": impact.observed.value if impact.observed else None,
        "display_interval": pair(impact.observed.interval if impact.observed else None),
    }


def _compared(sides: Sides) -> Document:
    """Which of these runs can be compared, and what came beside."""
    return {
        "confounded_by": list(sides.confounded_by),
        "compared_within": list(sides.within),
        "n_compared_before": sides.before.n,
        "n_compared_after": sides.after.n,
        "adjusted_for_mix": sides.adjusted is not None,
        "mix_shift": sides.shifted,
        "scores_left_out": sides.by_failures,
    }


def _days(impact: Impact) -> Document:
    days = impact.sides.days
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


def _lint(finding: Finding) -> Document:
    return {
        "kind": finding.kind,
        "subject": finding.subject,
        "words": finding.words,
        "against": finding.against,
    }


def _lack(lack: Lack) -> Document:
    return {
        "how": lack.how,
        **_lint(lack.finding),
        "sentences": lack.sentences,
        "failed_before": lack.before,
        "failed_after": lack.after,
        "error": lack.error,
        "so_now": lack.now,
    }


def text_of(
    answer: Changes,
    edits: Sequence[Edit],
    joined: Lacks,
    asked: Sequence[Asked],
    zone: str,
    *,
    judged: bool,
    period: str = "",
) -> str:
    """The finding, then a line a change, those of the period and what stands from any other time,
    most harm first; what instructions ask for in vain, and
    what was changed too close.

    edits: of instructions, with a known text; joined: what changes made them ask for in vain, with
    the runs that failed for it; period: in
    which the changes were made, as a sentence ends with it; "" for all data.
    """
    lines = [all_changes_words.headline(answer, period)]
    blank = {edit.change for edit in edits if edit.whitespace_only}
    named = edit_words.names([impact.change for impact in answer.listed], zone, blank)
    for impact in answer.listed:
        name, joins = named[impact.change], joined[impact.change]
        lines += ["", *_lines(impact, name, joins, judged=judged)]
    if told := all_changes_words.by_chance(answer):
        lines += ["", told]
    lines += [""] * bool(asked)
    lines += [line for worker in asked for line in _asked(worker)]
    lines += [
        one_line(sentence, width=300) for sentence in edit_words.close_advice(answer.too_close)
    ]
    lines += [one_line(told, width=400) for told in [all_changes_words.not_listed(answer)] if told]
    return "\n".join(lines)


def _lines(impact: Impact, name: str, joins: Sequence[Lack], *, judged: bool) -> list[str]:
    """The line of a change, and what is known of it below."""
    told = [f"{lack_words(lack, impact)} {advice(lack)}".strip() for lack in joins]
    why = (change_words.why(impact), *change_words.also_known(impact))
    below = [one_line(text, width=800) for text in told]
    below += [one_line(sentence, width=300) for sentence in why]
    below += filter(None, [when_possible(impact)])
    line = one_line(change_words.line(impact, name, judged=judged), width=600)
    return [line, *(f"    {text}" for text in below)]


def _asked(asked: Asked) -> list[str]:
    """A line a finding, with the worker and the edit or the version whose text was read."""
    name = one_line(f"{asked.worker}{edit_words.read(asked)}", width=200)
    return [f"{name}: {line}" for line in in_vain(asked.findings, whole=asked.whole)]


def in_vain(findings: Sequence[Finding], *, whole: bool = True) -> list[str]:
    """A line a finding, and that only the beginning of a text was looked at."""
    told = [edit_words.lint_words(finding) for finding in findings]
    return [
        one_line(line, width=800) for line in (*told, edit_words.not_whole(whole=whole)) if line
    ]

"""show compare: what differs between two sets of runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.analysis.compare import DID_NOT, WORKED, Comparison, compare
from dashboard.analysis.contrast import Contrast
from dashboard.analysis.coverage import judged
from dashboard.analysis.rates import Rate
from dashboard.analysis.side_causes import SideCause
from dashboard.analysis.success import SuccessRates
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, one_line
from dashboard.cli.workspace import refuse_gone
from dashboard.store.filters.filter_links import read_set
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words import compare as compare_words
from dashboard.words.set_names import set_name
from dashboard.words.values import count

MOST_CAUSES = 25


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    sets = _sets(arguments, history)
    compared = compare(history, filters, *sets)
    good = judged(history.about)
    a, b = (one_line(set_name(history, chosen, judged=good)) for chosen in sets)
    return lambda: document_of(compared, a, b), text_of(compared, a, b, judged=good)


def _sets(arguments: Arguments, history: History) -> tuple[Filters, Filters]:
    """The two sets to compare. Raises FilterInvalid, also for what no run has."""
    a, b = (
        default if text is None else read_set(text, history.about.zone)
        for text, default in ((arguments.a, WORKED), (arguments.b, DID_NOT))
    )
    for one in (a, b):
        if one not in (WORKED, DID_NOT):
            refuse_gone(history, one)
    return a, b


def document_of(answer: Comparison, a: str, b: str) -> Document:
    """The document of `show compare`: shares and counts are those of the sides a and b. a, b: what
    the sets are called."""
    return {
        "a": {"n": answer.n_a},
        "b": {"n": answer.n_b},
        "in_both": answer.in_both,
        "rates": _rates(answer.rates, a, b),
        "causes": [
            {
                "cause": one.key,
                "label": one.label,
                "count_a": one.a,
                "n_a": one.n_a,
                "count_b": one.b,
                "n_b": one.n_b,
                "unlikely_to_be_chance": one.real,
            }
            for one in answer.causes
        ],
        "counted": answer.counted,
        "sampled": answer.sampled,
        "design_effect": answer.effect,
        "tested": answer.tested,
        "differences": [_difference(one) for one in answer.real],
        "not_distinguishable": [_difference(one) for one in answer.others],
        "left_out_as_outcome": list(answer.outcome_copies),
    }


def _rates(rates: SuccessRates, a: str, b: str) -> Document:
    """How often both sides worked, or why that is withheld."""
    change = rates.difference
    return {
        "a": None if rates.withheld else _rate(rates.a),
        "b": None if rates.withheld else _rate(rates.b),
        "difference": change and change.value,
        "interval": change and list(change.interval),
        "success_rate_withheld": compare_words.withheld(rates, a, b),
        "completed_only": rates.by_failures,
    }


def _rate(rate: Rate) -> Document:
    return {"rate": rate.value, "n": rate.n, "n_eff": rate.n_eff, "interval": rate.interval}


def _difference(one: Contrast) -> Document:
    found = one.candidate
    return {
        "attribute": found.attribute.name,
        "value": (found.dimension and found.value) or found.shown,
        "label": found.attribute.label,
        "shown": found.shown,
        "present": found.present,
        "share_a": found.share_a,
        "share_b": found.share_b,
        "count_a": found.a,
        "count_b": found.b,
        "n_a": found.n_a,
        "n_b": found.n_b,
        "n": found.a + found.b,
        "risk_ratio": found.risk_ratio,
        "interval": list(found.interval),
        "design_effect": found.effect,
        "p": one.p,
        "q": one.q,
        "same": [{"attribute": same.attribute.name, "value": same.shown} for same in one.same],
    }


def text_of(answer: Comparison, a: str, b: str, *, judged: bool) -> str:
    """What the page says, in its order: the finding, how sure it is, causes side by side, then a
    line a difference. a, b: what the sets are called; judged: whether the export says if a
    completed run was any good."""
    lines = [compare_words.finding(answer, a, b, judged=judged)]
    if worked := compare_words.success(answer, a, b, judged=judged):
        lines.append(worked)
    lines += compare_words.notes(answer, a, b)
    if answer.causes:
        lines += ["", compare_words.WHY_THEY_FAILED, *_causes(answer.causes)]
    if compare_words.tells_differences(answer):
        lines += ["", compare_words.differences_heading(answer), compare_words.tested(answer)]
        lines += _lines(answer.telling, a, b)
    if answer.how_they_ended:
        heading = compare_words.ended_heading(answer)
        lines += ["", heading, *_lines(answer.how_they_ended, a, b)]
    return "\n".join(lines)


def _causes(found: Sequence[SideCause]) -> Iterator[str]:
    for one in found[:MOST_CAUSES]:
        yield one_line(compare_words.cause_line(one), width=200)
    if len(found) > MOST_CAUSES:
        yield f"Showing {MOST_CAUSES} of {count(len(found), 'cause')}; --json lists all."


def _lines(found: Sequence[Contrast], a: str, b: str) -> Iterator[str]:
    for one in found:
        yield one_line(compare_words.difference(one, a, b), width=200)
        if one.same:
            yield f"    the same runs: {one_line(compare_words.same_runs(one), width=200)}"

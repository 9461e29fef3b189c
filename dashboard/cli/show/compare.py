"""show compare: what differs between two sets of runs."""

from __future__ import annotations

from dashboard.analysis.compare import DID_NOT, WORKED, Comparison, Difference, compare
from dashboard.analysis.coverage import judged
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, one_line
from dashboard.cli.workspace import refuse_gone
from dashboard.store.filter_links import read_set
from dashboard.store.filters import Filters
from dashboard.store.history import History
from dashboard.words import compare as compare_words
from dashboard.words.compare import set_name


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    sets = _sets(arguments, history)
    compared = compare(history, filters, *sets)
    zone, good = history.about.zone, judged(history.about)
    text = text_of(compared, *(set_name(it, zone, good) for it in sets))
    return document_of(compared), text


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


def document_of(answer: Comparison) -> Document:
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


def text_of(answer: Comparison, a: str, b: str) -> str:
    """The finding, then a line a difference. a, b: what the sets are called."""
    lines = [compare_words.finding(answer, a, b)]
    lines += compare_words.notes(answer, a, b)
    for it in answer.real:
        lines.append(one_line(compare_words.difference(it, a, b), width=200))
        lines += [f"    the same runs: {one_line(compare_words.what(one))}" for one in it.same]
    return "\n".join(lines)

"""Comparisons in plain sentences: they say what goes together, not why."""

from __future__ import annotations

from dataclasses import replace
from math import isinf

from dashboard.analysis.compare import Comparison
from dashboard.analysis.contrast import Candidate, Contrast
from dashboard.analysis.rates import FEW_RUNS, TOO_FEW_FOR_PERCENT, Rate
from dashboard.analysis.rates import difference as difference_of
from dashboard.analysis.side_causes import SideCause
from dashboard.analysis.success import BY_ENDING, SuccessRates
from dashboard.words import values
from dashboard.words.set_names import finished, numbered
from dashboard.words.values import PERCENT, count, percent, points_interval

UNLIKELY, CHANCE = "unlikely to be chance", "may be chance"
WHY_THEY_FAILED = "Why did they fail?"
WHAT_DIFFERS = "What is more common on one side?"
WHAT_ELSE = "What else is more common on one side?"
MOST_SAME = 3
MOST_BRIEF, CUT = 18, 10
"""So many letters of the name of a set stand before a number, of which a phone shows two in one
line; of a longer name so many are left."""
HOW_THEY_FAILED, HOW_THEY_ENDED = "How they failed", "How they ended"


def finding(answer: Comparison, a: str, b: str, *, judged: bool) -> str:
    """The finding of two sets that are called a and b: how often either worked; where they are
    chosen by how runs ended, how many differences are told.

    judged: whether the export says if a completed run was any good.
    """
    for number, name in ((answer.n_a, a), (answer.n_b, b)):
        if not number and answer.in_both:
            every = f"All {name.removeprefix('all ')} ({answer.in_both:,})"
            return f"{every} are in both sets, so there is nothing to compare."
        if not number:
            left = " among those that the filters leave" if answer.narrowed else ""
            return f"There are no {name}{left}, so there is nothing to compare."
    if _by_rates(answer):
        worked = _worked(answer, judged=judged)
        return f"{_rate(answer.rates.a, a)} {worked}, {_rate(answer.rates.b, b)}."
    sets = f"{numbered(answer.n_a, a)} and {numbered(answer.n_b, b)}"
    if not answer.tested:
        return f"Too little is known of {sets} to tell them apart."
    if not answer.telling:
        but = f" but {ended_heading(answer).lower()}" if answer.how_they_ended else ""
        every = count(answer.tested, "difference")
        return f"Nothing{but} was found that distinguishes {sets} ({every} tested)."
    return f"{count(len(answer.telling), 'difference')} between {sets}."


def _by_rates(answer: Comparison) -> bool:
    return answer.rates.withheld != BY_ENDING and bool(answer.rates.a.n and answer.rates.b.n)


def _worked(answer: Comparison, *, judged: bool) -> str:
    return "succeeded" if judged and not answer.rates.by_failures else "completed"


def _rate(found: Rate, name: str) -> str:
    told = f"{found.s:,}" if found.n < TOO_FEW_FOR_PERCENT else values.rate(found)
    return f"{told} of {finished(found.n, name)}"


def success(answer: Comparison, a: str, b: str, *, judged: bool) -> str:
    """Whether one side worked more often, and how sure that is; or why it is not said.

    judged: whether the export says if a completed run was any good.
    """
    rates, change = answer.rates, answer.rates.difference
    if not answer.n_a or not answer.n_b:
        return ""
    if change is None:
        none = "No difference of the rates is told" if _by_rates(answer) else "No success rates"
        return f"{none}: {withheld(rates, a, b)}."
    more, less = (rates.a, rates.b) if change.value > 0 else (rates.b, rates.a)
    upwards = difference_of(more, less) or change
    by, sure = f"{upwards.value * 100:.1f} points", f"(95{PERCENT}: {points_interval(upwards)})"
    if rates.differ:
        worked = _worked(answer, judged=judged)
        told = f"{headed(a if more is rates.a else b)} {worked} more often, by {by} {sure}."
    else:
        told = f"The difference of {by} may be chance {sure}."
    alone = " and ".join(values.interval(rate) for rate in (rates.a, rates.b))
    told += f" Each by itself: {alone} (95{PERCENT})."
    if rates.by_failures:
        told += " Bad runs count as completed, because scores don’t cover both sets alike."
    return told


def withheld(rates: SuccessRates, a: str, b: str) -> str | None:
    """Why there are no rates of two sets that are called a and b; None where there are."""
    if not rates.withheld:
        return None
    if rates.withheld == BY_ENDING:
        return values.BY_ENDING
    few = [
        f"{rate.n:,} of the {name}"
        for rate, name in ((rates.a, a), (rates.b, b))
        if rate.n < TOO_FEW_FOR_PERCENT
    ]
    fewest = f"fewer than {TOO_FEW_FOR_PERCENT} tell nothing"
    return f"only {' and '.join(few)} have finished, and {fewest}"


def notes(answer: Comparison, a: str, b: str) -> list[str]:
    """What a reader must know of a comparison beside its differences."""
    told: list[str] = []
    if not answer.n_a or not answer.n_b:
        return told
    if answer.sampled:
        told.append(f"Counted in a sample: {answer.counted:,} of {answer.n_a + answer.n_b:,} runs.")
    if answer.own_periods:
        told.append("Both sets have periods of their own; the chosen period narrows neither.")
    if answer.own_workers:
        told.append("Both sets choose their workers; the worker chosen above narrows neither.")
    if answer.in_both:
        told.append(f"{count(answer.in_both, 'run is', 'runs are')} in both sets and left out.")
    few = [numbered(n, name) for n, name in ((answer.n_a, a), (answer.n_b, b)) if n < FEW_RUNS]
    if few:
        told.append(f"Few runs ({' and '.join(few)}): only great differences can be told.")
    if answer.effect >= 1.1:
        told.append(
            "Runs of one task or record tend to be alike, so they count as fewer than they are."
        )
    if answer.outcome_copies:
        copies = ", ".join(answer.outcome_copies)
        told.append(
            f"Left out, because they say again how runs ended or in which set they are: {copies}."
        )
    return told


def cause_counts(one: SideCause) -> str:
    """How often either side failed for a cause: "38 of 98 against 2 of 120"."""
    return f"{share(one.a, one.n_a)} against {share(one.b, one.n_b)}"


def cause_line(one: SideCause) -> str:
    """A cause on both sides in one sentence."""
    return f"{one.label}: {cause_counts(one)}; {UNLIKELY if one.real else CHANCE}"


def tells_differences(answer: Comparison) -> bool:
    """Whether there is something to say of differences that the finding does not say yet."""
    return bool(answer.telling) or (_by_rates(answer) and bool(answer.tested))


def differences_heading(answer: Comparison) -> str:
    """What stands above the differences of what runs were given and did."""
    return WHAT_ELSE if _by_rates(answer) else WHAT_DIFFERS


def ended_heading(answer: Comparison) -> str:
    """What stands above those of how they ended."""
    return HOW_THEY_FAILED if answer.by_ending else HOW_THEY_ENDED


def tested(answer: Comparison) -> str:
    """How many differences are told, of how many that were tested."""
    every = count(answer.tested, "difference")
    if not answer.telling:
        return f"Nothing else was found that distinguishes them ({every} tested)."
    return f"{count(len(answer.telling), 'difference')} {UNLIKELY}, of {answer.tested:,} tested."


def headed(name: str) -> str:
    """The name of a set as it begins a sentence or a column; names within keep their letters."""
    return name[:1].upper() + name[1:]


def brief(name: str) -> str:
    """The name of a set where there is little room and goes without saying that it holds runs."""
    return headed(name.removeprefix("runs of ").removesuffix(" runs"))


def both_brief(a: str, b: str) -> dict[str, str]:
    """By the headings of two sets what is said of each where rows become lines: its name, or as
    much of it as leaves room for a number, and tells it from the other."""
    names = [brief(a), brief(b)]
    begins = [_cut(name, f"{name[: CUT - 1].rstrip()}…") for name in names]
    ends = [_cut(name, f"…{name[1 - CUT :].lstrip()}") for name in names]
    told = next((cut for cut in (begins, ends) if cut[0] != cut[1]), ["First", "Second"])
    return {headed(a): told[0], headed(b): told[1]}


def _cut(name: str, cut: str) -> str:
    return name if len(name) <= MOST_BRIEF else cut


def what(found: Candidate) -> str:
    """The attribute and its value: "Model: m-small"; what lacks it in words: "Did not call crm"."""
    if found.present:
        return f"{found.attribute.label}: {found.shown}"
    return headed(found.attribute.runs_lacking(found.shown).removeprefix("that "))


def same_runs(one: Contrast) -> str:
    """What holds the same numbers of runs, and so can't be told apart from it; "" for nothing."""
    named = [what(same) for same in one.same[:MOST_SAME]]
    more = len(one.same) - len(named)
    return "; ".join([*named, *([count(more, "other")] if more else [])])


def times(found: Candidate) -> str:
    """How much more common it is where it is more common: "3 ×", "2.5 ×", "only"."""
    ratio = found.times
    if isinf(ratio):
        return "only"
    return (
        f"{ratio:,.0f} ×" if ratio >= 10 or abs(ratio - round(ratio)) < 0.05 else f"{ratio:.1f} ×"
    )


def difference(one: Contrast, a: str, b: str) -> str:
    """A difference in one sentence, with its counts."""
    found = one.candidate
    more, less = (a, b) if found.more_in_a else (b, a)
    counts = ((found.a, found.n_a), (found.b, found.n_b))
    first, second = counts if found.more_in_a else counts[::-1]
    how = times(found)
    told = f"only among {more}" if how == "only" else f"{how} as common among {more}"
    return (
        f"{what(found)} — {told}: {share(*first)} against {share(*second)} {less}; "
        f"{UNLIKELY if one.real else CHANCE}"
    )


def of_cause(one: Contrast, others: str, runs: str) -> str:
    """A difference in one sentence about the runs of the second set. What the first lack more often
    is told as what these have more often, which needs no "without … those that worked": the test is
    the same."""
    found = one.candidate
    if found.present or not found.more_in_a:
        return difference(one, others, runs)
    a, b = found.n_a - found.a, found.n_b - found.b
    return (
        f"{what(replace(found, present=True))} — more common among {runs}: "
        f"{share(b, found.n_b)} against {share(a, found.n_a)} {others}; "
        f"{UNLIKELY if one.real else CHANCE}"
    )


def share(hits: int, n: int) -> str:
    """Counts as "41 of 120"."""
    return f"{hits:,} of {n:,}"


def share_percent(hits: int, n: int) -> str:
    """Counts with their percentage, where there are enough runs for one."""
    return f"{share(hits, n)} ({percent(hits / n)})" if n >= TOO_FEW_FOR_PERCENT else share(hits, n)

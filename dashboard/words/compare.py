"""Differences between two sets of runs in plain sentences. They say what goes together, not why."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from dashboard.analysis.compare import Comparison
from dashboard.analysis.contrast import Candidate, Contrast
from dashboard.analysis.rates import FEW_RUNS, TOO_FEW_FOR_PERCENT, Rate
from dashboard.analysis.success import BY_ENDING, SuccessRates
from dashboard.analysis.twin import Twin
from dashboard.dates import dated
from dashboard.store.dimensions import BY_NAME
from dashboard.store.filters import Filters
from dashboard.store.history import History
from dashboard.words import values
from dashboard.words.chips import short, value_words
from dashboard.words.safe_text import isolated
from dashboard.words.values import count, outcome_word, percent, points, points_interval

UNLIKELY = "unlikely to be chance"
EXPECTED = "what identifies them, when they ran and what came of it"
NO_DIFFERENCE = f"no difference but in {EXPECTED}"


def set_name(held: History, chosen: Filters, *, judged: bool) -> str:
    """What a set of runs is called in a sentence: "failed or bad runs", "runs of Ann", "runs with
    cause “Timed out”". It holds text of the export.

    judged: whether the export says if a completed run was any good.
    """
    kept = dict(chosen.keep)
    outcomes = [outcome_word(outcome, judged=judged) for outcome in kept.pop("outcome", ())]
    if not judged and "bad" in outcomes and len(outcomes) > 1:
        outcomes.remove("bad")
    told = f"{' or '.join(sorted(outcomes, reverse=True))} runs" if outcomes else "runs"
    for name, wanted in kept.items():
        one = _any(held, name, wanted)
        told += f" of {one}" if name == "worker" else f" with {name} {one}"
    for name, unwanted in chosen.drop:
        told += f" without {name} {_any(held, name, unwanted)}"
    local = ZoneInfo(held.about.zone)
    if chosen.since:
        told += f" from {dated(chosen.since.astimezone(local), '%-d %b')} on"
    if chosen.until:
        told += f" up to {dated(chosen.until.astimezone(local) - timedelta.resolution, '%-d %b')}"
    told += " that are the latest of their task" if chosen.latest_only else ""
    return "all runs" if told == "runs" else told


def _any(held: History, name: str, values: tuple[str, ...]) -> str:
    if len(values) > 1:
        return f"one of {len(values)}"
    if name not in ("worker", "cause"):
        return values[0]
    called = isolated(short(value_words(held, BY_NAME[name], values[0])))
    return f"“{called}”" if name == "cause" else called


def finding(answer: Comparison, a: str, b: str) -> str:
    """The finding of the page Compare."""
    for number, name in ((answer.n_a, a), (answer.n_b, b)):
        if not number and answer.in_both:
            every = f"All {name.removeprefix('all ')} ({answer.in_both:,})"
            return f"{every} are in both sets, so there is nothing to compare."
        if not number:
            return f"There are no {name}, so there is nothing to compare."
    sets = f"{answer.n_b:,} {b} and {answer.n_a:,} {a}"
    if not answer.real and answer.rates.differ:
        return (
            f"Only how often they worked distinguishes {sets} "
            f"({count(answer.tested, 'other difference')} tested)."
        )
    if not answer.telling:
        but = " but how they failed" if answer.how_they_failed else ""
        return f"Nothing{but} distinguishes {sets} ({count(answer.tested, 'difference')} tested)."
    return f"{count(len(answer.telling), 'difference')} between {sets}."


def notes(answer: Comparison, a: str, b: str) -> list[str]:
    """What a reader must know of a comparison beside its differences."""
    told: list[str] = []
    if not answer.n_a or not answer.n_b:
        return told
    if answer.real:
        told.append(f"{count(answer.tested, 'difference')} tested.")
    if answer.sampled:
        told.append(f"Counted in a sample: {answer.counted:,} of {answer.n_a + answer.n_b:,} runs.")
    if answer.in_both:
        told.append(f"{count(answer.in_both, 'run is', 'runs are')} in both sets and left out.")
    few = [f"{n:,} {name}" for n, name in ((answer.n_a, a), (answer.n_b, b)) if n < FEW_RUNS]
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


def success(answer: Comparison, a: str, b: str, *, judged: bool) -> str:
    """How often either side worked, and the difference; or why that is not said.

    judged: whether the export says if a completed run was any good.
    """
    rates, change = answer.rates, answer.rates.difference
    if not answer.n_a or not answer.n_b:
        return ""
    if change is None:
        return f"No success rates: {withheld(rates, a, b)}."
    worked = "worked" if judged and not rates.by_failures else "completed"
    told = (
        f"{_rate(rates.a, a)} {worked} ({_sure(rates.a)}), {_rate(rates.b, b)} ({_sure(rates.b)}): "
        f"a difference of {points(change.value)} (95 %: {points_interval(change)})."
    )
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


def _rate(found: Rate, name: str) -> str:
    return f"{values.rate(found)} of {found.n:,} finished {name}"


def _sure(found: Rate) -> str:
    return f"95 %: {values.interval(found)}{', few runs' if found.few else ''}"


def what(found: Candidate) -> str:
    """The attribute and its value: "Model: m-small", "Context source: without docs"."""
    return f"{found.attribute.label}: {'' if found.present else 'without '}{found.shown}"


def times(found: Candidate) -> str:
    """How much more common it is where it is more common: "3 ×", "2.5 ×", "only"."""
    ratio = found.risk_ratio if found.more_in_a else 1 / found.risk_ratio
    if not (found.b if found.more_in_a else found.a):
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
        f"{UNLIKELY if one.real else 'may be chance'}"
    )


def twin_finding(found: Twin, other_id: str) -> str:
    """The finding of a run against the most similar one, or against one that a person named."""
    if other_id:
        return f"{found.run_id} against {other_id}"
    if found.twin is None:
        return f"{found.run_id}: {found.reason[:1].lower()}{found.reason[1:]}"
    given = NO_DIFFERENCE
    if found.differences:
        given = f"{count(len(found.differences), 'difference')} beside {EXPECTED}"
    return f"{found.run_id} and the most similar run that ended otherwise: {given}"


def share(hits: int, n: int) -> str:
    """Counts as "41 of 120"."""
    return f"{hits:,} of {n:,}"


def share_percent(hits: int, n: int) -> str:
    """Counts with their percentage, where there are enough runs for one."""
    return f"{share(hits, n)} ({percent(hits / n)})" if n >= TOO_FEW_FOR_PERCENT else share(hits, n)

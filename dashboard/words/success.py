"""What counts as success, in plain sentences; they may hold names of the export."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.analysis.run import RunDetail
from dashboard.analysis.success_rules import FormatSuccess, SuccessEffect
from dashboard.records.success import ENDED, SCORE, WORD, SuccessRule
from dashboard.words.values import count, number, percent

ENDED_WELL = "Its status says that it ended well"


def own_words(found: FormatSuccess) -> str:
    """What the format itself calls a success."""
    if found.own and (found.good_from, found.good_to) != (None, None):
        return f"{ENDED_WELL}, and its score is {_bounds(found.good_from, found.good_to)}."
    if found.own:
        return f"{ENDED_WELL}, and its export doesn’t call it bad."
    return f"{ENDED_WELL}; whether it was any good, its export doesn’t say."


def rule_words(rule: SuccessRule) -> str:
    """What a person said counts as success."""
    if rule.look == ENDED:
        return f"{ENDED_WELL}, whatever its score."
    what = {SCORE: "score", WORD: "status word"}.get(rule.look, f"“{rule.look}”")
    if rule.words:
        listed = " or ".join(f"“{word}”" for word in rule.words)
        return f"{ENDED_WELL}, and its {what} is {listed}."
    return f"{ENDED_WELL}, and its {what} is {_bounds(rule.at_least, rule.at_most)}."


def success_words(found: FormatSuccess) -> str:
    """What counts as success in a format now."""
    return rule_words(found.rule) if found.rule else own_words(found)


def _bounds(least: float | None, most: float | None) -> str:
    if least is None or most is None:
        return f"{number(most or 0.0)} or less" if least is None else f"{number(least)} or more"
    return number(least) if least == most else f"{number(least)} to {number(most)}"


def good_told(found: FormatSuccess) -> str:
    """How many runs a definition makes good: "84 of 200 finished runs"."""
    return f"{found.succeeded:,} of {count(found.finished, 'finished run')}"


def effect_told(found: SuccessEffect, rule: SuccessRule | None) -> tuple[str, ...]:
    """What a rule would change, a sentence each: "212 of 5,012 runs become bad; …"."""
    told = []
    for place, (outcome, runs) in enumerate(found.become.items()):
        of = "" if place else f" of {count(found.runs, 'run')}"
        told.append(f"{runs:,}{of} become{'s' * (runs == 1)} {outcome}")
    lines = ["No run ends otherwise by it."]
    if told:
        if found.before is not None and found.after is not None:
            told.append(f"success goes from {percent(found.before)} to {percent(found.after)}")
        if found.weeks is not None:
            weeks = count(found.weeks, "week") if found.weeks else "no week"
            changes = "changes" if found.weeks < 2 else "change"
            told.append(f"{weeks} {changes} by more than 5 points")
        lines = ["; ".join(told) + "."]
    silent = found.completed - found.judged
    if rule and rule.look != ENDED and silent:
        have, are = ("has", "counts") if silent == 1 else ("have", "count")
        what = {SCORE: "no score", WORD: "no status word"}.get(
            rule.look, "nothing there that can be compared"
        )
        lines.append(f"{count(silent, 'completed run')} {have} {what} and {are} as succeeded.")
    return tuple(lines)


def judged_told(detail: RunDetail, said: Mapping[str, SuccessRule]) -> str:
    """Why a run counts as bad, where a person said what is good; else ""."""
    rule = said.get(detail.format or "")
    return f"By what a person said counts as success: {_inner(rule_words(rule))}" if rule else ""


def _inner(sentence: str) -> str:
    """A sentence behind a colon."""
    return sentence[0].lower() + sentence[1:]


def defined_told(said: Mapping[str, SuccessRule]) -> tuple[str, ...]:
    """What people said counts as success, a sentence a format; empty where nobody did."""
    return tuple(
        f"What counts as success was set by a person ({format_}): {_inner(rule_words(rule))}"
        for format_, rule in said.items()
    )

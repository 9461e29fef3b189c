"""The statistics behind the headline in plain words, for those who ask."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from dashboard.analysis.compared import NotCompared
from dashboard.analysis.headline import Headline
from dashboard.analysis.trends import Trends
from dashboard.store.reading.about import About
from dashboard.words.compared import not_compared
from dashboard.words.safe_text import md
from dashboard.words.values import (
    count,
    counts_as,
    interval,
    percent,
    points,
    points_interval,
    too_few_to_compare,
    withheld,
)


def how_sure(answer: Trends, about: About, *, judged: bool) -> None:
    """Unfold how the rate, its interval and its change were reckoned."""
    with st.expander("How sure?"):
        change = _change(answer, about)
        for sentence in (_counted(judged), *_interval(answer.now), change):
            st.markdown(md(sentence))


def _counted(judged: bool) -> str:
    good, rest = ("succeeded", ", were bad") if judged else ("completed", "")
    return (
        f"The rate is of finished runs: those that {good}, out of those that {good}{rest} or "
        "failed. Queued, pending, running, cancelled and unknown runs are in no rate."
    )


def _interval(now: Headline) -> Iterator[str]:
    rate = now.success
    if rate.value is None:
        yield f"There is no rate, because {withheld(rate, now.finished)}."
        return
    if not interval(rate):
        yield "There are too few finished runs for a rate: a percentage needs 5 of them."
        return
    yield (
        f"{rate.s:,} of {count(rate.n, 'finished run')} is {percent(rate.value)}. Chance moves a "
        f"rate, so it comes with a range, {interval(rate)}: ranges "
        "made this way hold the true rate 95 times in 100 (Wilson’s interval)."
    )
    if told := counts_as(rate):
        yield f"{told}, because runs of one task or record tend to end alike."


def _change(answer: Trends, about: About) -> str:
    now, before = answer.now, answer.before
    if isinstance(answer.compared, NotCompared):
        why = not_compared(answer.compared, about)
        return f"{why} Choose another period, or another time to compare with."
    if before is None:
        return ""
    if before.unlike_scores:
        return (
            "The export judges completed runs in one of the two periods only, or many more of them "
            "there, so a change of the rate would be one of the judging."
        )
    if before.success is None:
        return "The time compared has no finished runs, so there is no change of the rate."
    if told := too_few_to_compare(now.success, before.headline.success):
        return f"Too few runs to say how far the rate moved: {told}."
    return (
        f"The rate moved by {points(before.success.value)}. The range for that change is "
        f"{points_interval(before.success)} (Newcombe’s interval, 95 %, if you look once). A range "
        "that holds 0 shows no clear change."
    )

"""The headline numbers as cards, each with its interval and what it was in the time compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from dashboard.analysis.compared import ComparedTime, NotCompared
from dashboard.analysis.headline import Before, Headline
from dashboard.analysis.rates import FINISHED, TOO_FEW_FOR_PERCENT
from dashboard.analysis.trends import Bucket, Trends
from dashboard.charts.course_mark import bars_mark, course_mark
from dashboard.charts.style import NEUTRAL
from dashboard.store.reading.about import About
from dashboard.ui.chart import draw_course
from dashboard.words.compared import compared_with, not_compared, unlike_lengths
from dashboard.words.safe_text import md
from dashboard.words.sentences import of_tasks, told_of_none, untold_words
from dashboard.words.values import (
    HOW_FAR,
    NONE,
    count,
    interval,
    number,
    points,
    points_interval,
    rate,
    too_few_to_compare,
    withheld,
)

Direction = Literal["up", "down", "off"]
COLOUR: dict[Direction, Literal["blue", "orange", "gray"]] = {
    "up": "blue",
    "down": "orange",
    "off": "gray",
}


@dataclass(frozen=True, slots=True)
class RateMove:
    """How a rate moved. direction: only where the change is clear and the runs are not few."""

    by: str
    direction: Direction = "off"


def headline_cards(answer: Trends, about: About, *, judged: bool) -> None:
    """Draw runs, success rate, failed runs and tasks still failed."""
    now, before = answer.now, answer.before
    whole = [bucket for bucket in answer.buckets if bucket.complete]
    then = before.headline if before and before.time.alike else None
    ended = then if now.finished else None  # before any run has ended, none failed less
    with st.grid(4, min_column_width=160, gap="small"):
        _card(
            "Runs",
            number(now.runs),
            [_open(now), _counted(then.runs if then else None, now.runs)],
            bars_mark([bucket.runs for bucket in whole], NEUTRAL),
        )
        _card(
            "Success rate" if judged else "Completed",
            rate(now.success),
            [*_certainty(now), _clear(now, before)],
            course_mark([_succeeded(bucket) for bucket in whole]) if now.success.n else None,
            _moved(now, before),
        )
        _card(
            "Failed",
            number(now.failed),
            [*_failed(now), _counted(ended.failed if ended else None, now.failed)],
            bars_mark([bucket.counts["failed"] for bucket in whole]),
        )
        _card(
            "Tasks still failed",
            NONE if now.unresolved is None else number(now.unresolved),
            [
                "" if told_of_none(now) else of_tasks(now),
                untold_words(now.untold, pairs=now.pairs > now.tasks),
                _counted(ended.unresolved if ended else None, now.unresolved),
            ],
        )
    if told := compared_told(answer.compared, about):
        st.caption(md(told))


def compared_told(found: ComparedTime | NotCompared, about: About) -> str:
    """With what the numbers are compared, or why with nothing; "" where no period was chosen."""
    if isinstance(found, ComparedTime):
        return (
            ". ".join(
                filter(None, (f"Compared with {compared_with(found)}", unlike_lengths(found)))
            )
            + "."
        )
    return "" if found.meant is None else not_compared(found, about)


def _card(
    title: str,
    value: str,
    details: Sequence[str],
    course: str | None = None,
    moved: RateMove | None = None,
) -> None:
    with st.container(border=True, height="stretch", gap="xxsmall"):
        st.metric(
            md(title),
            md(value),
            md(moved.by) if moved else None,
            delta_color=COLOUR[moved.direction] if moved else "off",
            delta_arrow=moved.direction if moved else "off",
        )
        if course:
            draw_course(course)
        for detail in filter(None, details):
            st.caption(md(detail))


def _finished(bucket: Bucket) -> int:
    return sum(bucket.counts[name] for name in FINISHED)


def _succeeded(bucket: Bucket) -> float | None:
    """The share of finished runs that succeeded, where they are enough for one."""
    finished = _finished(bucket)
    return bucket.counts["succeeded"] / finished if finished >= TOO_FEW_FOR_PERCENT else None


def _open(now: Headline) -> str:
    """How many runs have not ended, and of how many nobody knows whether they have."""
    unknown = now.by_status["unknown"]
    told = [f"{number(now.unfinished)} not ended"] * bool(now.unfinished)
    told += [f"{number(unknown)} of unknown status"] * bool(unknown)
    return ", ".join(told) or "all have ended"


def _certainty(now: Headline) -> list[str]:
    """The interval of the success rate and what it is of, as short lines."""
    value = now.success
    if not value.n:
        return [f"no rate: {withheld(value, now.finished)}"]
    span = interval(value)
    if not span:
        return [f"finished {'run' if value.n == 1 else 'runs'}: too few for a percentage"]
    few = ", few runs" if value.few else ""
    return [f"95 % range {span}", f"of {count(value.n, 'finished run')}{few}"]


def _failed(now: Headline) -> list[str]:
    if not now.finished:
        return ["no run has ended yet"] if now.unfinished else []
    span = interval(now.failure)
    bad = f"and {number(now.bad)} bad" if now.bad else ""
    return [f"{rate(now.failure)} ({span})" if span else "", bad]


def _counted(then: int | None, now: int | None) -> str:
    return "" if then is None or now is None else f"{number(then)} → {number(now)}"


def _moved(now: Headline, before: Before | None) -> RateMove | None:
    if before is None or before.success is None:
        return None
    if told := too_few_to_compare(now.success, before.headline.success):
        return RateMove(told)
    by = points(before.success.value)
    few = now.success.few or before.headline.success.few
    if few or not before.success.clear:
        return RateMove(by)
    return RateMove(by, "up" if before.success.value > 0 else "down")


def _clear(now: Headline, before: Before | None) -> str:
    if before and before.unlike_scores:
        return "no change told: scores cover one side only"
    if before is None or before.success is None:
        return ""
    if too_few_to_compare(now.success, before.headline.success):
        return HOW_FAR
    span = f"change {points_interval(before.success)}"
    if before.headline.success.few:
        return f"{span}: few runs before"
    return span if before.success.clear else f"{span}: no clear change"

"""Findings in plain sentences, written by rules from our own words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dashboard.analysis.headline import Headline
from dashboard.analysis.rates import FEW_RUNS, TOO_FEW_FOR_PERCENT, Rate
from dashboard.analysis.trends import Trends
from dashboard.analysis.worker import Active
from dashboard.words.values import count, how_long, interval, moment, percent, rate, withheld

MEANINGFUL_AGE = timedelta(days=2)
"""Data older than this is a record of the past: its age says nothing about runs under way."""


def what_happened(answer: Trends, *, judged: bool) -> str:
    """The finding of the page Trends."""
    now = answer.now
    if not now.runs:
        return "No runs to show"
    told = count(now.runs, "run")
    if now.placed == now.runs:
        told += " without a time in the export"
    elif answer.days:
        told += f" {how_long(*answer.days)}"
    if now.success.n:
        word = "succeeded" if judged else "completed"
        few = " (few runs)" if now.success.few else ""
        told += f": {_finished(now.success)} {word}{few}"
    if now.placed == now.runs:
        return f"{told}."  # which run of a task came last is told of none: the card says so
    if still := still_failed_words(now.unresolved, now.untold, pairs_of(now)):
        told += f"; {still}"
    return f"{told}."


def _finished(success: Rate) -> str:
    if success.n < TOO_FEW_FOR_PERCENT:
        return f"{success.s} of {count(success.n, 'finished run')}"
    return f"{rate(success)} of finished runs"


def still_failed_words(unresolved: int | None, untold: int, of_pairs: str = "") -> str:
    """How many tasks are still failed, and of how many it can't be told; "" without tasks.

    unresolved, untold: as in Headline; of_pairs: what is counted, where workers share tasks.
    """
    known = "" if unresolved is None else _still(unresolved, of_pairs)
    open_ = untold_words(untold, "still failed" if not known else "", pairs=bool(of_pairs))
    return "; ".join(filter(None, (known, open_)))


def untold_words(untold: int, what: str = "", *, pairs: bool = False) -> str:
    """Of how many tasks it can't be told how they ended, and why; "" if there are none."""
    if not untold:
        return ""
    of = count(untold, "pair") + " of worker and task" if pairs else count(untold, "task")
    whether = f" whether {'it is' if untold == 1 else 'they are'} {what}" * bool(what)
    their = "its" if untold == 1 else "their"
    return f"of {of} it can’t be told{whether}: {their} runs have no time in the export"


LEFT_OUT = (
    "“Tasks still failed” leaves out tasks whose runs have no time in the export: which run came "
    "last can’t be told."
)


def _still(unresolved: int, of_pairs: str = "") -> str:
    if not unresolved:
        return "no task is still failed"
    are = "is" if unresolved == 1 else "are"
    if of_pairs:
        return f"{unresolved:,} {of_pairs} {are} still failed"
    return f"{count(unresolved, 'task')} {are} still failed"


def pairs_of(now: Headline) -> str:
    return of_tasks(now) if now.pairs > now.tasks else ""


def told_of_none(now: Headline) -> bool:
    """Whether of no task it can be told if it is still failed, so that untold_words() says of how
    many tasks that is, and nothing else need."""
    return 0 < now.pairs == now.untold


def of_tasks(now: Headline) -> str:
    """Of what the tasks still failed are: "of 80 tasks"; where workers share tasks, each of them
    has a latest run of its own: "of 1,040 pairs of worker and task (80 tasks)". Without tasks, why
    there is nothing to count."""
    if not now.tasks:
        return {0: "no run to count", 1: "this run names no task"}.get(
            now.runs, "none of these runs names a task"
        )
    tasks = count(now.tasks, "task")
    if now.pairs == now.tasks:
        return f"of {tasks}"
    return f"of {count(now.pairs, 'pair')} of worker and task ({tasks})"


def how_workers_did(successes: Sequence[Rate], finished: int, *, judged: bool) -> str:
    """The finding of the list of workers. successes: of each worker, at least one; finished: how
    many runs of them all have finished, also where filters leave no rate."""
    told = count(len(successes), "worker")
    if not any(success.n for success in successes):
        runs = f", {count(finished, 'finished run')}" if finished else ""
        return f"{told}{runs}: no rates, because {withheld(successes[0], finished)}."
    rates = [
        success.value for success in successes if success.value is not None and not success.few
    ]
    if not rates:
        each = count(
            round(sum(success.n for success in successes) / len(successes)), "finished run"
        )
        runs = f"about {each} each" if len(successes) > 1 else each
        return f"{told}, {runs}: too few to rank."
    done = "succeeded" if judged else "completed"
    low, high = percent(min(rates)), percent(max(rates))
    between = low if low == high else f"{low} to {high}"
    if len(rates) == len(successes):
        return f"{told}: {between} of finished runs {done}."
    return (
        f"{told}, {len(rates):,} of them with {FEW_RUNS} finished runs or more: {between} {done}."
    )


def how_it_did(
    success: Rate, finished: int, unresolved: int | None, untold: int = 0, *, judged: bool
) -> str:
    """How a worker's finished runs ended, in one sentence.

    success: with n = 0 if no rate applies; unresolved, untold: as in Headline; judged: whether the
    export says if a completed run was any good.
    """
    told = _ended(success, finished, "succeeded" if judged else "completed")
    still = still_failed_words(unresolved, untold)
    return f"{told}; {still}." if still else f"{told}."


def _ended(success: Rate, finished: int, done: str) -> str:
    runs = count(finished, "finished run")
    if success.value is None:
        why = withheld(success, finished)
        chosen = f"{runs}: no rate, because {why}"
        return chosen if finished else "None of these runs has finished, so there is no rate"
    if success.n < TOO_FEW_FOR_PERCENT:
        return f"{success.s} of {runs} {done}: too few runs for a rate"
    told = f"{percent(success.value)} of {runs} {done} (95\u00a0% range {interval(success)})"
    return f"{told}: few runs, so read it with care" if success.few else told


def not_ended(active: Active, now: datetime, zone: str) -> str:
    """Which runs had not ended when they were last told of, and how long ago that is.

    now: the time on the clock. Data of long ago is not given an age: then only what it says of
    itself counts. Nothing here says that a run is still under way.
    """
    counts = {"running": active.running, "queued": active.queued, "pending": active.pending}
    states = [f"{number:,} {state}" for state, number in counts.items() if number]
    told = f"{count(active.runs, 'run')} not ended: {', '.join(states)}. "
    if (as_of := active.seen_at) is None:
        return told.strip()
    told += f"Data of {moment(as_of, zone)}"
    if timedelta() <= now - as_of < MEANINGFUL_AGE:
        return f"{told} — {elapsed(now - as_of)} old."
    if active.oldest and active.oldest < as_of:
        first = "it was" if active.runs == 1 else "the oldest of them was"
        told += f"; {first} created {elapsed(as_of - active.oldest)} before that"
    return f"{told}."


def elapsed(length: timedelta) -> str:
    """A length of time in its two greatest units: "2 h 10 min", "3 days 4 h"."""
    minutes = round(length / timedelta(minutes=1))
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return count(days, "day") + (f" {hours} h" if hours else "")
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"

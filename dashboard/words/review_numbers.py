"""What single facts of the review say, each in a sentence with its numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.analysis.contrast import Candidate
from dashboard.analysis.rates import Rate
from dashboard.analysis.review import facts
from dashboard.analysis.review.facts import (
    Activity,
    AmongOthers,
    Fact,
    JudgedBad,
    Lasting,
    OtherBad,
    OtherFailures,
    OtherSuspects,
    Suspects,
    Touched,
    Unended,
    WhilePaused,
)
from dashboard.dates import day
from dashboard.words.check_names import NAMES
from dashboard.words.compare import share, what
from dashboard.words.edits import listed
from dashboard.words.safe_text import isolated
from dashboard.words.values import bad_of_judged, count, expected_count, rate


def touched(held: Touched) -> str:
    """What failed runs wrote where customers see it."""
    told = []
    if held.created:
        runs = count(held.created, "failed run")
        told.append(f"{runs} wrote something that a customer may see.")
    if held.unknown:
        runs = count(held.unknown, "failed run")
        told.append(f"{runs} may have written something that a customer sees.")
    return " ".join(told)


def seen_by_customers(runs: int) -> str:
    """What leads to the failed runs of which customers may see something."""
    return f"{count(runs, 'run')} that customers may see"


def among_others(held: AmongOthers) -> str:
    """A worker that fails more often than all others."""
    rest = Rate(held.others_failed, held.others)
    told = f"{held.failed:,} of {count(held.finished, 'finished run')} failed"
    return f"{told}, of all others {held.others_failed:,} of {held.others:,} ({rate(rest)})."


def unended(held: Unended, zone: str) -> str:
    """Runs that hang, and since when."""
    runs = count(held.runs, "run")
    has = "has" if held.runs == 1 else "have"
    since = day(_local(held.oldest, zone))
    which = "created" if held.runs == 1 else "the first created"
    told = f"{runs} {has} not ended, {which} {since}."
    if held.unseen:
        seen = f" since {day(_local(held.seen_at, zone))}" if held.seen_at else ""
        told += f" {_unseen(held)}{seen}: export again."
    return told


def _unseen(held: Unended) -> str:
    """How many of the runs that hang the newest import shows no more."""
    if held.runs == 1:
        return "It was not seen"
    if held.unseen == held.runs:
        return "None of them was seen"
    were = "was" if held.unseen == 1 else "were"
    return f"{held.unseen:,} of them {were} not seen"


def activity(fact: Fact, held: Activity, zone: str) -> str:
    """A worker that is silent or newly active."""
    if fact.kind == facts.SILENT:
        usual = expected_count(sum(held.weeks) / len(held.weeks))
        return f"No run since {day(_local(held.last, zone))}; usually {usual} runs a week."
    if held.activated:
        made = day(_local(held.activated, zone))
        return f"It was made active on {made}: {_ran(held, 'that week')}"
    first = day(_local(held.first, zone))
    return f"Its first run was on {first}: {_ran(held, 'so far')}"


def _ran(held: Activity, when: str) -> str:
    """How many runs there were, and how they ended."""
    if held.finished == held.runs:
        return f"{count(held.runs, 'finished run')} {when}, {held.failed:,} failed."
    told = f"{held.finished:,} of them finished, {held.failed:,} failed"
    return f"{count(held.runs, 'run')} {when}, {told}."


def while_paused(held: WhilePaused, zone: str) -> str:
    """Runs that came while a worker was not active."""
    was = "a draft" if held.status == "draft" else held.status
    since = day(_local(held.first, zone))
    failed = f", and {held.failed:,} of them failed" if held.failed else ""
    if held.said:
        told = f"{count(held.runs, 'run')} came though it was recorded as {was}"
        return f"{told} on {day(_local(held.said, zone))}, the first on {since}{failed}."
    return f"{count(held.runs, 'run')} came while it was {was}, the first on {since}{failed}."


def lasting(held: Lasting) -> str:
    """What runs with a lasting cause have more often, or less, than those that worked."""
    told = [
        f"{share(one.b, one.n_b)} had “{isolated(what(one))}” ({share(one.a, one.n_a)} of those "
        "that worked)"
        for one in map(_having, held.differences)
    ]
    return f"Over {count(held.weeks, 'week')}, of such runs {listed(told)}."


def _having(found: Candidate) -> Candidate:
    """The same of the runs that have a value, where those were counted that lack it."""
    if found.present:
        return found
    return replace(found, present=True, a=found.n_a - found.a, b=found.n_b - found.b)


def suspects(held: Suspects) -> str:
    """Outputs that a check calls suspect."""
    usual = f", usually {expected_count(held.usual)}" if held.usual is not None else ""
    runs = count(held.finished, "finished run")
    told = f"{held.runs:,} of {runs}{usual}: {NAMES[held.check]}"
    told += f", {held.failed:,} of them by or after a run that failed" if held.failed else ""
    return f"{told}; customers see {held.customers:,} of them." if held.customers else f"{told}."


def others(held: OtherFailures) -> str:
    """Failed runs that no other finding is about."""
    by = f" of {count(held.workers, 'worker')}" if held.workers else ""
    told = f"{count(held.runs, 'run')}{by} failed for {count(held.causes, 'cause')}"
    return f"{told}; no other finding counts {'it' if held.runs == 1 else 'them'}."


def few_others(held: OtherFailures) -> str:
    """Failed runs for a cause of which most stand with one worker."""
    by = f", of {count(held.workers, 'worker')}" if held.workers else ""
    runs = count(held.runs, "run")
    return f"{runs} failed for a cause of which most runs stand with another worker{by}."


def other_suspects(held: OtherSuspects) -> str:
    """Suspect outputs that no other finding is about."""
    runs, workers = count(held.runs, "suspect output"), count(held.workers, "worker")
    return f"{runs} of {workers}, too few or as many as usual: {NAMES[held.check]}."


def other_bad(held: OtherBad) -> str:
    """Completed runs judged bad that no other finding is about."""
    by = f", of {count(held.workers, 'worker')}" if held.workers else ""
    told = bad_of_judged(held.runs, held.judged)
    return f"{told}{by}; no other finding counts {'it' if held.runs == 1 else 'them'}."


def judged_bad(held: JudgedBad) -> str:
    """Completed runs that were judged bad."""
    usual = f", usually {expected_count(held.usual)}" if held.usual is not None else ""
    return f"{bad_of_judged(held.runs, held.judged)}{usual}."


def _local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))

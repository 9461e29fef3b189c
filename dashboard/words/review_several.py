"""What a finding of the review says of several workers, of which the first are named, and of the
several causes of one."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.review.facts import AmongOthers, Fact, OfCause, Touched
from dashboard.analysis.worker_weeks import WorkerWeek, is_all
from dashboard.words.review_numbers import touched
from dashboard.words.safe_text import isolated
from dashboard.words.values import count, expected_count

NAMED = 3
"""So many workers are named, else how many more."""


def touched_of(found: Sequence[Fact]) -> str:
    """What failed runs of several workers wrote."""
    held = [fact.seen for fact in found if isinstance(fact.seen, Touched)]
    if not held:
        return ""
    whole = Touched(sum(one.created for one in held), sum(one.unknown for one in held))
    names = [isolated(fact.worker) for fact in found]
    more = f" and {count(len(names) - NAMED, 'more worker')}" if len(names) > NAMED else ""
    return f"{touched(whole)} By {', '.join(names[:NAMED])}{more}."


def its_causes(rest: Sequence[Fact], lead: Fact) -> str:
    """How many runs of each cause are of what leads, and usually, in one sentence; "" where a cause
    leads itself."""
    found = [] if isinstance(lead.seen, OfCause) else [fact.seen for fact in rest]
    causes = [one for one in found if isinstance(one, OfCause)]
    usually = ", usually " if len(causes) > 1 else "; it usually has "
    told = []
    for one in causes:
        held = f"{one.gathered:,} of the" if one.gathered < one.all else "all"
        usual = expected_count(one.row.usual.expected) if one.row.usual else ""
        if isinstance(lead.seen, WorkerWeek) and is_all(one.row.seen, lead.seen.week):
            usual = ""  # that is what leads: how many usually fail
        name = f"“{isolated(one.row.cause.label)}”"
        told.append(f"{held} {one.all:,} runs with {name}{usual and usually + usual}")
    return f"It has {'; '.join(told)}." if told else ""


def unnamed(found: Sequence[Fact]) -> tuple[Fact, ...]:
    """Of facts of several workers those of the workers that are not named."""
    named = list(dict.fromkeys(fact.worker_id for fact in found))[:NAMED]
    return tuple(fact for fact in found if fact.worker_id not in named)


def more_of(found: Sequence[Fact]) -> str:
    """What is said of the workers that are not named, of all of them together; "" for none."""
    workers = len({fact.worker_id for fact in found})
    if not workers:
        return ""
    weeks = [fact.seen for fact in found if isinstance(fact.seen, WorkerWeek)]
    often = [fact.seen for fact in found if isinstance(fact.seen, AmongOthers)]
    told = f"{count(workers, 'more worker')} {'fail often' if often else 'got worse'}, too"
    failed = sum(one.week.now.s for one in weeks) + sum(one.failed for one in often)
    finished = sum(one.week.now.n for one in weeks) + sum(one.finished for one in often)
    if not finished:
        return f"{told}."
    usual = sum(one.judged.expected or 0.0 for one in weeks)
    usually = f", usually {expected_count(usual)}" if weeks and not often else ""
    return f"{told}: {failed:,} of {count(finished, 'finished run')} failed{usually}."

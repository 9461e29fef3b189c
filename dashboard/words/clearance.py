"""What is said of whether a run can be tried again. It holds names of tools and places, text of the
export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.analysis import clearance as known
from dashboard.analysis.clearance import Clearance, Creation, Sign
from dashboard.store.dimensions.declared import MAYBE

STATES = {
    known.CREATED: "known created",
    known.NONE: "known none",
    known.UNKNOWN: "unknown",
}
"""What is known of what a run created."""
_ANSWERS = {
    known.DOUBLED: "Not without care: something was created. Another run may create it a second "
    "time.",
    known.OPEN: "Not known: your export doesn’t tell all that was created. Look before you try "
    "again: a second run may write it twice.",
    known.SOLVED: "Not needed: a later run of this task completed.",
    known.NOTHING: "Your export says: nothing was created, so another run repeats nothing.",
}
_REPLACED = {
    "replaces": "The worker replaces its earlier output, so another run is meant to write again.",
    "summarises": "The worker summarises its earlier output, so another run is meant to write "
    "again.",
}


def answer(found: Clearance) -> str:
    """Whether a run can be tried again, in a sentence or two."""
    if found.answer == known.REPLACED:
        return _REPLACED[found.policy or ""]
    if found.answer == known.CUSTOMER:
        return _for_customers(found)
    return _ANSWERS[found.answer]


def _for_customers(found: Clearance) -> str:
    several = f"what {found.customers:,} runs of this task wrote"
    seen = "something that was created" if found.customers == 1 else several
    if found.solved_by:
        return f"Not needed, but look at it: customers see {seen}. A later run completed."
    more = "a second one" if found.customers == 1 else "one more"
    return f"Not without care: customers see {seen}. Another run may show them {more}."


def beside(found: Clearance) -> str:
    """What the answer rests on besides what this run created; "" for nothing."""
    created = [one for one in found.others if one.state == known.CREATED]
    told = []
    if created and found.answer != known.CUSTOMER:  # which counts them, and the list shows them
        retries = sum(one.run_id in found.after for one in created)
        later = ", later" if retries == len(created) else f", {retries:,} of them later"
        which = later if retries else ""
        runs = "1 other run" if len(created) == 1 else f"{len(created):,} other runs"
        told.append(f"{runs} of this task created something{which}.")
    if found.answer == known.SOLVED:
        told += _though_solved(found)
    elif found.answer not in (known.CUSTOMER, known.NOTHING) and _may_see(found.all):
        told.append("Customers may see something of it: not known.")
    if len(found.all) == known.MOST_RUNS:
        told.append(f"Only the first {known.MOST_RUNS} runs of the task were looked at.")
    return " ".join(told)


def _though_solved(found: Clearance) -> Iterator[str]:
    """What is to be known though a later run completed."""
    before = [one for one in found.all if one.run_id != found.solved_by]
    if found.customers:
        yield "Another run would show customers a second one."
    if not found.again and any(one.state == known.CREATED for one in before):
        yield "What was created besides may stand twice: look."
    if _may_see(before):
        yield "Customers may see something that was written besides: not known."


def _may_see(creations: Iterable[Creation]) -> bool:
    return any(one.seen == MAYBE for one in creations)


def customers(creation: Creation) -> str | None:
    """Whether customers see what a run created; None where it created nothing."""
    if creation.state == known.NONE:
        return None
    return creation.seen or "not known"


def known_by(creation: Creation) -> str:
    """By what it is known what a run created; which of it customers see, where they don't see
    all."""
    seen = {sign.customer for sign in creation.signs}
    signs = [_sign(sign, beside=len(seen) > 1) for sign in creation.signs]
    return "; ".join(signs) or "nothing in your export tells"


def _sign(sign: Sign, *, beside: bool) -> str:
    """beside: others are seen otherwise."""
    told = {
        known.EFFECT: f"lists {_a(sign.what or 'thing')}",
        known.COMMENT: "shows what it wrote",
        known.STATED: "says that something was created",
        known.WROTE: f"{sign.what or 'a tool'} wrote",
        known.PLACED: f"written to {sign.what}",
        known.MAY: f"{sign.what or 'a tool'} may have written",
        known.NAMED_NONE: "says that nothing was created",
    }[sign.kind]
    return f"{told}, which customers see" if sign.customer and beside else told


def _a(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"

"""What is said of whether a run can be tried again. It holds names of tools and places, text of the
export."""

from __future__ import annotations

from dashboard.analysis import clearance as known
from dashboard.analysis.clearance import Clearance, Creation, Sign

STATES = {
    known.CREATED: "known created",
    known.NONE: "known none",
    known.UNKNOWN: "unknown",
}
"""What is known of what a run created."""
_ANSWERS = {
    known.CUSTOMER: "Not without care: customers see something that was created. Another run may "
    "show them a second one.",
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
    return _ANSWERS[found.answer]


def beside(found: Clearance) -> str:
    """What the answer rests on besides what this run created; "" for nothing."""
    created = [one for one in found.others if one.state == known.CREATED]
    told = []
    if created:
        retries = sum(one.run_id in found.after for one in created)
        later = ", later" if retries == len(created) else f", {retries:,} of them later"
        which = later if retries else ""
        runs = "1 other run" if len(created) == 1 else f"{len(created):,} other runs"
        told.append(f"{runs} of this task created something{which}.")
    if found.answer == known.SOLVED and any(one.customer for one in found.all):
        told.append("Customers see something that was created.")
    if len(found.all) == known.MOST_RUNS:
        told.append(f"Only the first {known.MOST_RUNS} runs of the task were looked at.")
    return " ".join(told)


def customers(creation: Creation) -> str | None:
    """Whether customers see what a run created; None where it created nothing."""
    if creation.state == known.NONE or not creation.signs:
        return None
    return {True: "yes", False: "no", None: "not known"}[creation.customer]


def known_by(creation: Creation) -> str:
    """By what it is known what a run created."""
    return "; ".join(map(_sign, creation.signs)) or "nothing in your export tells"


def _sign(sign: Sign) -> str:
    told = {
        known.EFFECT: f"lists {_a(sign.what or 'thing')}",
        known.COMMENT: "shows what it wrote",
        known.STATED: "says that something was created",
        known.WROTE: f"{sign.what or 'a tool'} wrote",
        known.PLACED: f"written to {sign.what}",
        known.MAY: f"{sign.what or 'a tool'} may have written",
        known.NAMED_NONE: "says that nothing was created",
    }[sign.kind]
    return f"{told}, which customers see" if sign.customer else told


def _a(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"

"""What people found where they looked for what a run created, in words."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.dates import day
from dashboard.ledger import clearances
from dashboard.ledger.checklist import NO, YES
from dashboard.ledger.clearances import CleanedUp, LookedUp
from dashboard.words.safe_text import isolated
from dashboard.words.values import count

FOUND_WORDS = {
    clearances.NOTHING: "nothing found",
    clearances.SOMETHING: "something found",
    clearances.UNTOLD: "can’t tell",
}
DONE_WORDS = {YES: "yes", NO: "not yet", clearances.NEEDLESS: "no need"}
EXPIRED = "the run or its task has changed since: look again"


def looked_up_line(held: LookedUp, state: str, zone: str) -> str:
    """On one line: "In the task: nothing found. Kim, 16 Nov 2026". state: of the run now."""
    note = f" ({isolated(held.note)})" if held.note else ""
    who = isolated(held.who) or "somebody"
    made = day(held.at.astimezone(ZoneInfo(zone)))
    told = f"{isolated(held.place)}: {FOUND_WORDS[held.found]}{note}. {who}, {made}"
    return told if held.state == state else f"{told}; {EXPIRED}"


def looked_up_sentence(held: Sequence[LookedUp], state: str) -> str:
    """What people found of the run as it is now, in a sentence; "" where nobody looked."""
    valid = [one for one in held if one.state == state]
    if not valid:
        return "It was looked up before, but has changed since: look again." if held else ""
    found = {one.found for one in valid}
    if clearances.SOMETHING in found:
        return "Somebody looked and found something that it created: clean up before trying again."
    if clearances.UNTOLD in found:
        return "Somebody looked and could not tell."
    places = count(len({one.place for one in valid}), "place")
    return f"Somebody looked in {places} and found nothing."


def cleaned_of_all(held: Sequence[CleanedUp], runs: int) -> str:
    """Of how many of some runs that is said, where there was no need told apart from done: "Cleaned
    up: 3 of 3 runs. Customer told: 1 of 3 runs, no need of 2."."""
    cleaned = _done([one.cleaned for one in held], runs)
    return f"Cleaned up: {cleaned}. Customer told: {_done([one.told for one in held], runs)}."


def _done(said: Sequence[str], runs: int) -> str:
    done, needless = said.count(YES), said.count(clearances.NEEDLESS)
    told = f"{done:,} of {count(runs, 'run')}"
    return f"{told}, no need of {needless:,}" if needless else told


def cleaned_line(held: CleanedUp | None, zone: str) -> str:
    """Whether it is cleaned up: "Cleaned up: yes, customer told: not yet. Kim, 16 Nov 2026"."""
    if held is None:
        return "Nobody said yet whether it is cleaned up."
    who = isolated(held.who) or "somebody"
    made = day(held.at.astimezone(ZoneInfo(zone)))
    done, told = DONE_WORDS[held.cleaned], DONE_WORDS[held.told]
    return f"Cleaned up: {done}, customer told: {told}. {who}, {made}"

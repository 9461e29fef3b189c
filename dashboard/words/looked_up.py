"""What people found where they looked for what a run created, in words."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.dates import day
from dashboard.ledger import clearances
from dashboard.ledger.checklist import NO, YES
from dashboard.ledger.clearances import LookedUp
from dashboard.store.reading.cleaned_runs import Cleaning
from dashboard.words.safe_text import isolated
from dashboard.words.values import count

FOUND_WORDS = {
    clearances.NOTHING: "nothing found",
    clearances.SOMETHING: "something found",
    clearances.UNTOLD: "can’t tell",
}
DONE_WORDS = {YES: "yes", NO: "not yet", clearances.NEEDLESS: "no need"}
EXPIRED = "the run or its task has changed since: look again"


def looked_up_line(held: LookedUp, left: str, zone: str) -> str:
    """On one line: "In the task: nothing found. Kim, 16 Nov 2026". left: by the run now, as
    LookedUp has it."""
    note = f" ({isolated(held.note)})" if held.note else ""
    who = isolated(held.who) or "somebody"
    made = day(held.at.astimezone(ZoneInfo(zone)))
    told = f"{isolated(held.place)}: {FOUND_WORDS[held.found]}{note}. {who}, {made}"
    return told if held.holds(left) else f"{told}; {EXPIRED}"


def looked_up_sentence(held: Sequence[LookedUp], left: str) -> str:
    """What people found of the run as it is now, in a sentence; "" where nobody looked."""
    valid = [one for one in held if one.holds(left)]
    if not valid:
        return "It was looked up before, but has changed since: look again." if held else ""
    found = {one.found for one in valid}
    if clearances.SOMETHING in found:
        return "Somebody looked and found something that it created: clean up before trying again."
    if clearances.UNTOLD in found:
        return "Somebody looked and could not tell."
    places = count(len({one.place for one in valid}), "place")
    return f"Somebody looked in {places} and found nothing."


def cleaned_of_all(held: Sequence[Cleaning], runs: int) -> str:
    """Of how many of some runs that is said and holds, where there was no need told apart from
    done: "Cleaned up: 3 of 3 runs. Customer told: 1 of 3 runs, no need of 2."."""
    words = [one.word for one in held if one.holds]
    cleaned = _done([word.cleaned for word in words], runs)
    told = f"Cleaned up: {cleaned}. Customer told: {_done([word.told for word in words], runs)}."
    changed = len(held) - len(words)
    return f"{told} {count(changed, 'run')} changed since: look again." if changed else told


def _done(said: Sequence[str], runs: int) -> str:
    done, needless = said.count(YES), said.count(clearances.NEEDLESS)
    told = f"{done:,} of {count(runs, 'run')}"
    return f"{told}, no need of {needless:,}" if needless else told


def cleaned_line(held: Cleaning, zone: str) -> str:
    """Whether it is cleaned up: "Cleaned up: yes, customer told: not yet. Kim, 16 Nov 2026"."""
    word = held.word
    who = isolated(word.who) or "somebody"
    made = day(word.at.astimezone(ZoneInfo(zone)))
    done, told = DONE_WORDS[word.cleaned], DONE_WORDS[word.told]
    said = f"Cleaned up: {done}, customer told: {told}. {who}, {made}"
    return said if held.holds else f"{said}; {EXPIRED}"


def cleaned_together(held: Sequence[Cleaning], zone: str) -> str:
    """The same of the runs of which one entry says it, also of others: "2 of 3 runs. Cleaned up:
    yes, …"."""
    runs, together = len(held), held[0].word.together
    line = cleaned_line(next((one for one in held if one.holds), held[0]), zone)
    if together == 1:
        return line
    of = count(runs, "run") if together == runs else f"{runs:,} of {together:,} runs"
    changed = sum(not one.holds for one in held)
    some = f", {changed:,} of them changed since" if 0 < changed < runs else ""
    return f"{of}{some}. {line}"

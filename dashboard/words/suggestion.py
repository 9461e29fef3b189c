"""Why an action is suggested, in one sentence each from our own words."""

from __future__ import annotations

from dashboard.analysis import suggestion
from dashboard.analysis.suggestion import Suggestion
from dashboard.ledger.decisions import ACTION_NAMES, OTHER
from dashboard.words.lacks import advice

_BECAUSE = {
    suggestion.CUSTOMERS: "failed runs wrote something that a customer may see",
    suggestion.ASKED: "its instructions ask for what the worker lacks",
    suggestion.WORSE_SINCE: "it goes worse since they were changed",
    suggestion.TOOLS_BACK: "give it the tools that it had before",
    suggestion.SEVERAL_AT_ONCE: "take one of the changes back, to see which it was",
    suggestion.KEEP: "nothing speaks against this change",
    suggestion.STILL_STARTED: "stop what still starts its runs",
    suggestion.HANGS: "find out what stops its runs",
    suggestion.WATCH: "read its first runs before it may do more",
    suggestion.TOO_MUCH: "it is given more than the model can read",
    suggestion.FORMAT_MISSED: "the requested format was missed",
    suggestion.MADE_UP: "what it says stands in no text that it was given",
    suggestion.NOT_DONE: "it says that something was done, and no tool call did it",
    suggestion.REPEATS: "find out what runs it twice on one task",
    suggestion.UNSEEN: "open a task and check whether its comment is there",
    suggestion.TWICE: "customers see its comment more than once",
    suggestion.WRONG_TO_CUSTOMERS: "customers see what it made up",
    suggestion.LOOK_UP: "look up what those runs wrote, before anybody runs them again",
    suggestion.READ_BAD: "read some of them: the worker may be wrong, or what it was given",
    suggestion.FEW: "too few of each cause, or as many as usual; look them through once",
    suggestion.GONE: "restore the record, or end the task",
}
_BY_ORIGIN = {
    "worker": "the worker misunderstood the task",
    "instructions": "the instructions asked for the wrong thing, or unclearly",
    "tool access": "it calls a tool that it may not use",
    "context": "it lacked information",
    "permissions": "restore the access that it lacks",
    "source record": "the source record was incomplete, not the worker wrong",
    "input": "what it was given was incomplete, not the worker wrong",
    "platform": "what runs the worker failed, not the worker",
}


def because(found: Suggestion) -> str:
    """Why: "it lacked information"; of an action without a name, what is to be done."""
    return _BY_ORIGIN[found.origin] if found.origin else _BECAUSE[found.because]


def suggestion_words(found: Suggestion | None) -> str:
    """What is suggested and why, in sentences; that nothing is, where nothing is known."""
    return " ".join(suggestion_lines(found))


def suggestion_lines(found: Suggestion | None) -> list[str]:
    """The same: what is suggested, with the smallest change where it is known; then what is to be
    done until that is."""
    if found is None:
        return ["Nothing is suggested: where it comes from is not known yet."]
    smallest = advice(found.lack) if found.lack else ""
    told = [f"Suggested: {_action(found)} {smallest}".strip()]
    if found.until:
        told.append(f"Until that is done: {_action(found.until)}")
    return told


def _action(found: Suggestion) -> str:
    """What is to be done, and why: "add context. It lacked information."; where that has no name,
    because() says it."""
    said = because(found)
    if found.action == OTHER:
        return f"{said}."
    return f"{ACTION_NAMES[found.action]}. {said[0].upper()}{said[1:]}."

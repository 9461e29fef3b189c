"""What is said of the checks on outputs. Nothing here returns text of an export but what is quoted
from instructions."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis import output_checks as why
from dashboard.analysis.output_checks import Checked
from dashboard.analysis.suspects import SuspectOutputs
from dashboard.checks import named, requests
from dashboard.checks.suspicion import CLAIM, DUPLICATE, FORMAT, INVISIBLE, UNSOURCED, Suspicion
from dashboard.words.check_names import NAMES
from dashboard.words.edits import listed
from dashboard.words.values import count

MOST_WORKERS = 5
_HELD = {
    named.LINK: ("a link", "links"),
    named.ADDRESS: ("an address", "addresses"),
    named.ID: ("an id", "ids"),
    named.AMOUNT: ("an amount", "amounts"),
    named.DATE: ("a date", "dates"),
    named.NAME: ("a name", "names"),
}
_MISSED = {
    requests.JSON: "it holds no JSON that can be read",
    requests.BULLETS: "it has no bullet points",
    requests.NUMBERED: "it has no numbered list",
    requests.TABLE: "it has no table",
    requests.NO_BULLETS: "it has bullet points",
    requests.PLAIN_TEXT: "it has marks of Markdown",
    requests.STARTS: "it begins in another way",
    requests.ENDS: "it ends in another way",
    requests.HOLDS: "it lacks words that were asked for",
    requests.KEYS: "its JSON lacks keys that were asked for",
    requests.SUBJECT: "it has no subject line",
    requests.LANGUAGE: "it seems to be in another language",
}
_WHY = {
    why.NO_COLUMN: "your export doesn’t show what runs wrote (column comment_preview)",
    why.NEVER_SHOWN: "your export shows no output of any run of this worker",
    why.NOT_COMPLETED: "the run didn’t complete",
    why.NO_WORK: "the run names no task and no record",
    why.ON_PURPOSE: "the worker replaces or summarises its earlier output",
    why.TOO_SHORT: "the text is too short to tell",
    why.NO_INSTRUCTIONS: "your export doesn’t hold the instructions",
    why.NOTHING_ASKED: "the instructions ask for no format plainly",
    why.NO_TEXT: "your export doesn’t show what the task or the record said",
    why.CUT_TEXT: "your export cuts what the task or the record said",
    why.NO_CALLS: "your export doesn’t list tool calls",
}
_SHORT = {
    INVISIBLE: "visible output",
    DUPLICATE: "repeats",
    FORMAT: "format",
    UNSOURCED: "names and amounts",
    CLAIM: "claims of actions",
}
"""What a check looks at, in a list of checks."""


def told(found: Suspicion) -> str:
    """What a check found, in a sentence."""
    number = found.count or 0
    if found.check == INVISIBLE and found.kind == why.PLACEHOLDER:
        return (
            "It completed, but all that the export shows of its output is a word or sign for none. "
            "Open the task, and check permissions."
        )
    if found.check == INVISIBLE:
        return (
            "It completed, but nothing it wrote is visible in the export. Open the task, and check "
            "permissions."
        )
    if found.check == DUPLICATE:
        return f"An earlier run wrote {found.kind} on this task or record."
    if found.check == FORMAT:
        missed = _MISSED.get(found.kind) or f"it has {count(number, found.kind[:-1])}"
        return f"Requested format missed: {missed}."
    if found.check == UNSOURCED:
        one, many = _HELD[found.kind]
        held, stand = (one, "stands") if number == 1 else (f"{number:,} {many}", "stand")
        return f"It names {held} that {stand} in no text of the run that your export carries."
    return "It says that something was done, and no tool call of the run can have done it."


def asked(found: Suspicion) -> str:
    """The sentence of the instructions that asks for a format, quoted; "" for another finding."""
    return f"Asked for: “{found.said}”" if found.check == FORMAT else ""


def beside(found: Suspicion) -> str:
    """What to bear in mind about a finding; "" for nothing."""
    if found.check == UNSOURCED:
        return "It may come from tools or context whose answers your export doesn’t hold."
    return ""


def not_found(checks: Checked) -> str:
    """Which checks found nothing, in a sentence; "" for none."""
    if not checks.passed:
        return ""
    return f"Nothing found by the checks of: {_list(checks.passed)}."


def not_run(checks: Checked) -> list[str]:
    """Which checks did not run and why, and what the others left out, in sentences."""
    by_reason: dict[str, list[str]] = {}
    for check, reason in checks.not_run.items():
        by_reason.setdefault(reason, []).append(check)
    each = [f"{_list(held)}, as {_WHY[reason]}" for reason, held in by_reason.items()]
    found = [f"Not checked: {'; '.join(each)}."] if each else []
    if checks.output and checks.output.cut:
        found.append("The preview may be cut: nothing is said that its end could decide.")
    if checks.usual:
        kinds = " and ".join(_HELD[kind][1] for kind in checks.usual)
        often = "as this worker often names such from elsewhere"
        found.append(f"Not checked for {kinds} that stand nowhere, {often}.")
    return found


def outputs_told(found: SuspectOutputs) -> str:
    """How many of the finished runs a check finds something in."""
    of = count(found.finished, "finished run")
    if not found.rows:
        return f"The checks found nothing in {of}."
    each = [
        f"{NAMES[check]} ({sum(row.runs for row in rows):,})"
        for check, rows in found.by_check.items()
    ]
    return (
        f"Of {of}: {'; '.join(each)}. The page of a run shows the evidence; whether the check is "
        "right is for you to say. Checks enter no rate."
    )


def left_unsaid(found: SuspectOutputs) -> str:
    """Of which workers a check says nothing; "" for none. It holds names of workers."""
    of_kind: dict[str, list[str]] = {}
    for one in found.unchecked:
        of_kind.setdefault(one.kind, []).append(one.worker or one.worker_id)
    told = [_left_unsaid(kind, names) for kind, names in of_kind.items()]
    return f"{' '.join(told)} Nothing is said of single runs there." if told else ""


def _left_unsaid(kind: str, names: Sequence[str]) -> str:
    more = len(names) - MOST_WORKERS
    who = listed([*names[:MOST_WORKERS], *([count(more, "more worker")] if more > 0 else [])])
    if kind == INVISIBLE:
        return f"The export shows no output of any run of {who}."
    return f"{who} often {'names' if len(names) == 1 else 'name'} {_HELD[kind][1]} from elsewhere."


def _list(checks: Sequence[str]) -> str:
    return ", ".join(_SHORT[check] for check in checks)

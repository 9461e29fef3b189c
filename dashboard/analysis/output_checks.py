"""The checks on one run's output: what they found, with its evidence, and which did not run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.analysis.run import RunDetail, run
from dashboard.checks.alike import CUT_LETTERS, alike, tells
from dashboard.checks.cut import ends_in_dots
from dashboard.checks.known import OF_THE_WORK, output_of
from dashboard.checks.read import read
from dashboard.checks.requests import requests
from dashboard.checks.suspicion import (
    CHECKS,
    CLAIM,
    DUPLICATE,
    FORMAT,
    INVISIBLE,
    UNSOURCED,
    Output,
    Suspicion,
)
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

PLACEHOLDER = "placeholder"
"""What the export shows in place of an output."""
_SHOWN = ("output_text", "comment_preview")
SAME, NEARLY = "the same", "nearly the same"
"""How an earlier output was like this one."""
NO_COLUMN, NEVER_SHOWN, NOT_COMPLETED = "no column", "never shown", "not completed"
NO_WORK, ON_PURPOSE, TOO_SHORT = "no task or record", "on purpose", "too short"
NO_INSTRUCTIONS, NOTHING_ASKED = "no instructions", "nothing asked"
NO_TEXT, CUT_TEXT, NO_CALLS = "no text", "text is cut", "no calls"
"""Why a check did not run."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The checks on a run's output.

    output: what it wrote, None where the export shows nothing; found: what they tell; passed: the
    names of those that ran and found nothing; not_run: of the others why not, by their names;
    usual: the kinds of things that stand nowhere of which nothing is said, since the worker often
    names such; its check is then not among those that found nothing.
    """

    output: Output | None
    found: tuple[Suspicion, ...]
    passed: tuple[str, ...]
    not_run: dict[str, str]
    usual: tuple[str, ...]


def checked(history: History, detail: RunDetail) -> Checked:
    """The checks on the output of a run; what is found is what its list of checks holds."""
    values = detail.values | {"extra": json.dumps(detail.extra) if detail.extra else None}
    beside = history.ask("run_checks", run_id=values["run_id"])[0]
    output = output_of(values, beside["cut_at"])
    not_run = dict(_not_run(values, detail.instructions_text, output, beside))
    flagged, unchecked = (beside["checks"] or "").split(), beside["unchecked"] or ()
    found = tuple(
        suspicion
        for suspicion in _found(history, detail, values, output)
        if suspicion.check in flagged and suspicion.kind not in unchecked
    )
    ran = [check for check in _OF_OUTPUT if output and check not in not_run]
    ran += [] if INVISIBLE in not_run else [INVISIBLE]
    told = {suspicion.check for suspicion in found}
    usual = tuple(kind for kind in unchecked if kind != INVISIBLE) if UNSOURCED in ran else ()
    if usual:
        told.add(UNSOURCED)  # of a kind that is passed over nobody knows whether it was found
    return Checked(
        output=output,
        found=found,
        passed=tuple(check for check in CHECKS if check in ran and check not in told),
        not_run=not_run,
        usual=usual,
    )


def checked_run(history: History, run_id: str) -> Checked:
    """The same of the run with an id; NotFound if the history has none."""
    return checked(history, run(history, run_id))


_OF_OUTPUT = (DUPLICATE, FORMAT, UNSOURCED, CLAIM)


def _found(
    history: History, detail: RunDetail, values: dict[str, Any], output: Output | None
) -> Iterator[Suspicion]:
    if output is None:
        shown = any(values[name] and values[name].strip() for name in _SHOWN)
        yield Suspicion(INVISIBLE, PLACEHOLDER if shown else "output")
        return
    for row in history.ask("earlier_outputs", run_id=values["run_id"]):
        if row["said"] == output.text or alike(row["said"], output.text):
            kind = SAME if row["said"] == output.text else NEARLY
            yield Suspicion(DUPLICATE, kind, said=row["run_id"])
            break
    yield from read(values, detail.instructions_text, output)


def _not_run(
    values: dict[str, Any], instructions: str | None, output: Output | None, beside: Row
) -> Iterator[tuple[str, str]]:
    """The checks that did not run, each with why."""
    completed = values["status"] == "completed"
    unchecked = beside["unchecked"] or ()
    if not completed:
        yield from ((check, NOT_COMPLETED) for check in (INVISIBLE, FORMAT, UNSOURCED, CLAIM))
    elif not beside["shows_outputs"]:
        yield INVISIBLE, NO_COLUMN
    elif INVISIBLE in unchecked:
        yield INVISIBLE, NEVER_SHOWN
    if values["task_id"] is None and values["record_id"] is None and values["retry_of"] is None:
        yield DUPLICATE, NO_WORK
    elif beside["output_policy"] in ("replaces", "summarises"):
        yield DUPLICATE, ON_PURPOSE
    elif output and (not tells(output.text) or (output.cut and len(output.text) < CUT_LETTERS)):
        yield DUPLICATE, TOO_SHORT
    if completed and not instructions:
        yield FORMAT, NO_INSTRUCTIONS
    elif completed and not requests(instructions or ""):
        yield FORMAT, NOTHING_ASKED
    given = [values[name] for name in OF_THE_WORK if values[name]]
    if completed and not given:
        yield UNSOURCED, NO_TEXT
    elif completed and any(map(ends_in_dots, given)):
        yield UNSOURCED, CUT_TEXT
    if completed and values["tools_called"] is None:
        yield CLAIM, NO_CALLS

"""What is said of one run: its heading, what its fields mean together, and whether it wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.analysis.run import RunDetail
from dashboard.words.check_names import NAMES
from dashboard.words.safe_text import external_url
from dashboard.words.values import count, outcome_word

LONGEST_TASK = 120
WROTE_UNKNOWN = (
    "First find out whether the run already wrote something: a second run may write it twice."
)


def heading(values: Mapping[str, Any], *, judged: bool) -> str:
    """The task of a run, by its title or its id, else whose run it is, and how it ended: "Check the
    record of Birch: failed", "Task 9: bad", "A run of Build: failed".

    It holds text of the export. judged: whether the export says if a completed run was any good.
    """
    worker = values["worker"] or values["worker_id"]
    own = f"A run of {worker}" if worker else f"Run {values['run_id']}"
    numbered = f"Task {values['task_id']}" if values["task_id"] else own
    task = (values["task_title"] or "").strip() or numbered
    called = task if len(task) <= LONGEST_TASK else f"{task[: LONGEST_TASK - 1]}…"
    return f"{called}: {outcome_word(values['outcome'], judged=judged)}"


def like_it(detail: RunDetail, what: str, runs: int) -> str:
    """How many runs have in common with a run its cause, or what a check found: "12 runs of Invoice
    follow-up: repeated comment". It holds text of the export."""
    worker = detail.values["worker"] or detail.values["worker_id"]
    of = f" of {worker}" if worker else ""
    shared = NAMES.get(what, detail.cause.label if detail.cause else "")
    return f"{count(runs, 'run')}{of}: {shared}"


def notes(detail: RunDetail) -> list[str]:
    """What the fields of a run mean together, in sentences."""
    values, found = detail.values, []
    wrote = values["comment_preview"] or values["output_text"]
    if values["status"] == "failed" and wrote:
        found.append("It failed, and yet it wrote a comment: see the preview below.")
    if values["status"] == "completed" and not wrote:
        where = " Open the task to see it." if external_url(values["task_url"]) else ""
        found.append(f"It completed, but its output isn’t in your export.{where}")
    failed_calls = [call for call in values["tools_called"] or () if call["ok"] is False]
    if values["status"] == "completed" and failed_calls:
        one = len(failed_calls) == 1
        told = "1 of its tool calls" if one else f"{len(failed_calls):,} of its tool calls"
        found.append(f"{told} failed, and it completed all the same: it recovered.")
    if values["status"] == "completed" and values["error_message"]:
        found.append("It completed, but it carries an error.")
    return [*found, *_states(detail)]


def _states(detail: RunDetail) -> list[str]:
    """What is said of the states of a run, and of its place among the runs of its task."""
    values, found = detail.values, []
    if detail.versions > 1:
        found.append(
            f"It was imported in {detail.versions} different states; each field shows the newest "
            "state that has it."
        )
    if detail.went_backwards:
        found.append("It went backwards: an unfinished state is dated after a finished one.")
    if values["is_latest"] is None:
        found.append(
            "Which run of its task is the latest can’t be told: some have no time in the export."
        )
    elif not values["is_latest"]:
        named = values["task_id"] is not None
        found.append(
            "This is not the latest run of its task." if named else "It was tried again later."
        )
    return found

"""What a change made instructions ask for in vain, joined with runs that failed for it.

Every worker of one import is a case: twenty runs before a change, twenty after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from dashboard.analysis.changes import all_changes
from dashboard.analysis.edits import edits
from dashboard.analysis.lacks import lacks
from dashboard.store.filters.filters import ALL
from dashboard.words.lacks import advice, lack_words
from tests.analysis.edited import iso, reading
from tests.workspaces import FIRST, import_runs

READ, LOG, LOOK = "Read the task.", "Log a note in the CRM.", "Look up the customer in the CRM."
OFF = 'Tool category "CRM" is not enabled for this worker: crm.add_note'
CALLED = {"error_message": None, "tools_called": [{"name": "crm.add_note", "ok": False}]}
SIDE = 20

Text = str | None
ADDED = (READ, f"{READ} {LOG}")
KEPT = (f"{READ} {LOG}", f"{READ} {LOG}")


@dataclass(frozen=True)
class Case:
    """A worker, its change, and what is said of it, in order; texts, tools, context, model: before
    and after; failed: so many of its runs before and after, with error; logged: an entry of the
    export's log of changes, of the time between."""

    texts: tuple[Text, ...]
    failed: tuple[int, ...]
    said: Sequence[str] = ()
    tools: tuple[Any, ...] = ("docs",)
    context: tuple[str, ...] = ("tasks",)
    error: Any = OFF
    model: tuple[str, ...] = ("m",)
    logged: dict[str, Any] | None = None


IN_VAIN = (
    "v2 added “Log a note in the CRM.” CRM is not among its tools; 5 of 20 runs failed for that "
    "after this change, none of 20 before. Smallest change: allow CRM or drop that sentence."
)
CASES = {
    "an edit adds the sentence": Case(ADDED, (0, 5), [IN_VAIN]),
    "no run failed for it": Case(ADDED, (0, 0)),
    "as many failed for it before": Case(ADDED, (5, 5)),
    "more failed for it before": Case(ADDED, (5, 2)),
    "fewer failed for it before": Case(
        ADDED, (2, 5), [IN_VAIN.replace("none of 20 before", "2 of 20 before")]
    ),
    "one run failed for it": Case(ADDED, (0, 1), [IN_VAIN.replace("5 of 20", "1 of 20")]),
    "the error is of its system, for another reason": Case(
        ADDED, (0, 5), error="CRM: HTTP 429 rate limit exceeded"
    ),
    "the error is of information that is missing": Case(
        ADDED, (0, 5), error="Required information is missing: CRM"
    ),
    "the error names another tool": Case(
        ADDED, (0, 5), error='Tool category "scheduling" is not enabled'
    ),
    "the error names no tool": Case(ADDED, (0, 5), error="The tool is not enabled"),
    "the error may be of another tool that it lacks": Case(
        ADDED, (0, 5), error="The tools CRM and scheduling are not enabled"
    ),
    "the error names what it has too": Case(
        ADDED, (0, 5), [IN_VAIN], error="Tool crm.add_note is not enabled, only docs"
    ),
    "the error names it in another case": Case(
        ADDED, (0, 5), [IN_VAIN], error="tool crm is not available"
    ),
    "the error names the system behind it": Case(
        ADDED, (0, 5), [IN_VAIN], error="Tool salesforce.update is not allowed"
    ),
    "only the type tells what kind of error it is": Case(
        ADDED, (0, 5), [IN_VAIN], error={"error_type": "ToolNotEnabled", "error_message": "crm"}
    ),
    "no reason is given, and a call of it failed": Case(ADDED, (0, 5), [IN_VAIN], error=CALLED),
    "no reason is given, and a call of it worked": Case(
        ADDED, (0, 5), error=CALLED | {"tools_called": [{"name": "crm.add_note", "ok": True}]}
    ),
    "the run completed in spite of it": Case(
        ADDED, (0, 5), error={"status": "completed", "error_message": OFF}
    ),
    "it has the tool": Case(ADDED, (0, 5), tools=("docs; CRM",)),
    "it has the tool by another name": Case(ADDED, (0, 5), tools=("docs; Customers",)),
    "it has all tools": Case(ADDED, (0, 5), tools=("all",)),
    "its tools are not known": Case(ADDED, (0, 5), tools=(None,)),
    "the sentence is older": Case((f"{READ} {LOG}", f"{LOG} Be brief."), (0, 5)),
    "an older sentence asks for it too": Case(
        (f"{READ} {LOG}", f"{READ} {LOG} Update the deal stage in HubSpot."), (0, 5)
    ),
    "the new sentence forbids it": Case((READ, f"{READ} Never write to the CRM."), (0, 5)),
    "two sentences ask for it": Case(
        (READ, f"{READ} {LOG} Update the deal stage in HubSpot."),
        (0, 5),
        [
            "v2 added “Log a note in the CRM.” and 1 more sentence that asks so. CRM is not among "
            "its tools; 5 of 20 runs failed for that after this change, none of 20 before. "
            "Smallest change: allow CRM or drop those sentences."
        ],
    ),
    "no text is known": Case((None, None), (0, 5)),
    "the new text is not known": Case((f"{READ} {LOG}", None), (5, 0)),
    "the old text is not known": Case(
        (None, f"{READ} {LOG}"), (0, 5), [IN_VAIN.replace("added", "says")]
    ),
    "the old text is not known, and runs failed for it before": Case(
        (None, f"{READ} {LOG}"), (1, 5)
    ),
    "an edit drops the sentence": Case(
        (f"{READ} {LOG}", READ),
        (5, 0),
        [
            "v2 dropped “Log a note in the CRM.” CRM was not among its tools; 5 of 20 runs failed "
            "for that before, none of 20 after this change."
        ],
    ),
    "an edit drops a sentence for which no run failed": Case((f"{READ} {LOG}", READ), (0, 0)),
    "the tool is taken away": Case(
        KEPT,
        (0, 5),
        [
            "CRM was taken from its tools. Its instructions ask for it: “Log a note in the CRM.” "
            "5 of 20 runs failed for that after this change, none of 20 before. Smallest change: "
            "allow CRM again or drop that sentence."
        ],
        tools=("docs; CRM", "docs"),
    ),
    "the tool is taken away, and no text is known": Case(
        (None, None), (0, 5), tools=("docs; CRM", "docs")
    ),
    "another tool is taken away": Case(KEPT, (0, 5), tools=("docs; files", "docs")),
    "the tool is granted": Case(
        KEPT,
        (5, 0),
        [
            "CRM was added to its tools. Its instructions ask for it: “Log a note in the CRM.” "
            "5 of 20 runs failed for that before, none of 20 after this change."
        ],
        tools=("docs", "docs; CRM"),
    ),
    "the tool is granted with the edit that asks for it": Case(
        ADDED, (0, 5), tools=("docs", "docs; CRM")
    ),
    "the tool is taken with an edit of other words": Case(
        (f"{READ} {LOG}", f"{LOG} Be brief."),
        (0, 5),
        [
            "CRM was taken from its tools. Its instructions ask for it: “Log a note in the CRM.” "
            "5 of 20 runs failed for that after this change, none of 20 before. Smallest change: "
            "allow CRM again or drop that sentence."
        ],
        tools=("docs; CRM", "docs"),
    ),
    "nobody knows which tools it had before": Case(
        KEPT, (0, 5), logged={"what": "tools", "new": "docs"}
    ),
    "the log knows which tools it had before": Case(
        KEPT,
        (0, 5),
        [
            "CRM was taken from its tools. Its instructions ask for it: “Log a note in the CRM.” "
            "5 of 20 runs failed for that after this change, none of 20 before."
        ],
        tools=(None,),
        logged={"what": "tools", "old": "docs; CRM", "new": "docs"},
    ),
    "the model is changed": Case(KEPT, (0, 5), model=("m", "n")),
    "a source is taken away": Case(
        (f"{READ} {LOOK}", f"{READ} {LOOK}"),
        (0, 5),
        [
            "CRM was taken from its context sources. Its instructions ask for it: “Look up the "
            "customer in the CRM.” 5 of 20 runs failed for that after this change, none of 20 "
            "before. Smallest change: let it read CRM again or drop that sentence."
        ],
        context=("tasks; CRM", "tasks"),
    ),
    "an edit asks for a source": Case(
        (READ, f"{READ} {LOOK}"),
        (0, 5),
        [
            "v2 added “Look up the customer in the CRM.” CRM is not among its context sources; 5 "
            "of 20 runs failed for that after this change, none of 20 before. Smallest change: let "
            "it read CRM or drop that sentence."
        ],
        error="Required information is missing: no source CRM",
    ),
    "an edit asks for another output": Case(
        (READ, f"{READ} Send the customer an email."),
        (0, 5),
        [
            "v2 added “Send the customer an email.” It writes a task comment, not an email; 5 of "
            "20 runs failed for that after this change, none of 20 before. Smallest change: let it "
            "write an email or drop that sentence."
        ],
        error="Tool email is not enabled",
    ),
    "a later edit drops it": Case(
        (*ADDED, READ),
        (0, 5, 0),
        [
            "v2 added “Log a note in the CRM.” CRM was not among its tools; 5 of 20 runs failed "
            "for that after this change, none of 20 before. Its present instructions no longer ask "
            "for that in vain.",
            "v3 dropped “Log a note in the CRM.” CRM was not among its tools; 5 of 20 runs failed "
            "for that before, none of 20 after this change.",
        ],
    ),
}  # fmt: skip


def _runs(name: str, case: Case) -> Iterator[dict[str, Any]]:
    """Two runs a day; side after side of the change, the last runs of each failed."""
    for side, failed in enumerate(case.failed):
        for n in range(SIDE):
            ended: dict[str, Any] = {"status": "completed"}
            if n >= SIDE - failed:
                error = (
                    case.error if isinstance(case.error, dict) else {"error_message": case.error}
                )
                ended = {"status": "failed"} | error
            yield {
                "run_id": f"{name} {side} {n}",
                "worker_id": name,
                "worker": name,
                "created_at": (FIRST + timedelta(hours=12 * (SIDE * side + n))).isoformat(),
                "instructions_id": _id(name, case, side),
                "instructions_version": f"v{side + 1 if len({*case.texts}) > 1 else 1}",
                "tool_categories": case.tools[min(side, len(case.tools) - 1)],
                "context_sources": case.context[min(side, len(case.context) - 1)],
                "model": case.model[min(side, len(case.model) - 1)],
                "output_mode": "task comment",
            } | ended


def _id(name: str, case: Case, side: int) -> str:
    return f"{name}: {case.texts.index(case.texts[side])} {case.texts[side] or side}"


def _texts(name: str, case: Case) -> list[dict[str, Any]]:
    told = {_id(name, case, side): text for side, text in enumerate(case.texts)}
    return [
        {"instructions_id": key, "instructions_text": text, "worker_id": name}
        for key, text in told.items()
        if text
    ]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What is said of each worker's changes, oldest first."""
    home = import_runs(
        tmp_path_factory.mktemp("lacks") / "home",
        *(run for name, case in CASES.items() for run in _runs(name, case)),
        instructions=[text for name, case in CASES.items() for text in _texts(name, case)],
        changes=[
            {"worker_id": name, "changed_at": iso(SIDE / 2)} | case.logged
            for name, case in CASES.items()
            if case.logged
        ],
    )
    history = reading(home)
    found = sorted(all_changes(history, ALL).impacts, key=lambda impact: impact.change.at)
    edited = edits(history, [change for impact in found for change in impact.change.changes])
    told: dict[str, list[str]] = {}
    for impact, mine in zip(found, lacks(history, ALL, found, edited), strict=True):
        told.setdefault(impact.change.worker, []).extend(
            f"{lack_words(lack, impact)} {advice(lack)}".strip() for lack in mine
        )
    return told


@pytest.mark.parametrize("name", CASES)
def test_only_what_words_change_and_runs_all_name_is_joined(
    said: dict[str, list[str]], name: str
) -> None:
    assert said[name] == list(CASES[name].said), "a change of every worker is known"

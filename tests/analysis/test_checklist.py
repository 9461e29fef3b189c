"""The checklist of the quality review, as far as the data answers it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.ledger.checklist import NO, UNKNOWN, YES, Answered
from dashboard.ledger.decisions import Subject
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.checklist import checklist_words, drafted
from tests.workspaces import import_runs

CALL = [{"name": "write", "category": "docs", "ok": True}]
WORKER = {
    "worker_id": "Ann",
    "worker": "Ann",
    "worker_status": "active",
    "tool_categories": ["docs", "CRM"],
    "context_sources": ["tasks"],
    "output_mode": "task comment",
    "instructions_text": "Answer in at most 50 words. Log it in the finance system.",
}


def runs(n: int, **more: Any) -> list[dict[str, Any]]:
    return [
        {"run_id": f"r{n}-{k}", "worker_id": "Ann", "worker": "Ann", "tools_called": CALL} | more
        for k in range(n)
    ]


def answers(
    home: Path, subject: Subject, *imported: dict[str, Any], **worker: Any
) -> dict[str, Answered]:
    import_runs(home, *imported, workers=[WORKER | worker])
    history = current(Home(home))
    assert history
    return {one.question: one for one in drafted(history, ALL, subject)}


def test_what_the_data_knows_is_answered_with_why(tmp_path: Path) -> None:
    seen = {"status": "failed", "effects_state": "created", "output_visibility": "customer",
            "error_message": "Access denied"}  # fmt: skip
    told = answers(tmp_path, Subject("Ann"), *runs(30), *runs(2, **seen))
    assert told["access"] == Answered("access", YES, "Never called in 32 runs: CRM.")
    assert told["format"] == Answered("format", YES, "They say: “Answer in at most 50 words.”")
    assert told["instructions"].answer == YES and "ask for finance" in told["instructions"].why
    assert told["pause"] == Answered(
        "pause", YES, "2 failed runs wrote something that a customer may see."
    )
    assert told["record"] == Answered("record", UNKNOWN)
    line = checklist_words(tuple(told.values()))
    assert line.startswith("Checklist: instructions too broad or conflicting: yes (Its")
    assert line.endswith("; the rest is not known")


def test_few_runs_and_calls_without_a_category_answer_nothing_of_access(tmp_path: Path) -> None:
    few = answers(tmp_path / "few", Subject("Ann"), *runs(29))
    assert few["access"].answer == UNKNOWN and "(29)" in few["access"].why
    unnamed = [{"name": "write", "ok": True}]
    told = answers(tmp_path / "no", Subject("Ann"), *runs(30), *runs(1, tools_called=unnamed))
    assert told["access"].answer == UNKNOWN


def test_a_paused_worker_needs_no_pause_and_every_category_called_is_no_broad_access(
    tmp_path: Path,
) -> None:
    told = answers(
        tmp_path, Subject("Ann"), *runs(30), worker_status="Paused", tool_categories=["Docs"],
        instructions_text=None,
    )  # fmt: skip
    assert told["pause"] == Answered("pause", NO, "It is paused already.")
    assert told["access"].answer == NO
    assert told["format"].why == "Its instructions are not in the export."


@pytest.mark.parametrize(
    ("error", "question", "answer"),
    [("Record 7 was not found: it was deleted", "record", NO),
     ("This model's maximum context length is 8192 tokens", "context", NO)],
)  # fmt: skip
def test_where_a_cause_comes_from_answers_a_question(
    tmp_path: Path, error: str, question: str, answer: str
) -> None:
    failed = {"run_id": "1", "status": "failed", "error_message": error}
    import_runs(tmp_path, failed)
    history = current(Home(tmp_path))
    assert history
    (cause,) = history.causes.by_key
    told = {one.question: one for one in drafted(history, ALL, Subject(cause=cause))}
    assert told[question].answer == answer and " comes from the " in told[question].why
    assert {one.answer for name, one in told.items() if name != question} == {UNKNOWN}


def test_nothing_known_is_nothing_said(tmp_path: Path) -> None:
    import_runs(tmp_path, {"run_id": "1"})
    history = current(Home(tmp_path))
    assert history and checklist_words(drafted(history, ALL, Subject("Ann"))) == ""

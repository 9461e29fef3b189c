"""What an export can answer, from the columns that its runs fill."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.store.dimensions.dimension import Dimension
from dashboard.store.dimensions.known import FILTERS
from dashboard.store.dimensions.own_field import offered
from dashboard.store.reading.about import About


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a page, the columns of which any answers it, and what is said without.

    timed: it takes the runs' own times, too; untimed: what is said where these alone are lacking;
    add: the column to add, where it is another.
    """

    page: str
    question: str
    columns: tuple[str, ...]
    without: str
    timed: bool = False
    untimed: str = ""
    add: str = ""


SUBJECT = "Your export "
"""What each sentence about a lack begins with; said once where several follow each other."""

QUESTIONS: tuple[Question, ...] = (
    Question("trends", "How many runs, and how did they end?", ("status",), ""),
    Question(
        "trends",
        "Which worker did it?",
        ("worker_id",),
        "Your export doesn’t name workers (column worker).",
    ),
    Question(
        "trends",
        "Was a completed run any good?",
        ("quality", "score"),
        "Your export doesn’t say whether a completed run was any good (column quality or score), "
        "so runs are called completed, not succeeded.",
    ),
    Question(
        "trends",
        "Which tasks are still failed?",
        ("task_id", "retry_of"),
        "Your export doesn’t link runs to tasks (column task_id or task_url) or to the runs that "
        "they retry (retry_of), so retries can’t be told from new work.",
        timed=True,
    ),
    Question(
        "trends",
        "How long do runs take?",
        ("duration_ms",),
        "Your export doesn’t say how long runs took (column duration_ms).",
    ),
    Question(
        "failures",
        "Why did runs fail?",
        ("error_message", "error_type"),
        "Your export doesn’t say why runs failed (column error_message), so failed runs can’t be "
        "told apart by cause.",
    ),
    Question(
        "changes",
        "When did instructions change?",
        ("instructions_version", "instructions_id"),
        "Your export doesn’t say when instructions changed (column instructions_version, or a "
        "changes file).",
        timed=True,
        untimed="Your export doesn’t say when runs were created (column created_at), so which came "
        "before and which after an edit can’t be told.",
    ),
    Question(
        "compare",
        "Which context and tools do runs differ in?",
        ("context_sources", "tool_categories", "tools_called"),
        "Your export doesn’t say what runs could read and call (columns context_sources, "
        "tool_categories, tools_called), so they are compared by the rest.",
    ),
    Question(
        "worker",
        "What may the worker read and call?",
        ("context_sources", "tool_categories"),
        "Your export doesn’t hold the worker’s configuration (a workers file, or the columns "
        "context_sources and tool_categories).",
    ),
    Question(
        "worker",
        "What are its instructions?",
        ("instructions_id",),
        "Your export doesn’t hold the instructions (an instructions file).",
        add="instructions_text",
    ),
    Question(
        "run",
        "What started the run?",
        ("trigger",),
        "Your export doesn’t say what started a run (column trigger).",
    ),
    Question(
        "run",
        "Which record did it work on?",
        ("record_type", "record_id", "record_title"),
        "Your export doesn’t name the source record (columns record_type, record_id).",
    ),
    Question(
        "run",
        "What did the record and the task say?",
        ("record_text", "task_text"),
        "Your export doesn’t show what the record or the task said (columns record_text, "
        "task_text).",
    ),
    Question(
        "run",
        "Which tools were called?",
        ("tools_called",),
        "Your export doesn’t list tool calls (column tools_called).",
    ),
    Question(
        "run",
        "Why did it fail?",
        ("error_message", "error_type"),
        "Your export doesn’t say why runs failed (column error_message).",
    ),
    Question(
        "run",
        "What did it write?",
        ("comment_preview", "output_text"),
        "Your export doesn’t show what runs wrote (column comment_preview).",
    ),
    Question(
        "run",
        "What did it create or change?",
        ("effects", "effects_state"),
        "Your export doesn’t say what a run created (column effects).",
    ),
)


@dataclass(frozen=True, slots=True)
class Answerable:
    """Whether the runs at hand answer a question, and which columns any of which would. empty: they
    have one of these, and nothing in it; without: what is said of that, "" where the answer itself
    says it."""

    question: Question
    answered: bool
    columns: tuple[str, ...]
    empty: bool
    without: str


def answerable(about: About) -> tuple[Answerable, ...]:
    """Every question with whether any run has what it needs."""
    return tuple(_answerable(about, question) for question in QUESTIONS)


def _answerable(about: About, question: Question) -> Answerable:
    filled = any(about.filled.get(name) for name in question.columns)
    if filled and question.timed and about.placed == about.runs:
        return Answerable(question, False, ("created_at",), False, question.untimed)
    empty = not filled and not about.columns.isdisjoint(question.columns)
    columns = (question.add,) if question.add else question.columns
    return Answerable(question, filled, columns, empty, question.without)


def limits(about: About, page: str) -> tuple[str, ...]:
    """What a page has to say about the export: one sentence a question it can't answer, to be read
    one after the other."""
    told = [
        found.without
        for found in answerable(about)
        if found.question.page == page and not found.answered and found.without
    ]
    return (*told[:1], *(f"It {one.removeprefix(SUBJECT)}" for one in told[1:]))


def judged(about: About) -> bool:
    """Whether completed runs are judged, by their export or by what a person says is success;
    without, they are "completed", not "succeeded"."""
    return bool(about.filled.get("judged"))


def usable(about: About) -> tuple[Dimension, ...]:
    """The dimensions by which runs can be chosen, as any of them has a value."""
    return tuple(
        dimension
        for dimension in (*FILTERS, *offered(about.settings))
        if any(about.filled.get(column) for column in dimension.columns)
    )

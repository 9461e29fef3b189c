"""The canonical tables, declared once: every column of a run, worker, instruction and change.

The conversion of exports, the DuckDB tables, the documentation in data/SCHEMA.md and the
templates are all made from, or tested against, these declarations.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ValueKind(StrEnum):
    """How a value is written in an export and kept in the store."""

    TEXT = "text"
    WORD = "word"  # one of a few words
    TIME = "time"  # UTC, microseconds
    NUMBER = "number"
    INTEGER = "integer"
    FLAG = "yes/no"
    LIST = "list of text"
    TOOLS = "list of tool calls"
    EFFECTS = "list of effects"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, kind, group on the page about a run, and what it means."""

    name: str
    kind: ValueKind
    group: str
    about: str
    required: bool = False
    words: tuple[str, ...] = ()


STATUSES = ("queued", "pending", "running", "completed", "failed", "cancelled", "unknown")
OUTCOMES = (
    "queued",
    "pending",
    "running",
    "succeeded",
    "bad",
    "failed",
    "cancelled",
    "unknown",
)
UNFINISHED = ("queued", "pending", "running")
ATTRIBUTED = ("worker", "input", "platform", "unknown")
"""Whose fault a person or judge may say that it was; unknown: who looked couldn’t tell."""
VISIBILITIES = ("internal", "customer", "unknown")
OUTPUT_POLICIES = ("adds", "replaces", "summarises", "unknown")
TOOL_CALL_KEYS = ("name", "category", "ok", "error", "wrote")
EFFECT_KEYS = ("kind", "id", "url", "customer_visible")

T, W, N = ValueKind.TEXT, ValueKind.WORD, ValueKind.NUMBER

RUN_COLUMNS: tuple[Column, ...] = (
    Column(
        "run_id", T, "identity", "The run’s id as written, without blanks around it.", required=True
    ),
    Column("worker_id", T, "identity", "The worker’s id; absent: its name."),
    Column("worker", T, "identity", "The worker’s name."),
    Column("retry_of", T, "identity", "The id of the run that this one tried again."),
    Column("status", W, "life", "Where the run stands.", required=True, words=STATUSES),
    Column("raw_status", T, "life", "The status word of the export."),
    Column("created_at", ValueKind.TIME, "life", "When the run was created.", required=True),
    Column("started_at", ValueKind.TIME, "life", "When it began to work."),
    Column("finished_at", ValueKind.TIME, "life", "When it ended."),
    Column("updated_at", ValueKind.TIME, "life", "When this row was last changed at its source."),
    Column("duration_ms", N, "life", "How long it worked, in milliseconds."),
    Column(
        "time_basis", W, "life", "Whose time created_at is.", words=("export", "as_of", "import")
    ),
    Column("trigger", T, "source", "What started the run: a schedule, a person, an event."),
    Column("record_type", T, "source", "What kind of business record it worked on."),
    Column("record_id", T, "source", "The record’s id."),
    Column("record_title", T, "source", "The record’s title."),
    Column("record_url", T, "source", "Where to open the record."),
    Column("record_text", T, "source", "What the record said."),
    Column("task_id", T, "task", "The linked task’s id; absent: the task’s link."),
    Column("task_title", T, "task", "The task’s title."),
    Column("task_url", T, "task", "Where to open the task."),
    Column("task_text", T, "task", "What the task asked for."),
    Column("instructions_id", T, "boundary", "The hash of the instruction text."),
    Column("instructions_version", T, "boundary", "The version’s label, like v4."),
    Column("model", T, "boundary", "The model that the worker used."),
    Column("context_sources", ValueKind.LIST, "boundary", "What the worker could read."),
    Column("tool_categories", ValueKind.LIST, "boundary", "What the worker was allowed to call."),
    Column("output_mode", T, "boundary", "Where the worker writes, like a task comment."),
    Column(
        "output_policy",
        W,
        "boundary",
        "What a second run does to the output of the first.",
        words=OUTPUT_POLICIES,
    ),
    Column("max_iterations", ValueKind.INTEGER, "boundary", "The most steps the worker may take."),
    Column("worker_status", T, "boundary", "The worker’s status when the run was created."),
    Column("tools_called", ValueKind.TOOLS, "did", "The tools it called, in order."),
    Column("steps", ValueKind.INTEGER, "did", "How many steps it took."),
    Column("tokens", ValueKind.INTEGER, "did", "How many tokens it used."),
    Column("cost", N, "did", "What it cost, in the export’s currency."),
    Column("comment_preview", T, "wrote", "The beginning of the comment it wrote."),
    Column("output_text", T, "wrote", "The whole output, when the export has it."),
    Column("output_location", T, "wrote", "Where the output was written."),
    Column(
        "output_visibility",
        W,
        "wrote",
        "Who can see the output.",
        words=VISIBILITIES,
    ),
    Column("effects", ValueKind.EFFECTS, "wrote", "What it created or changed."),
    Column(
        "effects_state",
        W,
        "wrote",
        "Whether it is known what it created.",
        words=("created", "none", "unknown"),
    ),
    Column("error_type", T, "failed", "The error’s class or code."),
    Column("error_message", T, "failed", "The error’s text."),
    Column("score", N, "judged", "The export’s score of the run."),
    Column("quality", W, "judged", "Whether a completed run was any good.", words=("good", "bad")),
    Column("quality_reason", T, "judged", "Why it was judged so."),
    Column(
        "attributed_to",
        W,
        "judged",
        "Whose fault it was, as a person or judge says.",
        words=ATTRIBUTED,
    ),
    Column("extra", ValueKind.JSON, "rest", "Every other field of the export, kept."),
)

WORKER_COLUMNS: tuple[Column, ...] = (
    Column("worker_id", T, "identity", "The worker’s id; absent: its name."),
    Column("worker", T, "identity", "The worker’s name.", required=True),
    Column("worker_status", T, "now", "Draft, active or paused."),
    Column("instructions_id", T, "now", "The hash of its present instructions."),
    Column("instructions_version", T, "now", "The label of its present instructions."),
    Column("instructions_text", T, "now", "Its present instructions."),
    Column("model", T, "now", "The model it uses."),
    Column("context_sources", ValueKind.LIST, "now", "What it may read."),
    Column("tool_categories", ValueKind.LIST, "now", "What it may call."),
    Column("output_mode", T, "now", "Where it writes."),
    Column("output_policy", W, "now", "What a second run does.", words=OUTPUT_POLICIES),
    Column("max_iterations", ValueKind.INTEGER, "now", "The most steps it may take."),
    Column("description", T, "now", "What it is for."),
    Column("worker_url", T, "now", "Where to open its settings."),
    Column("extra", ValueKind.JSON, "rest", "Every other field of the export, kept."),
)

INSTRUCTION_COLUMNS: tuple[Column, ...] = (
    Column("instructions_id", T, "identity", "The hash of the text; absent: computed from it."),
    Column("instructions_text", T, "text", "The text itself.", required=True),
    Column("instructions_version", T, "identity", "The version’s label, like v4."),
    Column("worker_id", T, "identity", "The worker it belongs to."),
    Column("author", T, "identity", "Who wrote it."),
)

CHANGED_THINGS = ("instructions", "context", "tools", "model", "status")
CHANGE_COLUMNS: tuple[Column, ...] = (
    Column("worker_id", T, "identity", "The worker that was changed.", required=True),
    Column("changed_at", ValueKind.TIME, "what", "When.", required=True),
    Column("what", W, "what", "What was changed.", required=True, words=CHANGED_THINGS),
    Column("old", T, "what", "What it was: a version label, a model, a list."),
    Column("new", T, "what", "What it became."),
    Column("author", T, "who", "Who changed it."),
    Column("note", T, "who", "Why, in their words."),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "runs": RUN_COLUMNS,
    "workers": WORKER_COLUMNS,
    "instructions": INSTRUCTION_COLUMNS,
    "changes": CHANGE_COLUMNS,
}

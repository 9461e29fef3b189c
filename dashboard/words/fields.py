"""What canonical columns are called on a page, in which step of a run they stand, and how their
values are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.dates import exact
from dashboard.records.schema import RUN_COLUMNS, WORKER_COLUMNS, ValueKind
from dashboard.store.dimensions.known import BY_NAME
from dashboard.words.safe_text import visible
from dashboard.words.values import duration, number


def _label(name: str) -> str:
    return BY_NAME[name].label


def _plural(name: str) -> str:
    return BY_NAME[name].plural


LABELS = {
    "run_id": "Run",
    "worker_id": "Worker id",
    "worker": _label("worker"),
    "retry_of": "Retry of",
    "status": _label("status"),
    "raw_status": "Status word of the export",
    "created_at": "Created",
    "started_at": "Started",
    "finished_at": "Finished",
    "updated_at": "Last updated",
    "duration_ms": "Duration",
    "time_basis": "Time source",
    "trigger": _label("trigger"),
    "record_type": _label("record-type"),
    "record_id": "Record id",
    "record_title": _label("record"),
    "record_url": "Record link",
    "record_text": "What the record said",
    "task_id": "Task id",
    "task_title": _label("task"),
    "task_url": "Task link",
    "task_text": "What the task asked for",
    "instructions_id": "Instructions id",
    "instructions_version": _label("version"),
    "model": _label("model"),
    "context_sources": _plural("context"),
    "tool_categories": _plural("tool"),
    "output_mode": _label("output-mode"),
    "output_policy": _label("on-rerun"),
    "max_iterations": _label("max-iterations"),
    "worker_status": _label("worker-status"),
    "tools_called": _plural("called"),
    "steps": _label("steps"),
    "tokens": _label("tokens"),
    "cost": _label("cost"),
    "comment_preview": "Comment preview",
    "output_text": "Whole output",
    "output_location": _label("output-location"),
    "output_visibility": _label("visibility"),
    "effects": "Effects",
    "effects_state": "What it created",
    "error_type": _label("error-type"),
    "error_message": "Error message",
    "score": "Score",
    "quality": _label("quality"),
    "quality_reason": "Reason",
    "attributed_to": "Whose fault",
    "extra": "Other fields",
    "instructions_text": "Instructions",
    "description": "Description",
    "worker_url": "Worker link",
}

_KINDS = {column.name: column.kind for column in (*WORKER_COLUMNS, *RUN_COLUMNS)}

_MEANINGS = {
    ("output_policy", "adds"): "adds to its earlier output",
    ("output_policy", "replaces"): "replaces its earlier output",
    ("output_policy", "summarises"): "summarises its earlier output",
    ("effects", "created"): "known created",
    ("effects", "none"): "known none",
    ("effects_state", "created"): "something",
    ("effects_state", "none"): "nothing",
    ("time_basis", "import"): "that of the import: the export has none",
    ("time_basis", "as_of"): "that of the export itself: the run has none",
    ("time_basis", "export"): "the export’s",
    ("output_visibility", "internal"): "colleagues",
    ("output_visibility", "customer"): "the customer",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a run's page: its title, its short fields, its long texts in boxes, and what to
    say where the export has these of other runs, but nothing of this one."""

    title: str
    fields: tuple[str, ...]
    texts: tuple[str, ...] = ()
    nothing: str = "Your export leaves this empty for this run."

    @property
    def all(self) -> tuple[str, ...]:
        return self.fields + self.texts


SOURCE_TO_OUTPUT = (
    Step("Trigger", ("trigger",)),
    Step(
        "Source record",
        (
            "record_title", "record_type", "record_id", "record_url",
            "task_title", "task_id", "task_url",
        ),
        ("record_text", "task_text"),
    ),
    Step("Context available", ("context_sources",)),
    Step("Tools allowed", ("tool_categories",)),
    Step(
        "Instructions",
        ("instructions_version", "model", "max_iterations", "worker_status"),
        ("instructions_text",),
    ),
    Step("Result", ("steps", "tokens", "cost", "effects_state"), ("tools_called", "effects")),
    Step(
        "Task comment",
        ("output_mode", "output_location", "output_visibility", "output_policy"),
        ("comment_preview", "output_text"),
    ),
)  # fmt: skip
"""The seven steps in which a run is reviewed."""

ERROR = Step(
    "Error", ("error_type",), ("error_message",), "Your export tells no error of this run."
)
JUDGEMENT = Step(
    "Judgement",
    ("quality", "score", "attributed_to"),
    ("quality_reason",),
    "Your export does not say whether this run was any good.",
)
AFTERWARDS = (ERROR, JUDGEMENT)
WHY = {"failed": ERROR, "bad": JUDGEMENT}
"""The step that says why a run ended as it did; it stands on top."""

FACTS = (
    Step(
        "Times",
        ("created_at", "started_at", "finished_at", "updated_at", "duration_ms", "time_basis"),
    ),
    Step(
        "Ids",
        (
            "run_id", "worker", "worker_id", "retry_of", "status", "raw_status",
            "instructions_id",
        ),
    ),
)  # fmt: skip

LINKS = frozenset({"record_url", "task_url", "worker_url"})
"""Fields that hold the address of something; only an address of the web becomes a link."""


def meaning(name: str, word: str) -> str:
    """What a word of ours in a canonical column says, where it does not say that by itself."""
    return _MEANINGS.get((name, word), word)


def written(name: str, value: Any, zone: str) -> str:
    """A value of a canonical column as plain text for a page; "–" where there is none.

    zone: IANA name of the zone in which times are shown. Text of the export keeps every
    character, with control characters made visible.
    """
    if value is None:
        return "–"
    kind = _KINDS[name]
    if kind is ValueKind.WORD and (name, value) in _MEANINGS:
        return meaning(name, value)
    if name == "duration_ms":
        return duration(value)
    if kind is ValueKind.TIME:
        return exact(value.astimezone(ZoneInfo(zone)))
    if kind in (ValueKind.NUMBER, ValueKind.INTEGER):
        return number(value)
    if kind is ValueKind.FLAG:
        return "yes" if value else "no"
    if kind is ValueKind.LIST:
        return " · ".join(visible(entry) for entry in value) or "none"
    return visible(str(value))

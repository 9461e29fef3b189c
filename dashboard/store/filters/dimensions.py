"""What runs can be filtered by: a new dimension is one line here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to choose runs.

    name: in links and on the command line; label: on a page; columns: of the table runs; sql: what
    is looked at, where it is not the columns themselves; holds:
    "value" (the first column equals it; or a further one, a name, where it is nobody's id), "list"
    (the column contains it as an element) or "text" (any column contains the words, in any case).
    """

    name: str
    label: str
    columns: tuple[str, ...]
    holds: str = "value"
    sql: str = ""

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The expressions in SQL that hold the values."""
        return (self.sql,) if self.sql else self.columns


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("worker", "Worker", ("worker_id", "worker")),
    Dimension("outcome", "Outcome", ("outcome",)),
    Dimension("status", "Status", ("status",)),
    Dimension("version", "Version", ("version",)),
    Dimension("model", "Model", ("model",)),
    Dimension("record-type", "Record type", ("record_type",)),
    Dimension("trigger", "Trigger", ("trigger",)),
    Dimension("task", "Task", ("task_id",)),
    Dimension("record", "Record", ("record_id",)),
    Dimension("context", "Context source", ("context_sources",), "list"),
    Dimension("tool", "Tool category", ("tool_categories",), "list"),
    Dimension("cause", "Cause", ("cause",)),
    Dimension("origin", "Origin", ("origin",)),
    Dimension(
        "called",
        "Called tool",
        ("tools_called",),
        "list",
        "list_transform(tools_called, lambda call: call.name)",
    ),
    Dimension(
        "tool-error",
        "Tool error of",
        ("tools_called",),
        "list",
        "list_transform(list_filter(tools_called, lambda call: call.ok IS FALSE),"
        " lambda call: call.name)",
    ),
    Dimension("worker-status", "Worker status", ("worker_status",)),
    Dimension("output-mode", "Output mode", ("output_mode",)),
    Dimension("error-type", "Error type", ("error_type",)),
    Dimension(
        "text",
        "Text",
        (
            "run_id",
            "worker",
            "task_title",
            "record_title",
            "comment_preview",
            "output_text",
            "error_message",
        ),
        "text",
    ),
)

BY_NAME = {dimension.name: dimension for dimension in DIMENSIONS}

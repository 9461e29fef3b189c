"""What runs are compared by, by Compare and by the search for a twin, and how values read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("steps", "tokens", "cost", "calls", "task_length", "record_length")
EXTRA = "extra."
ENDINGS = ("outcome", "cause", "origin", "error-type", "quality")
"""Attributes that say how a run ended, in the order in which they are told."""

FEWEST = 5
"""A value, or a side, with fewer runs tells nothing."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute. holds: "value" (each run has one), "list" (a run has any number of its
    elements; to lack one is the same difference seen from the other side), "bin" (a quarter of a
    number's values); column: of runs that must be filled; dimension: by which it can be filtered,
    "" for none; retells: whether it is a field of the export that tells in part how runs ended."""

    name: str
    label: str
    holds: str
    column: str
    dimension: str = ""
    retells: bool = False

    @property
    def extra(self) -> bool:
        """Whether it is a field that an export has beside the canonical ones."""
        return self.name.startswith(EXTRA)

    @property
    def ending(self) -> bool:
        """Whether it says how a run ended."""
        return self.name in ENDINGS

    @property
    def near_ending(self) -> bool:
        """Whether it says how a run ended, or what went wrong on the way there."""
        return self.ending or self.retells or self.name in ("tool_error", "any_tool_error")


ATTRIBUTES = {
    attribute.name.replace("-", "_"): attribute
    for attribute in (
        Attribute("outcome", "Outcome", "value", "status", "outcome"),
        Attribute("cause", "Cause", "value", "status", "cause"),
        Attribute("origin", "Origin", "value", "attributed_to", "origin"),
        Attribute("error-type", "Error type", "value", "error_type", "error-type"),
        Attribute("quality", "Quality", "value", "judged"),
        Attribute("worker", "Worker", "value", "worker_id", "worker"),
        Attribute("version", "Version", "value", "version", "version"),
        Attribute("model", "Model", "value", "model", "model"),
        Attribute("trigger", "Trigger", "value", "trigger", "trigger"),
        Attribute("record-type", "Record type", "value", "record_type", "record-type"),
        Attribute("output_mode", "Output mode", "value", "output_mode", "output-mode"),
        Attribute("output_policy", "On rerun", "value", "output_policy"),
        Attribute("max_iterations", "Max iterations", "value", "max_iterations"),
        Attribute("worker_status", "Worker status", "value", "worker_status", "worker-status"),
        Attribute("turn", "Run on its task", "value", "task_id"),
        Attribute("hour", "Time of day", "value", "created_at"),
        Attribute("weekday", "Weekday", "value", "created_at"),
        Attribute("steps", "Steps", "bin", "steps"),
        Attribute("tokens", "Tokens", "bin", "tokens"),
        Attribute("cost", "Cost", "bin", "cost"),
        Attribute("calls", "Number of tool calls", "bin", "tools_called"),
        Attribute("task_length", "Length of the task", "bin", "task_title"),
        Attribute("record_length", "Length of the record", "bin", "record_text"),
        Attribute("context", "Context source", "list", "context_sources", "context"),
        Attribute("tool", "Tool category", "list", "tool_categories", "tool"),
        Attribute("called", "Called tool", "list", "tools_called", "called"),
        Attribute("tool_error", "Tool error of", "list", "tools_called", "tool-error"),
        Attribute("any_tool_error", "Tool errors", "list", "tools_called"),
        Attribute("before", "Called in this order", "list", "tools_called"),
        Attribute("word", "Word of the task’s title", "list", "task_title"),
    )
}
"""By what rows of questions call them."""


def attribute(name: str) -> Attribute:
    """The attribute of a name; other fields of an export are attributes, too."""
    if name.startswith(EXTRA):
        return Attribute(name, name.removeprefix(EXTRA), "value", "extra")
    return ATTRIBUTES[name]


def value_words(
    found: Attribute,
    value: str | None,
    edges: Mapping[str, Sequence[Any]],
    names: Mapping[str, Mapping[str, str]],
) -> str:
    """A value as a page shows it. edges: quartiles per number; names: per attribute, what its
    values are called."""
    if value is None:
        return "none given"
    if found.name in names:
        return names[found.name].get(value, value)
    if found.name == "weekday":
        return WEEKDAYS[int(value) - 1]
    if found.name == "hour":
        return f"{int(value) * 4:02}:00 to {int(value) * 4 + 4:02}:00"
    if found.name == "turn":
        return {"1": "first", "2": "second"}.get(value, "third or later")
    if found.holds == "bin":
        return _between(int(value), edges[found.name])
    return value


def _between(place: int, edges: Sequence[Any]) -> str:
    """A quarter in words; edges that are alike leave quarters out, so neighbours are looked for."""
    if place == 0:
        return f"up to {_number(edges[0])}"
    if place >= len(edges):
        return f"more than {_number(edges[-1])}"
    return f"more than {_number(edges[place - 1])}, up to {_number(edges[place])}"


def _number(value: Any) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"

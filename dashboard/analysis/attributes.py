"""What runs are compared by: the attributes of queries/compare.sql, and how their values read.

Left out are what tells the outcome (status, error, cause, quality, score, duration, output and
effects) and what identifies a single run, task or record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("steps", "tokens", "cost", "calls", "task_length", "record_length")
EXTRA = "extra."


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute. holds: "value" (each run has one), "list" (a run has any number of its
    elements; to lack one is the same difference seen from the other side), "bin" (a quarter of a
    number's values); column: of runs that must be filled; dimension: by which it can be filtered,
    "" for none."""

    name: str
    label: str
    holds: str
    column: str
    dimension: str = ""


ATTRIBUTES = {
    it.name: it
    for it in (
        Attribute("worker", "Worker", "value", "worker_id", "worker"),
        Attribute("version", "Instructions version", "value", "version", "version"),
        Attribute("model", "Model", "value", "model", "model"),
        Attribute("trigger", "Started by", "value", "trigger", "trigger"),
        Attribute("record-type", "Record type", "value", "record_type", "record-type"),
        Attribute("output_mode", "Output mode", "value", "output_mode", "output-mode"),
        Attribute("output_policy", "A second run", "value", "output_policy"),
        Attribute("max_iterations", "Most iterations", "value", "max_iterations"),
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
        Attribute("called", "Called", "list", "tools_called", "called"),
        Attribute("tool_error", "Tool error of", "list", "tools_called", "tool-error"),
        Attribute("any_tool_error", "Tool errors", "list", "tools_called"),
        Attribute("before", "Called in this order", "list", "tools_called"),
        Attribute("word", "Word of the task’s title", "list", "task_title"),
    )
}


def attribute(name: str) -> Attribute:
    """The attribute of a name; other fields of an export are attributes, too."""
    if name.startswith(EXTRA):
        return Attribute(name, name.removeprefix(EXTRA), "value", "extra")
    return ATTRIBUTES[name]


def value_words(
    found: Attribute,
    value: str | None,
    edges: Mapping[str, Sequence[Any]],
    names: Mapping[str, str],
) -> str:
    """A value as a page shows it. edges: quartiles per number; names: of workers by their ids."""
    if value is None:
        return "none given"
    if found.name == "worker":
        return names.get(value, value)
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

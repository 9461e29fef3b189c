"""What a service answered in place of an export, saved by mistake: an error, or nothing."""

from __future__ import annotations

import re
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import no_rows
from dashboard.sources.tables.json_object import JsonObject

_LONGEST = 20_000
"""Letters of such an answer."""
_OF_ERRORS = ("error", "errors", "message", "detail", "error_description", "fault")
_CODES = ("status", "status_code", "statuscode", "code")
_BESIDE = frozenset((
    *_OF_ERRORS, *_CODES, "title", "type", "success", "ok", "hint",
    "documentation_url", "request_id", "requestid", "trace_id", "timestamp", "path", "instance",
    "error_code", "errorcode", "param",
))  # fmt: skip
_OF_HTTP = re.compile("[45][0-9][0-9]")
_LISTS = frozenset((
    "data", "runs", "items", "results", "traces", "observations", "spans", "executions", "jobs",
    "workflow_runs", "dag_runs", "rows", "records", "content", "entries", "events", "value", "hits",
))  # fmt: skip


def refuse_if_answered(source: JsonObject) -> None:
    """Raise ExportRefused for an object that says only what went wrong, or lists nothing."""
    if source.document_end > _LONGEST:
        return
    every = {key.lower(): source.value(key) for key in source.at}
    values = {key: value for key, value in every.items() if value is not None}
    if not every or _lists_nothing(values):
        raise no_rows(source.file)
    said = next((text for key in _OF_ERRORS if (text := _text(values.get(key)))), None)
    if said and values.keys() <= _BESIDE and not _may_be_a_run(values):
        raise ExportRefused(
            f"It is no export, but what a service answered: {' '.join(said.split())[:100]}",
            where=source.file,
            remedy="Export it again, signed in and with the rights that it takes.",
        )


def _lists_nothing(values: dict[str, Any]) -> bool:
    """Whether all that an object lists under a name for rows is nothing."""
    inner = values.get("data")
    values = {**values, **inner} if isinstance(inner, dict) else values
    lists = [value for value in values.values() if isinstance(value, list)]
    return not any(lists) and any(values.get(key) == [] for key in _LISTS)


def _may_be_a_run(values: dict[str, Any]) -> bool:
    """Whether it says in a word where something stands, as a run that failed does, and has no code
    of HTTP, as an answer does."""
    codes = (str(values[key]) for key in _CODES if key in values)
    return _word(values.get("status")) and not any(map(_OF_HTTP.fullmatch, codes))


def _word(value: Any) -> bool:
    return isinstance(value, str) and not value.strip().isdigit()


def _text(value: Any) -> str | None:
    """The words of an error, which may stand in an object or a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = next((value[key] for key in ("message", "msg", "detail") if value.get(key)), None)
    return value if isinstance(value, str) else None

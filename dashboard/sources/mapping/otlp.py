"""Spans of traces in OTLP/JSON, as collectors and SDKs write them.

Source: the OpenTelemetry protocol's JSON encoding; its attribute names are those of the GenAI
semantic conventions and of OpenInference. Ids are hex by the protocol, and base64 in some files.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from dashboard.sources.raw.faults import BadValue, shown
from dashboard.sources.raw.raw import Record
from dashboard.sources.raw.raw_text import as_text

_SCOPES = ("scopeSpans", "instrumentationLibrarySpans", "scope_spans")
_CODES = {"0": "UNSET", "1": "OK", "2": "ERROR"}
_KINDS = ("openinference.span.kind", "traceloop.span.kind", "gen_ai.operation.name")
"""Attributes that say what a span is, the plainest first."""
_OPERATIONS = {
    "chat": "llm", "generate_content": "llm", "text_completion": "llm", "execute_tool": "tool",
    "invoke_agent": "agent", "create_agent": "agent", "invoke_workflow": "workflow",
}  # fmt: skip


def spans(record: Record) -> Iterator[Record | BadValue]:
    """The spans of one object with `resourceSpans`, each a flat row; of any other object itself.
    For what should be spans and is none, why not.

    A row has trace_id, span_id, parent_id (None of a root), name, kind (llm, tool, agent, …, "" if
    nothing says it), start and end in nanoseconds, status (OK, ERROR, UNSET), status_message,
    attributes, events (name, attributes), resource and scope.
    """
    found = _either(record, "resourceSpans", "resource_spans")
    if not found:
        yield record
        return
    for group in _listed(found, "resourceSpans"):
        if isinstance(group, BadValue):
            yield group
            continue
        resource = _attributes(_object(group.get("resource")).get("attributes"))
        for scope in _listed(_either(group, *_SCOPES), "scopeSpans"):
            if isinstance(scope, BadValue):
                yield scope
                continue
            name = _object(scope.get("scope")).get("name")
            for span in _listed(scope.get("spans"), "spans"):
                if isinstance(span, BadValue):
                    yield span
                else:
                    yield {**_span(span), "resource": resource, "scope": name}


def _listed(value: Any, name: str) -> Iterator[Record | BadValue]:
    """The objects of a list, and why what stands there is none."""
    if value is not None and not isinstance(value, list):
        yield BadValue(f"{name} should be a list, and is {shown(as_text(value))}")
    for one in value if isinstance(value, list) else []:
        if isinstance(one, dict):
            yield one
        else:
            yield BadValue(f"an entry of {name} should be an object, and is {shown(as_text(one))}")


def _span(span: Record) -> Record:
    attributes = _attributes(span.get("attributes"))
    told = span.get("status")
    status = told if isinstance(told, dict) else {"code": told}
    events = [
        {"name": event.get("name"), "attributes": _attributes(event.get("attributes"))}
        for event in _objects(span.get("events"))
    ]
    return {
        "trace_id": _hex(_either(span, "traceId", "trace_id")),
        "span_id": _hex(_either(span, "spanId", "span_id")),
        "parent_id": _hex(_either(span, "parentSpanId", "parent_span_id")),
        "name": span.get("name"),
        "kind": _kind(attributes),
        "start": _either(span, "startTimeUnixNano", "start_time_unix_nano"),
        "end": _ended(_either(span, "endTimeUnixNano", "end_time_unix_nano")),
        "status": _code(status.get("code")),
        "status_message": status.get("message"),
        "attributes": attributes,
        "events": events,
    }


def _code(told: Any) -> str:
    """OK, ERROR or UNSET, told in words or by its number."""
    if isinstance(told, float) and told.is_integer():
        told = int(told)
    code = as_text(told if told is not None else "UNSET").strip().upper()
    code = code.removeprefix("STATUS_CODE_")
    return _CODES.get(code, code)


def _kind(attributes: Record) -> str:
    """What a span is, in one word for all conventions."""
    found = next((attributes[name] for name in _KINDS if attributes.get(name)), "")
    word = str(found).lower()
    return _OPERATIONS.get(word, word)


def _ended(nanoseconds: Any) -> Any:
    """The end of a span; None where it is 0, as exporters write it for one that goes on."""
    return None if str(nanoseconds).strip() in ("", "0", "None") else nanoseconds


def _hex(value: Any) -> Any:
    """An id as hex digits; base64 of 8 or 16 bytes too. What is neither stays as it is."""
    if not isinstance(value, str) or not value:
        return None
    if re.fullmatch(r"[0-9a-fA-F]{16}|[0-9a-fA-F]{32}", value):
        return value.lower() if value.strip("0") else None
    try:
        found = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return value
    return found.hex() if len(found) in (8, 16) else value


def _attributes(listed: Any) -> Record:
    """A list of keys and typed values as an object; an object stays one."""
    if isinstance(listed, dict):
        return listed
    return {str(one.get("key")): _value(one.get("value")) for one in _objects(listed)}


def _value(typed: Any, depth: int = 0) -> Any:
    if not isinstance(typed, dict) or len(typed) != 1 or depth > 20:
        return typed
    [(kind, value)] = typed.items()
    if kind == "arrayValue":
        listed = _object(value).get("values")
        return [_value(one, depth + 1) for one in listed] if isinstance(listed, list) else []
    if kind == "kvlistValue":
        pairs = _objects(_object(value).get("values"))
        return {str(one.get("key")): _value(one.get("value"), depth + 1) for one in pairs}
    return value


def _either(record: Record, *names: str) -> Any:
    return next((record[name] for name in names if record.get(name) is not None), None)


def _object(value: Any) -> Record:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[Record]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

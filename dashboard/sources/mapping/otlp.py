"""Spans of traces in OTLP/JSON and its kin, as collectors, SDKs and stores of traces write them.

Source: the OpenTelemetry protocol's JSON encoding; its attribute names are those of the GenAI
semantic conventions and of OpenInference. Ids are hex by the protocol, and base64 in some files.
Tempo calls the groups of spans `batches`; the console exporters of SDKs write each span by itself.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from dashboard.sources.mapping import jaeger
from dashboard.sources.mapping.span_words import as_object, attributes_of, kind_of, objects_in
from dashboard.sources.raw import paths
from dashboard.sources.raw.faults import BadValue, shown
from dashboard.sources.raw.raw import Record
from dashboard.sources.raw.raw_text import as_text

_GROUPS = ("resourceSpans", "resource_spans", "batches")
_SCOPES = ("scopeSpans", "instrumentationLibrarySpans", "scope_spans")
_NESTED = (*_GROUPS, *_SCOPES, "spans", "processes", "context", "attributes", "events", "status")
_OTHERS = ("resourceMetrics", "resource_metrics", "resourceLogs", "resource_logs")
"""What collectors write into the same file, and is no span."""
_STARTS = ("startTimeUnixNano", "start_time_unix_nano")
_CODES = {"0": "UNSET", "1": "OK", "2": "ERROR"}


def spans(record: Record) -> Iterator[Record | BadValue]:
    """The spans of one object: of a document with groups of spans, of one group, of a trace of
    Jaeger, or one that is a span. Of metrics and logs nothing, and of any other object itself. For
    what should be spans and is none, why not.

    A row has trace_id, span_id, parent_id (None of a root), name, kind (llm, tool, agent, …, "" if
    nothing says it), start and end in nanoseconds or as written times, status (OK, ERROR, UNSET),
    status_message, attributes, events (name, attributes), resource and scope.
    """
    try:
        record = record | {key: _opened(record[key]) for key in _NESTED if key in record}
    except BadValue as bad:
        yield bad
        return
    if found := _either(record, *_GROUPS):
        for group in _listed(found, "resourceSpans"):
            yield from [group] if isinstance(group, BadValue) else _of_group(group)
    elif _either(record, *_SCOPES) is not None:
        yield from _of_group(record)
    elif "traceID" in record and "spans" in record:
        yield from jaeger.spans(record)
    elif _either(record, *_STARTS) is not None or isinstance(record.get("context"), dict):
        yield _span(record)
    elif _either(record, *_OTHERS) is None:
        yield record


def _opened(value: Any) -> Any:
    """A value; of text the JSON in it, as tables have it."""
    found = paths.opened(value) if isinstance(value, str) else None
    return value if found is None else found


def _of_group(group: Record) -> Iterator[Record | BadValue]:
    resource = attributes_of(as_object(group.get("resource")).get("attributes"))
    for scope in _listed(_either(group, *_SCOPES), "scopeSpans"):
        if isinstance(scope, BadValue):
            yield scope
            continue
        name = as_object(scope.get("scope")).get("name")
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
    attributes = attributes_of(span.get("attributes"))
    told = span.get("status")
    status = told if isinstance(told, dict) else {"code": told}
    events = [
        {"name": event.get("name"), "attributes": attributes_of(event.get("attributes"))}
        for event in objects_in(span.get("events"))
    ]
    ids = as_object(span.get("context")) or span
    return {
        "trace_id": _hex(_either(ids, "traceId", "trace_id")),
        "span_id": _hex(_either(ids, "spanId", "span_id")),
        "parent_id": _hex(_either(span, "parentSpanId", "parent_span_id", "parent_id")),
        "name": span.get("name"),
        "kind": kind_of(attributes),
        "start": _either(span, *_STARTS, "start_time"),
        "end": _ended(_either(span, "endTimeUnixNano", "end_time_unix_nano", "end_time")),
        "status": _code(_either(status, "code", "status_code")),
        "status_message": _either(status, "message", "description"),
        "attributes": attributes,
        "events": events,
        "resource": attributes_of(as_object(span.get("resource")).get("attributes")),
    }


def _code(told: Any) -> str:
    """OK, ERROR or UNSET, told in words or by its number."""
    if isinstance(told, float) and told.is_integer():
        told = int(told)
    code = as_text(told if told is not None else "UNSET").strip().upper()
    code = code.removeprefix("STATUS_CODE_").removeprefix("STATUSCODE.")
    return _CODES.get(code, code)


def _ended(nanoseconds: Any) -> Any:
    """The end of a span; None where it is 0, as exporters write it for one that goes on."""
    return None if str(nanoseconds).strip() in ("", "0", "None") else nanoseconds


def _hex(value: Any) -> Any:
    """An id as hex digits; base64 of 8 or 16 bytes too. What is neither stays as it is."""
    if not isinstance(value, str) or not value:
        return None
    value = value.removeprefix("0x")
    if re.fullmatch(r"[0-9a-fA-F]{16}|[0-9a-fA-F]{32}", value):
        return value.lower() if value.strip("0") else None
    try:
        found = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return value
    return found.hex() if len(found) in (8, 16) else value


def _either(record: Record, *names: str) -> Any:
    return next((record[name] for name in names if record.get(name) is not None), None)

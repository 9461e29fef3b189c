"""Spans of traces as Jaeger has them in its API and in what its page downloads.

Source: Jaeger's JSON model. A trace has spans, times are microseconds, a span names its parent
among its references, and its status stands in tags that OpenTelemetry gave it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.sources.mapping.span_words import as_object, kind_of, objects_in
from dashboard.sources.raw.faults import BadValue, shown
from dashboard.sources.raw.raw import Record
from dashboard.sources.raw.raw_text import as_text, word


def spans(trace: Record) -> Iterator[Record | BadValue]:
    """The spans of one trace, as otlp.spans gives them; for what should be spans and is none, why
    not."""
    listed = trace.get("spans")
    if not isinstance(listed, list):
        yield BadValue(f"spans should be a list, and is {shown(as_text(listed))}")
        return
    processes = as_object(trace.get("processes"))
    for span in listed:
        if isinstance(span, dict):
            process = as_object(processes.get(str(span.get("processID"))))
            yield _span(span) | {"resource": {"service.name": process.get("serviceName")}}
        else:
            yield BadValue(f"an entry of spans should be an object, and is {shown(as_text(span))}")


def _span(span: Record) -> Record:
    tags = _tags(span.get("tags"))
    began, took = span.get("startTime"), span.get("duration")
    known = type(began) is int and type(took) is int
    return {
        "trace_id": span.get("traceID"),
        "span_id": span.get("spanID"),
        "parent_id": _parent(span),
        "name": span.get("operationName"),
        "kind": kind_of(tags),
        "start": began * 1_000 if type(began) is int else began,
        "end": (began + took) * 1_000 if known else None,  # type: ignore[operator]
        "status": _status(tags),
        "status_message": tags.get("otel.status_description"),
        "attributes": tags,
        "events": [_event(log) for log in objects_in(span.get("logs"))],
    }


def _parent(span: Record) -> Any:
    """The span that it is a child of, None of a root: one in another trace only led to it."""
    of = [
        one
        for one in objects_in(span.get("references"))
        if one.get("refType") == "CHILD_OF" and one.get("traceID") == span.get("traceID")
    ]
    return of[0].get("spanID") if of else span.get("parentSpanID") or None


def _status(tags: Record) -> str:
    told = word(tags.get("otel.status_code") or "")
    if told:
        return told.upper()
    return "ERROR" if word(tags.get("error") or "") == "true" else "UNSET"


def _event(log: Record) -> Record:
    fields = _tags(log.get("fields"))
    return {"name": fields.get("event"), "attributes": fields}


def _tags(listed: Any) -> Record:
    return {str(one.get("key")): one.get("value") for one in objects_in(listed)}

"""Messages of a coding assistant's session, their texts told from their parts.

Claude Code writes what a message or the result of a tool holds as one text, or as a list of parts.
A text may look like JSON, as a file that was read or an answer that was cut, and yet is a text: as
a part among parts no path leads into it.
"""

from __future__ import annotations

from typing import Any

from dashboard.sources.mapping.span_words import as_object, objects_in
from dashboard.sources.raw.raw import Record

_RESULT = "tool_result"


def message(record: Record) -> Record:
    """A line of a session, whose message holds a list of parts; the result of a tool is a text."""
    told = record.get("message")
    if not isinstance(told, dict):
        return record
    content = told.get("content")
    parts = [_text(content)] if isinstance(content, str) else content
    if not isinstance(parts, list):
        return record
    return record | {"message": told | {"content": [_plain(part) for part in parts]}}


def _text(text: str) -> Record:
    return {"type": "text", "text": text}


def _plain(part: Any) -> Any:
    """A part; of the result of a tool all texts as one."""
    if as_object(part).get("type") != _RESULT or not isinstance(part.get("content"), list):
        return _text(part) if isinstance(part, str) else part
    texts = [one["text"] for one in objects_in(part["content"]) if isinstance(one.get("text"), str)]
    return part | {"content": "\n".join(texts) or None}

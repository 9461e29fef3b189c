"""The texts that an export carries about a run, against which its output is held."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.checks.cut import ends_in_dots, is_cut
from dashboard.checks.suspicion import Output
from dashboard.checks.unsourced import Texts
from dashboard.checks.visible import says_nothing

OF_THE_WORK = ("task_text", "record_text")
"""What the worker was given to read; without any of it nothing can be held against it."""
FIELDS = (
    "run_id", "worker_id", "worker", "retry_of", "trigger", "record_type", "record_id",
    "record_title", "record_url", "record_text", "task_id", "task_title", "task_url", "task_text",
    "instructions_version", "model", "context_sources", "tool_categories", "tools_called",
    "output_location", "effects", "created_at", "started_at", "finished_at", "error_message",
)  # fmt: skip
"""The fields of a run whose values an output may well name."""
_OWN = ("assistant", "ai", "model", "agent")
"""Whose messages in a conversation are the worker's own words."""


def output_of(values: Mapping[str, Any], limit: int | None) -> Output | None:
    """What a run wrote; None where the export shows nothing of it, or "null". limit: the length at
    which its export cuts previews, None where that isn't known to be so."""
    whole, preview = values["output_text"], values["comment_preview"]
    if whole and not says_nothing(whole):
        return Output(whole)
    if not preview or says_nothing(preview):
        return None
    return Output(preview, is_cut(preview, limit))


def texts_of(values: Mapping[str, Any], instructions: str | None, output: Output) -> Texts | None:
    """What is known of a run: its fields, its instructions, and the other fields of its export but
    for what the worker said; None where the export doesn't carry what its task or record said.

    values: its fields, with `extra` as JSON.
    """
    given = [values[name] for name in OF_THE_WORK if values[name]]
    if not given:
        return None
    held = [text for name in FIELDS for text in _within(values[name])]
    held += [instructions or "", *_others(values.get("extra"), output.text.strip())]
    return Texts("\n".join(held), whole=not any(map(ends_in_dots, given)))


def _others(extra: str | None, written: str) -> Iterator[str]:
    """The texts of the other fields, without those that repeat the output."""
    if extra:
        for text in _within(json.loads(extra)):
            if written not in text:
                yield text


def _within(held: Any) -> Iterator[str]:
    """All texts in a value, but for the messages of the worker."""
    if isinstance(held, Mapping):
        if str(held.get("role") or held.get("type")).lower() not in _OWN:
            for part in held.values():
                yield from _within(part)
    elif isinstance(held, list | tuple):
        for part in held:
            yield from _within(part)
    elif held is not None:
        yield str(held)

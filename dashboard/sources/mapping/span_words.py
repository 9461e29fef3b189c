"""What spans of all conventions say of themselves: their attributes, and what kind each is."""

from __future__ import annotations

from typing import Any

from dashboard.sources.raw.raw import Record

_KINDS = (
    "openinference.span.kind", "traceloop.span.kind", "gen_ai.operation.name",
    "llm.request.type", "ai.operationId", "langfuse.observation.type", "mlflow.spanType",
    "langsmith.span.kind",
)  # fmt: skip
"""Attributes that say what a span is, the plainest first: of OpenInference, OpenLLMetry, the GenAI
conventions, older OpenLLMetry, the AI SDK, and the SDKs of Langfuse, MLflow and LangSmith."""
_OPERATIONS = {
    "chat": "llm", "generate_content": "llm", "text_completion": "llm", "completion": "llm",
    "generation": "llm", "chat_model": "llm",
    "embeddings": "embedding", "execute_tool": "tool", "ai.toolcall": "tool",
    "invoke_agent": "agent", "create_agent": "agent", "invoke_workflow": "workflow",
}  # fmt: skip
_CALLS = (".dogenerate", ".dostream")
"""How the AI SDK's names of calls of a model end; the spans around them repeat their tokens."""


def kind_of(attributes: Record) -> str:
    """What a span is, in one word for all conventions."""
    found = next((attributes[name] for name in _KINDS if attributes.get(name)), "")
    word = str(found).lower().strip('"')  # MLflow writes JSON
    if not word:
        return _by_what_it_has(attributes)
    return "llm" if word.endswith(_CALLS) else _OPERATIONS.get(word, word)


def _by_what_it_has(attributes: Record) -> str:
    """What a span is that does not say so, as before the conventions asked for the operation: one
    that names a tool called it, one that names a model and no agent called that."""
    if attributes.get("gen_ai.tool.name"):
        return "tool"
    model, agent = attributes.get("gen_ai.request.model"), attributes.get("gen_ai.agent.name")
    return "llm" if model and not agent else ""


def attributes_of(listed: Any) -> Record:
    """A list of keys and typed values as an object; an object stays one."""
    if isinstance(listed, dict):
        return listed
    return {str(one.get("key")): _value(one.get("value")) for one in objects_in(listed)}


def _value(typed: Any, depth: int = 0) -> Any:
    if not isinstance(typed, dict) or len(typed) != 1 or depth > 20:
        return typed
    [(kind, value)] = typed.items()
    if kind in ("arrayValue", "array_value"):
        listed = as_object(value).get("values")
        return [_value(one, depth + 1) for one in listed] if isinstance(listed, list) else []
    if kind in ("kvlistValue", "kvlist_value"):
        pairs = objects_in(as_object(value).get("values"))
        return {str(one.get("key")): _value(one.get("value"), depth + 1) for one in pairs}
    return value


def as_object(value: Any) -> Record:
    """An object; an empty one for what is none."""
    return value if isinstance(value, dict) else {}


def objects_in(value: Any) -> list[Record]:
    """The objects of a list; none of what is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

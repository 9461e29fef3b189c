"""Objects and lists as Python writes them, {'a': None}: so data frames put them into their CSV."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any

from dashboard.sources.raw import json_text
from dashboard.sources.raw.json_text import Literal

LONGEST = 1_000_000
"""Letters of a text that is read: taking one apart needs a hundred times their room."""
_NO_VALUE = ("nan", "NaN", "NaT", "null")
_OF_TEXT = ("Timestamp", "UUID", "Decimal", "str_")
"""What stands for its first argument: a time, an id or a number as it was."""
_OF_LIST = ("array", "list", "tuple")
_PYTHON = re.compile(r"'|\b(?:None|True|False|nan|NaT)\b")
"""What JSON has not: without any of it a text is JSON, if broken."""


@lru_cache(maxsize=16)  # most rules of a mapping look into the same cells
def decode(text: str) -> Any:
    """The object or list that the text writes in Python, as JSON has it; it is not to be changed.
    Raises ValueError for what is none, or holds what JSON can't; nothing in it is carried out."""
    if len(text) > LONGEST or not _PYTHON.search(text):
        raise ValueError("it is not written as Python writes it, or too long")
    try:
        found = _value(ast.parse(text.strip(), mode="eval").body)
        json_text.require_shallow(found)
        _require_commas(text)
    except (SyntaxError, MemoryError, RecursionError, tokenize.TokenError) as error:
        raise ValueError("it is not written as Python writes it") from error
    return found


def _require_commas(text: str) -> None:
    """Refuse texts with nothing between them: of ['a' 'b'], an array that was printed, Python makes
    one text."""
    signs = [one.type for one in tokenize.generate_tokens(io.StringIO(text.strip()).readline)]
    signs = [one for one in signs if one not in (tokenize.NL, tokenize.NEWLINE)]
    if any(pair == (tokenize.STRING, tokenize.STRING) for pair in pairwise(signs)):
        raise ValueError("two texts stand there with nothing between them")


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant):
        return _constant(node.value)
    if isinstance(node, ast.Dict) and None not in node.keys:
        return _object([(_value(key), _value(one)) for key, one in _pairs(node)])
    if isinstance(node, ast.List | ast.Tuple):
        return [_value(one) for one in node.elts]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        number = _value(node.operand)
        if type(number) is int:
            return -number
        if isinstance(number, Literal):
            return Literal(f"-{number.text}")
    if isinstance(node, ast.Name) and node.id in _NO_VALUE:
        return None
    if isinstance(node, ast.Call):
        return _made(node)
    raise ValueError(f"{ast.unparse(node)[:40]} is nothing that JSON has")


def _pairs(node: ast.Dict) -> list[tuple[ast.expr, ast.expr]]:
    return [(key, one) for key, one in zip(node.keys, node.values, strict=True) if key is not None]


def _constant(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return Literal(repr(value))
    raise ValueError(f"{value!r:.40} is nothing that JSON has")


def _object(pairs: list[tuple[Any, Any]]) -> dict[str, Any]:
    made = {str(key): value for key, value in pairs}
    if len(made) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return made


def _made(node: ast.Call) -> Any:
    """What a few well-known calls make: Timestamp('…'), UUID('…'), array([…]), datetime(…)."""
    name = ast.unparse(node.func).split(".")[-1]
    if name == "datetime":
        return _time(node)
    kinds: dict[str, Callable[[Any], bool]] = dict.fromkeys(_OF_TEXT, lambda one: type(one) is str)
    kinds |= dict.fromkeys(_OF_LIST, lambda one: isinstance(one, list))
    if name in kinds and node.args and kinds[name](found := _value(node.args[0])):
        return found
    raise ValueError(f"{name[:40]}(…) is nothing that JSON has")


def _time(node: ast.Call) -> str:
    """The time of datetime.datetime(2026, 5, 1, 10, 0, tzinfo=datetime.timezone.utc)."""
    parts = [_value(one) for one in node.args]
    zones = [ast.unparse(one.value) for one in node.keywords if one.arg == "tzinfo"]
    if not all(type(part) is int for part in parts) or len(zones) < len(node.keywords):
        raise ValueError("its time can’t be read")
    if any(zone.split(".")[-1] not in ("utc", "UTC", "TzUTC()") for zone in zones):
        raise ValueError("its time is of a zone that can’t be read")
    try:
        time = datetime(*parts)
    except TypeError as error:
        raise ValueError("its time can’t be read") from error
    return (time.replace(tzinfo=UTC) if zones else time).isoformat()

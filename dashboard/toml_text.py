"""TOML that people write, with every way in which it can't be read told in the same words, and text
as TOML quotes it."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_FORBIDDEN = re.compile("[\x7f\ud800-\udfff]")


def parse(text: str) -> dict[str, Any]:
    """The document that the text holds. Raises ValueError that says what is wrong."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise ValueError("its brackets are nested too deeply") from None
    except ValueError as error:
        many = "int_max_str_digits" in str(error) or "digits" in str(error)
        raise ValueError("a number has thousands of digits" if many else str(error)) from None


def quoted(text: str) -> str:
    """A text in quotes, on one line. Half characters, which TOML can't hold, become U+FFFD."""
    return _FORBIDDEN.sub(_escaped, json.dumps(text, ensure_ascii=False))


def key(name: str) -> str:
    """A key as it stands before an equals sign: in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else quoted(name)


def _escaped(sign: re.Match[str]) -> str:
    return "\\u007f" if sign[0] == "\x7f" else "\ufffd"

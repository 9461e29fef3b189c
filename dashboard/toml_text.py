"""TOML that people write, with every way in which it can't be read told in the same words."""

from __future__ import annotations

import tomllib
from typing import Any


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

"""Patterns that people write: searched in time that grows with the text, whatever they say."""

from __future__ import annotations

from typing import Any

import re2


def compiled(text: str, *, any_case: bool = False) -> Any:
    """The pattern that a text is, ready to search with. Raises ValueError that says why it is
    none, in a few words."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = not any_case
    try:
        return re2.compile(text, options)
    except re2.error as error:
        why = error.args[0] if error.args else error
        told = why.decode("utf-8", "replace") if isinstance(why, bytes) else str(why)
        raise ValueError(
            f"{told[:100]}; what looks ahead or behind, or refers back, can’t be used"
        ) from None

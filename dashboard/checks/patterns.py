"""Patterns of words, in any case."""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern that fits where one of these does."""
    return re.compile("|".join(patterns), re.IGNORECASE)

"""Dates in words, the same on every platform."""

from __future__ import annotations

from datetime import date


def dated(at: date, form: str) -> str:
    """A date or time by a form of strftime in which %-d is the day without a zero before it, which
    Windows doesn't know: dated(at, "%a %-d %b %Y") is "Mon 2 Nov 2026"."""
    return at.strftime(form.replace("%-d", str(at.day)))

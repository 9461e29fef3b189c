"""The texts of the named questions: one file of SQL each in dashboard/queries."""

from __future__ import annotations

from functools import cache
from importlib import resources

_MACROS = ("outcomes", "times", "fields", "attributes", "distances")


@cache
def text_of(name: str) -> str:
    """The text of a named query, without its comments."""
    text = resources.files("dashboard").joinpath(f"queries/{name}.sql").read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("--"))


@cache
def question(name: str) -> str:
    """A named query to stand behind the common table expressions of the chosen runs."""
    body = text_of(name)
    return f", {body.removeprefix('WITH ')}" if body.startswith("WITH ") else f" {body}"


@cache
def macros() -> str:
    """What several questions say, as macros: whoever asks them needs these."""
    return "\n".join(text_of(f"macros/{name}") for name in _MACROS)

"""Rules that name the cause of an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol

from dashboard.causes.error_template import words_of

ORIGINS = (
    "instructions",
    "context",
    "tool access",
    "permissions",
    "source record",
    "platform",
    "unknown",
)
CHECKED = ("instructions", "context", "tools", "permissions")
"""What is looked at before a failed run is tried again."""


class Pattern(Protocol):
    """A pattern of a rule, ready to search with; pattern: as it is written."""

    pattern: str

    def search(self, text: str, /) -> Any:
        """What matches it in a text; None if nothing does."""
        ...


@dataclass(frozen=True, slots=True)
class CauseRule:
    """One cause that errors are matched with.

    name: in links and documents; origin: one of ORIGINS; types: error types, in lower case, of
    which any is the error's type, with or without its module, or the class that its text begins
    with; texts: patterns of which any is found in the template of an error's text, or in the words
    of its type where that is its template;
    examples: (error type, text) that this rule must match before any other; check: per word of
    CHECKED what to look at before such a run is tried again.
    """

    name: str
    label: str
    origin: str
    types: frozenset[str]
    texts: tuple[Pattern, ...]
    examples: tuple[tuple[str, str], ...]
    check: dict[str, str]

    def matches(self, error_type: str, template: str) -> bool:
        """Whether an error of this type and template is one of this cause."""
        if not self.types.isdisjoint(_type_names(error_type, template)):
            return True
        told = [template]
        if template == error_type.strip():  # the error has no text that tells more
            told.append(words_of(error_type))
        return any(text.search(one) for text in self.texts for one in told)


_CLASS = re.compile(r"^([A-Za-z_][\w.]*):(?:\s|$)")


def _type_names(error_type: str, template: str) -> set[str]:
    """What the type of an error may be called, in lower case."""
    raised = _CLASS.match(template)
    names = [error_type.strip().lower(), raised[1].lower() if raised else ""]
    return {name for full in names for name in (full, full.rpartition(".")[2]) if name}


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules in the order in which they are tried, and the text that they were read from."""

    version: int
    rules: tuple[CauseRule, ...]
    text: str

    def match(self, error_type: str, template: str) -> CauseRule | None:
        """The first rule that matches an error, None if none does."""
        return next((rule for rule in self.rules if rule.matches(error_type, template)), None)

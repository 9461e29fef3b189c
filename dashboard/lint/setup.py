"""How a worker is set up, in the names that its export uses."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker may do; None: not known, then nothing is said about it."""

    tool_categories: tuple[str, ...] | None = None
    context_sources: tuple[str, ...] | None = None
    output_mode: str | None = None

    @property
    def means(self) -> tuple[frozenset[str] | None, frozenset[str] | None, str | None]:
        """What makes it the same as another, in whatever order it is listed."""
        lists = (self.tool_categories, self.context_sources)
        tools, sources = (None if names is None else frozenset(names) for names in lists)
        return tools, sources, self.output_mode


def plain_name(name: str) -> str:
    """A name of a set-up as it is compared: in lower case, its words apart ("taskComment")."""
    apart = re.sub(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return " ".join(re.findall(r"[^\W_]+|[*]", apart.lower()))

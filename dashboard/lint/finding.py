"""What the lint tells of instructions."""

from __future__ import annotations

from dataclasses import dataclass

TOOL, SOURCE, OUTPUT = "tool category", "context source", "output mode"
QUOTED = 200
"""Letters of a sentence that are quoted, from where something was found on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that instructions ask for and the worker lacks.

    kind: TOOL, SOURCE or OUTPUT; subject: the category or output; words: the sentence that says
    so, as it stands; has: what the worker has of that kind.
    """

    kind: str
    subject: str
    words: str
    has: tuple[str, ...] = ()

    @property
    def against(self) -> str:
        """What the worker has, as a document tells it."""
        return "; ".join(self.has) or "none"


def quoted(text: str, found: str = "") -> str:
    """A sentence on one line; of a long one about QUOTED letters from the words found on."""
    line = " ".join(text.split())
    if len(line) <= QUOTED:
        return line
    start = max(line.lower().find(found[:40]), 0)
    start = max(min(start, len(line) - QUOTED), 0)
    end = start + QUOTED
    return f"{'… ' * bool(start)}{line[start:end].strip()}{' …' * (end < len(line))}"

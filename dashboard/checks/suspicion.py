"""What the checks tell of a run's output."""

from __future__ import annotations

from dataclasses import dataclass

INVISIBLE, DUPLICATE, FORMAT, UNSOURCED, CLAIM = (
    "not-visible", "duplicate", "format", "unsourced", "claim",
)  # fmt: skip
CHECKS = (INVISIBLE, DUPLICATE, FORMAT, UNSOURCED, CLAIM)
"""The checks by their names in links and on the command line."""

Span = tuple[int, int]
"""The places in a text where a part of it begins and ends."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a run wrote. text: as the export has it; cut: the export may hold only its beginning."""

    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Something about an output that a reviewer should look at.

    check: one of CHECKS; kind: which of the things that the check looks for; spans: the parts of
    the output that show it, in order, () where all of it does or where something is missing;
    count: how many there are of what is counted, None where nothing is; said: what it is held
    against, like the sentence of the instructions or the id of another run, "" for nothing.
    """

    check: str
    kind: str
    spans: tuple[Span, ...] = ()
    count: int | None = None
    said: str = ""

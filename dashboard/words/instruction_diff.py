"""Two texts as lines that say what was kept, removed and added."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.analysis.pair import Piece

CONTEXT = 60
"""Letters of a kept part that are shown at either end of it, to the end of a word."""


def diff_lines(pieces: Iterable[Piece]) -> str:
    """Pieces of two texts as lines: kept words around, "−" before removed, "+" before added."""
    lines = []
    for piece in pieces:
        if piece.kept:
            kept = " ".join(piece.kept.split())
            lines.append(f"  {_shortened(kept)}" if kept else "")
        for sign, text in (("−", piece.removed), ("+", piece.added)):
            if text.strip():
                lines.append(f"{sign} {' '.join(text.split())}")
    return "\n".join(line for line in lines if line)


def _shortened(kept: str) -> str:
    """A text with its middle left out between words; a word that is longer is cut."""
    if len(kept) <= 2 * CONTEXT + 3:
        return kept
    first, last = kept[: CONTEXT + 1], kept[-CONTEXT - 1 :]
    first = first.rsplit(" ", 1)[0] if " " in first else first[:CONTEXT]
    last = last.split(" ", 1)[1] if " " in last else last[1:]
    return f"{first} … {last}"

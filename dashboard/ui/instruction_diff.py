"""Two texts as lines that say what was kept, removed and added."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.analysis.pair import Piece

CONTEXT = 60
"""Letters of a kept part that are shown at either end of it."""


def diff_lines(pieces: Iterable[Piece]) -> str:
    """Pieces of two texts as lines: kept words around, "−" before removed, "+" before added."""
    lines = []
    for piece in pieces:
        if piece.kept:
            kept = " ".join(piece.kept.split())
            if len(kept) > 2 * CONTEXT:
                kept = f"{kept[:CONTEXT]} … {kept[-CONTEXT:]}"
            lines.append(f"  {kept}" if kept else "")
        for sign, text in (("−", piece.removed), ("+", piece.added)):
            if text.strip():
                lines.append(f"{sign} {' '.join(text.split())}")
    return "\n".join(line for line in lines if line)

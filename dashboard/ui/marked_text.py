"""Text of an export with parts of it marked, as evidence."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from dashboard.checks.suspicion import Span
from dashboard.words.safe_text import visible

AROUND = 60
"""Letters that are shown on either side of what is marked."""
MOST_MARKS = 5


def draw_marked(text: str, spans: Sequence[Span]) -> None:
    """Draw what stands around the marked parts of a text."""
    st.html(marked_html(text, spans))


def marked_html(text: str, spans: Sequence[Span]) -> str:
    """The first parts of a text that are marked, with what stands around them; "…" for the rest.

    The text may be anybody's: it is escaped here.
    """
    pieces, end = [], 0
    for begin, stop in spans[:MOST_MARKS]:
        shown = max(begin - AROUND, end)
        if shown > end:
            pieces.append("… ")
        part = text[begin:stop]
        cut = part if len(part) <= 2 * AROUND else f"{part[: 2 * AROUND]}…"
        pieces.append(f"{_text(text[shown:begin])}<mark>{_text(cut)}</mark>")
        end = stop
    after = text[end : end + AROUND]
    rest = " …" if end + AROUND < len(text) or len(spans) > MOST_MARKS else ""
    return f"<div data-marked>{''.join(pieces)}{_text(after)}{rest}</div>"


def _text(text: str) -> str:
    return html.escape(visible(text))

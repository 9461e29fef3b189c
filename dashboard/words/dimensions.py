"""What dimensions are called: those of our own by their labels, those of an export by its text."""

from __future__ import annotations

from dashboard.store.dimensions.dimension import NONE, Dimension
from dashboard.words.safe_text import isolated

MOST_LETTERS = 40


def short(text: str) -> str:
    """The beginning of a text that may be long."""
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def label(dimension: Dimension) -> str:
    """What a dimension is called; it may be text of the export."""
    return isolated(short(dimension.label)) if dimension.own else dimension.label


def inner_label(dimension: Dimension) -> str:
    """The same within a sentence: names of an export keep their letters."""
    return label(dimension) if dimension.own else dimension.label.lower()


def lost_named(dimension: Dimension, value: str) -> str:
    """A value that no run has, as a sentence names it; NONE: a field that no run has."""
    if value == NONE:
        return f"field “{label(dimension)}”"
    return f"{inner_label(dimension)} “{isolated(short(value))}”"


def runs_having(dimension: Dimension, value: str) -> str:
    """How a sentence goes on after "runs", of those with a value: "with model m-small"."""
    return f"with {label(dimension)} {value}" if dimension.own else dimension.runs_having(value)


def runs_lacking(dimension: Dimension, value: str) -> str:
    """The same of those without it."""
    return f"without {label(dimension)} {value}" if dimension.own else dimension.runs_lacking(value)

"""The palette is readable on both backgrounds, and text of an export stays text."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from dashboard.charts.style import BOTTOM_UP, COLOURS, house_style, label
from dashboard.records.schema import OUTCOMES

WHITE, DARK = "#FFFFFF", "#0E1117"


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("outcome", [outcome for outcome in OUTCOMES if outcome != "unknown"])
def test_marks_stand_out_from_both_backgrounds(outcome: str) -> None:
    assert contrast(COLOURS[outcome], WHITE) >= 3
    assert contrast(COLOURS[outcome], DARK) >= 3


def test_every_outcome_has_a_place_in_the_stack() -> None:
    assert sorted(BOTTOM_UP) == sorted(OUTCOMES)
    assert BOTTOM_UP[:2] == ("failed", "bad")


@pytest.mark.parametrize(
    "text", ["<a href='https://evil.example'>x</a>", "<b>y</b>", "%{y}", "a\u202eb", "a\nb"]
)
def test_label_leaves_nothing_to_interpret(text: str) -> None:
    shown = label(text)
    assert not set("<>{%\n\u202e") & set(shown)


def test_label_keeps_plain_text() -> None:
    assert label("Deal follow-up v4 – ümlaut") == "Deal follow-up v4 – ümlaut"


def test_charts_write_numbers_as_sentences_do_in_every_language() -> None:
    figure = go.Figure()
    house_style(figure)
    assert figure.layout.separators == ".,"
    assert figure.layout.yaxis.separatethousands

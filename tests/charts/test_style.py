"""The palette is readable on both backgrounds, and text of an export stays text."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest

from dashboard.charts.difference_mark import BETTER, WORSE
from dashboard.charts.origins import COLOUR
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


# How linear RGB is seen: Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009), severity 1.
SEEN = {
    "all colours": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE_XYZ = TO_XYZ.sum(axis=1)
TOLD_APART = 15.0
"""A difference in CIE L*a*b* that is seen at a glance; 2.3 is the least that is seen at all."""


def lab(colour: str, seen: str) -> np.ndarray:
    parts = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    scaled = TO_XYZ @ np.clip(SEEN[seen] @ linear, 0, 1) / WHITE_XYZ
    x, y, z = np.where(scaled > 216 / 24389, np.cbrt(scaled), (24389 / 27 * scaled + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("seen", SEEN)
def test_an_origin_is_no_status_and_failed_no_success_however_colours_are_seen(seen: str) -> None:
    pairs = [(COLOUR, own) for name, own in COLOURS.items() if name != "unknown"]
    for one, other in [*pairs, (COLOURS["failed"], COLOURS["succeeded"]), (WORSE, BETTER)]:
        assert np.linalg.norm(lab(one, seen) - lab(other, seen)) >= TOLD_APART, (one, other)
    assert min(contrast(COLOUR, WHITE), contrast(COLOUR, DARK)) >= 3

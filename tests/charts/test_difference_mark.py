"""A verdict has a glyph and a colour of its own, not those of a status."""

from __future__ import annotations

import pytest

from dashboard.charts.difference_mark import BETTER, WORSE
from dashboard.charts.style import COLOURS
from dashboard.words.changes import LABELS
from dashboard.words.values import GLYPHS

LIGHT, DARK = "#FFFFFF", "#0E1117"


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("background", [LIGHT, DARK])
@pytest.mark.parametrize("colour", [WORSE, BETTER])
def test_marks_stand_out_and_are_no_status(colour: str, background: str) -> None:
    low, high = sorted((luminance(colour), luminance(background)))
    assert (high + 0.05) / (low + 0.05) > 4
    assert colour not in COLOURS.values()


def test_a_verdict_has_no_glyph_of_how_a_run_ended() -> None:
    ended = {GLYPHS[outcome] for outcome in ("failed", "succeeded", "bad", "running", "queued")}
    assert not {label[0] for label in LABELS.values()} & ended

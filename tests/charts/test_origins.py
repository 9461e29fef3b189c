"""The bar of an origin is as long as its share, in a colour that no status has."""

from __future__ import annotations

import base64
import re

import pytest

from dashboard.charts.origins import COLOUR, WIDTH, share_bar
from dashboard.charts.style import COLOURS


@pytest.mark.parametrize(
    ("share", "long"), [(1.0, WIDTH), (0.5, WIDTH / 2), (0.001, 2.0), (0.0, 2.0)]
)
def test_a_bar_is_as_long_as_its_share(share: float, long: float) -> None:
    svg = base64.b64decode(share_bar(share).split(",")[1]).decode()
    found = re.search(r'<rect width="([\d.]+)"', svg)
    assert found and float(found[1]) == long


def test_its_colour_is_no_status() -> None:
    assert COLOUR not in COLOURS.values()

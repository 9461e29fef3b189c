"""Evidence in a text: marked, short, and never anything but text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui.marked_text import AROUND, MOST_MARKS, marked_html


def plain(written: str) -> str:
    return re.sub(r"<[^>]*>", "", written)


def test_what_is_marked_stands_between_what_is_around_it() -> None:
    text = f"{'a' * 200} here {'b' * 200}"
    written = marked_html(text, [(201, 205)])
    assert "<mark>here</mark>" in written
    assert plain(written) == f"… {'a' * (AROUND - 1)} here {'b' * (AROUND - 1)} …"


def test_marks_that_are_near_share_what_is_between() -> None:
    assert plain(marked_html("one two three", [(0, 3), (8, 13)])) == "one two three"


def test_of_many_marks_the_first_are_shown() -> None:
    written = marked_html("x " * 100, [(place, place + 1) for place in range(0, 100, 2)])
    assert written.count("<mark>") == MOST_MARKS
    assert plain(written).endswith("…")


@given(st.text(max_size=400), st.lists(st.integers(0, 400), max_size=8))
def test_no_text_becomes_anything_else(text: str, places: list[int]) -> None:
    edges = sorted(place for place in places if place <= len(text))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    written = marked_html(f"<script>alert(1)</script>{text}", spans)
    assert set(re.findall(r"<\s*/?(\w+)", written)) <= {"div", "mark"}

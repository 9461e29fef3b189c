"""Text of exports in Markdown stays text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.exporting.markdown import boxed, plain

LETTERS = st.text(st.sampled_from("`~ \n\ta#>-\r\0") | st.characters(), max_size=60)


@given(LETTERS)
@example("```\n# Do as I say\n```")
@example("````\n```\n`````")
@example("~~~\nout")
@example("\r```\r# out")
def test_nothing_in_a_box_ends_it(text: str) -> None:
    first, *body, last = boxed(text).split("\n")
    fence = first.removesuffix("text")
    assert last == fence and set(fence) == {"`"} and len(fence) >= 3
    for line in body:
        ticks = len(line.strip()) if set(line.strip()) == {"`"} else 0
        assert ticks < len(fence) and "\r" not in line and "\0" not in line


@pytest.mark.parametrize("text", ["[pay](javascript:alert(1))", "![x](http://e/p.png)", "`a` *b*"])
def test_a_line_holds_no_markup(text: str) -> None:
    told = plain(f"{text}\n# x")
    assert "\n" not in told and told.replace("\\\\", "").count("\\") >= 3

"""What a browser takes away of what st.html shows, and how a text stays all the same."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest

from dashboard.ui.attributes import coded, told

TAKEN_AWAY = re.compile(
    r"((--!?|])>)|</(style|script|title|xmp|textarea|noscript|iframe|noembed|noframes)", re.I
)
"""As DOMPurify 3 has it (SAFE_FOR_XML)."""
ENDS = (
    "-->", "a --> b", "--!>", "]>", "]]>", "--->", "-->-->", "[x]>y", "</script>", "</SCRIPT",
    "<script>alert(1)</script>", "</title>", "</style >", "</xmp", "</textarea>", "</noscript>",
    "</iframe>", "</noembed>", "</noframes>", "<</script>>", "x</script>-->]>", "שלום --> x",
)  # fmt: skip
OTHERS = ("", "plain", "a -> b", "a > b", "100 %", "%3C", "%", "</b>", "\"'&\n", "]")


@pytest.mark.parametrize("text", [*ENDS, *OTHERS])
def test_no_attribute_is_taken_away_and_no_text_is_another(text: str) -> None:
    spoken, read = unescape(told(text)), unescape(coded(text))
    assert not TAKEN_AWAY.search(spoken) and not TAKEN_AWAY.search(read)
    assert spoken.replace("\u2060", "") == text
    assert unquote(read) == text
    assert not set('<>"') & set(told(text) + coded(text))
    assert text in ENDS or spoken == text, "only what must be is cut"

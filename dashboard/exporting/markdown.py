"""Text of exports in Markdown: on a line, or in a box, and never markup."""

from __future__ import annotations

import re

from dashboard.words.safe_text import visible

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&@]|:(?=//)|(?<=www)\.)")
"""What a reader of Markdown may take for markup, or make a link of."""
_TICKS = re.compile("`+")


def plain(text: str) -> str:
    """Text on one line that no reader of Markdown takes for markup."""
    return _MARKDOWN.sub(r"\\\1", " ".join(visible(text).split()))


def boxed(text: str) -> str:
    """Text in a code block, as it is. Its fence is longer than any in the text, so that nothing in
    it ends the block (CommonMark 0.31, 4.5)."""
    shown = visible(text).rstrip("\n")
    longest = max((len(ticks) for ticks in _TICKS.findall(shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{shown}\n{fence}"

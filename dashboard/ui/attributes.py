"""Text as the value of an attribute in what st.html shows.

The browser's half of Streamlit cleans what it shows with DOMPurify, which takes away a whole
attribute if its value holds what may end a comment or a script, also where that is escaped.
"""

from __future__ import annotations

import html
import re

from dashboard.words.safe_text import visible

_TAKEN_AWAY = re.compile(
    r"(--!?|])(?=>)"
    r"|<(?=/(?:style|script|title|xmp|textarea|noscript|iframe|noembed|noframes))",
    re.IGNORECASE,
)
_JOINER = "\u2060"


def told(text: str) -> str:
    """Text that a person reads or hears: what would be taken away is cut in two by a sign that
    nobody sees."""
    return html.escape(_TAKEN_AWAY.sub(lambda found: found[0] + _JOINER, visible(text)))


def coded(text: str) -> str:
    """Text that a script reads by decodeURIComponent: it comes back exactly as it is."""
    signs = text.replace("%", "%25").replace("<", "%3C").replace(">", "%3E")
    return html.escape(signs)

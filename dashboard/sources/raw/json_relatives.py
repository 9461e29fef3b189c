"""What JSON has not and its relatives have: what people and programs write that is nearly JSON."""

from __future__ import annotations

import re

COMMENT = re.compile(r"(?://|#)[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_$][\w$]*\s*:")
_WORD = re.compile(r"(?:True|False|None|undefined)\b")
RELATED = "it is not JSON: "
"""How the reason begins for which a relative of JSON can't be read."""
WAY = (
    "Have the program write JSON itself: in Python json.dump, in JavaScript JSON.stringify. Or "
    "remove what JSON does not have, as an editor does that saves it as JSON."
)
"""What to do about a file that holds what foreign() names."""


def foreign(text: str, at: int) -> str | None:
    """What stands at a position that JSON has not and its relatives have, in a few words: comments,
    single quotes, names without any, a comma with nothing behind it, words of Python."""
    here, before = text[at : at + 100], text[max(at - 100, 0) : at].rstrip()[-1:]
    if COMMENT.match(here):
        return "a comment stands in it"
    if here.startswith("'"):
        return "single quotes stand in it where JSON has double ones"
    if here[:1] in ("}", "]") and before == ",":
        return f"a comma stands before its {here[0]}"
    if here[:1] == "," and (closed := here[1:].lstrip()[:1]) in ("}", "]"):
        return f"a comma stands before its {closed}"
    if _NAME.match(here):
        return "a name stands in it without quotes"
    word = _WORD.match(here)
    return f"{word[0]} is no word of JSON" if word else None

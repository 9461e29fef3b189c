"""What varies in an error text, masked, so that equal faults have equal texts.

The masked text of a message is its template; the template's hash is its id. Both are functions of
the message alone: they never change, whatever else is imported.
"""

from __future__ import annotations

import re
from hashlib import blake2b

MARK = "<*>"
"""Stands for a part that varies."""

_HEX = "[0-9a-fA-F]"
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts without spaces
_BREAK = rf"\s=,;:()\[\]{{}}<>|{_UNSPACED}"
_DAY = r"\d{4}-\d\d-\d\d"
_CLOCK = r"\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?"
_OFFSET = r"(?:Z|[+-]\d\d:?\d\d)?"

# A response code tells one fault from another, so it stays.
_KEPT = (
    r"(?i:\b(?:https?|status|code|error|fehler|erreur|errore|código)(?:[ _-]?code)?"
    r"(?:/\d(?:\.\d)?)?[\s:=(\"']{1,3})[1-5]\d\d\b|^[45]\d\d\b"
)
_VARYING = (
    ("uuid", rf"\b{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}\b"),
    ("url", r"\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\s\"'<>)\]]+"),
    ("mail", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    ("time", rf"\b{_DAY}(?:[T ]{_CLOCK}{_OFFSET})?\b|\b\d\d:\d\d(?::\d\d(?:[.,]\d+)?)\b"),
    ("ip", r"/?\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b"),
    (
        "path",
        r"(?:(?<=^)|(?<=[\s\"'(=:\[]))(?:[A-Za-z]:)?[\\/](?:[\w.@+-]+[\\/])*[\w.@+*-]*",
    ),
    ("hex", rf"\b0x{_HEX}+\b|\b(?={_HEX}*\d)(?={_HEX}*[a-fA-F]){_HEX}{{6,}}\b"),
    (
        "quoted",  # an apostrophe within a word is no quote
        r"\"[^\"\n]*\"|(?<!\w)'[^'\n]*'(?!\w)|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|`[^`\n]*`"
        r"|「[^」\n]*」|‘[^’\n]*’(?!\w)",
    ),
    ("digits", rf"[^{_BREAK}]*\d[^{_BREAK}]*(?:[.:]\d+)*"),
)
_PARTS = re.compile("|".join(f"(?P<{name}>{it})" for name, it in (("kept", _KEPT), *_VARYING)))
_NEIGHBOURS = re.compile(rf"{re.escape(MARK)}(?:[\s,;:/|-]*{re.escape(MARK)})+")


def mask(line: str) -> str:
    """One line of an error text with what varies replaced by MARK, neighbouring marks as one."""
    masked = _PARTS.sub(lambda it: it[0] if it.lastgroup == "kept" else MARK, line)
    return " ".join(_NEIGHBOURS.sub(MARK, masked).split())


def template_id(template: str) -> str:
    """The id of a template: 16 hex digits."""
    return blake2b(template.encode("utf-8", "replace"), digest_size=8).hexdigest()

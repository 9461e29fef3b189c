"""What the values mean that stand in INSERT statements."""

from __future__ import annotations

import re
from typing import Any

from dashboard.sources.files.unpacking.sql_text import Dialect

_ESCAPES = {"0": "\0", "n": "\n", "r": "\r", "t": "\t", "b": "\b", "Z": "\x1a"}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_CAST = re.compile(r"\s*::\s*[\w ]+(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])?")
_NEWLINES = re.compile(r"replace\(\s*(.*),\s*'(\\[nr])'\s*,\s*char\((1[03])\)\s*\)", re.DOTALL)
_UNISTR = re.compile(r"unistr\(\s*('.*')\s*\)", re.DOTALL | re.IGNORECASE)
_CODE_POINT = re.compile(
    r"\\(?:(\\)|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|\+([0-9A-Fa-f]{6})|([0-9A-Fa-f]{4}))"
)
_CAST_OF = re.compile(r"CAST\(\s*(.*)\s+AS\s+[\w() ,]+\)", re.DOTALL | re.IGNORECASE)
_TYPED = re.compile(r"(?:_\w+|N|E|TIMESTAMP(?:TZ)?|DATE|TIME)\s*(?=')", re.IGNORECASE)
_BITS = re.compile(r"[bB]'([01]{0,64})'")
_WORDS = {"null": None, "true": True, "false": False}
_DEEPEST = 5
"""How many functions may stand in each other."""


class NotRead(Exception):
    """A value is an expression that only a database reckons."""


def value_of(cell: str, dialect: Dialect, depth: int = 0) -> Any:
    """What a value means. Raises NotRead."""
    text = cell.strip()
    if not dialect.text.fullmatch(text):
        text = dialect.comment.sub(lambda found: found[1] or " ", text).strip()
    if text.casefold() in _WORDS:
        return _WORDS[text.casefold()]
    if (typed := _TYPED.match(text)) and typed[0] not in "eE":
        text = text[typed.end() :]
    if found := dialect.text.match(text):
        if found.end() < len(text) and not _CAST.fullmatch(text, found.end()):
            raise NotRead
        return _text(found[0], escaped=dialect.backslashes or text[0] in "eE")
    if _NUMBER.fullmatch(text):
        return int(text)
    if re.fullmatch(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?", text):
        return text
    if re.fullmatch(r'"(?:[^"\\]|""|\\.)*+"', text, re.DOTALL):
        quoted = text[1:-1].replace('""', '"').replace("'", "''")
        return _text(f"'{quoted}'", escaped=dialect.backslashes)
    if found := _BITS.fullmatch(text):
        return int(found[1] or "0", 2)
    if re.fullmatch(r"0x[0-9A-Fa-f]+|[xX]'[0-9A-Fa-f]*'", text):
        return text.strip("xX'").removeprefix("0x")
    if depth < _DEEPEST:
        return _reckoned(text, dialect, depth + 1)
    raise NotRead


def _reckoned(text: str, dialect: Dialect, depth: int) -> Any:
    """The value of one of the functions that tools write around texts. Raises NotRead."""
    if found := _NEWLINES.fullmatch(text):
        inner = value_of(found[1], dialect, depth)
        return inner.replace(found[2], chr(int(found[3]))) if type(inner) is str else inner
    if (found := _UNISTR.fullmatch(text)) and dialect.text.fullmatch(found[1]):
        return _CODE_POINT.sub(_letter, _text(found[1], escaped=False))
    if found := _CAST_OF.fullmatch(text):
        return value_of(found[1], dialect, depth)
    raise NotRead


def _letter(found: re.Match[str]) -> str:
    if found[1]:
        return "\\"
    point = int(found[2] or found[3] or found[4] or found[5], 16)
    return chr(point) if point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else "\ufffd"


def _text(quoted: str, *, escaped: bool) -> str:
    text = quoted[quoted.index("'") + 1 : -1]
    if not escaped or "\\" not in text:
        return text.replace("''", "'")
    return re.sub(
        r"''|\\(.)",
        lambda found: _ESCAPES.get(found[1], found[1]) if found[1] else "'",
        text,
        flags=re.DOTALL,
    )

"""How SQL is written: its texts, names and comments, by dialect, and how statements begin that say
anything of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

NAME = r'(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$]+)'
TABLE = rf"(?P<table>{NAME}(?:\s*\.\s*{NAME})*)"
INSERT = (
    r"(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OR\s+\w+)\s+)*+"
    r"(?:INTO\b\s*|(?!(?:ON|OR)\b)(?=[\w\"`\[]))"
)
CREATE = (
    r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:GLOBAL|LOCAL)\s+)?"
    r"(?:TEMP(?:ORARY)?\s+|UNLOGGED\s+)?TABLE\b"
)
BEGINS = re.compile(rf"\s*(?:{INSERT}|{CREATE})", re.IGNORECASE)
"""How a statement begins that says anything of rows."""
HEADS = (
    rf"(?:(?={INSERT})(?:[A-Z_]+\s+)+?(?:INTO\b|{NAME}(?:\s*\.\s*{NAME})*\s*(?:\(|VALUES\b))"
    rf"|{CREATE}|CREATE\s+(?:SCHEMA|DATABASE|EXTENSION)\b|DROP\s+TABLE\b)"
)
"""How statements begin by which a dump is known."""

_PLAIN = r"'[^']*+'"
_ESCAPED = r"'(?:[^'\\]|\\.)*+'"
_BLOCK = r"/\*(?:[^*]|\*(?!/))*+\*/"
_BY_MYSQL = re.compile(rb"/\*!\d|MySQL dump|MariaDB dump|phpMyAdmin", re.IGNORECASE)
_BY_OTHERS = re.compile(
    rb"^\s*PRAGMA\s|^\\|PostgreSQL database|^COPY\s[^;]*\sFROM\s+stdin|^GO\s*$|\bTABLE\s+[\"\[]"
    rb"|\bINTO\s+[\"\[]|\bINSERT\s+\[|search_path",
    re.IGNORECASE | re.MULTILINE,
)
_LIKE_MYSQL = re.compile(
    rb"^\s*#|\b(?:INTO|TABLE|EXISTS|USE|DATABASE)\s+`", re.IGNORECASE | re.MULTILINE
)
_QUOTE_IN_TEXT = re.compile(rb"\\'\w")
_E_TEXT = re.compile(rb"\b[eE]'")
_VALUES = re.compile(rb"\bVALUES\b", re.IGNORECASE)
_HEAD = 64_000
"""Bytes at the beginning of a dump in which what wrote it is looked for."""


class Dialect(NamedTuple):
    """How SQL is written.

    text: what is in quotes, though it may be several after each other; gap: white space and
    comments; comment: a comment, or what is in quotes as its group; stretch: all up to the next
    bracket, comma, semicolon, or quote or comment that does not end; backslashes: whether these are
    signs in every text.
    """

    text: re.Pattern[str]
    gap: re.Pattern[str]
    comment: re.Pattern[str]
    stretch: re.Pattern[str]
    backslashes: bool


def _dialect(*, mysql: bool) -> Dialect:
    text = rf"(?:{_ESCAPED})" if mysql else rf"(?:\b[eE]{_ESCAPED}|{_PLAIN})"
    double = r'"(?:[^"\\]|\\.)*+"' if mysql else r'"[^"]*+"'
    name = r"`[^`]*+`" + ("" if mysql else r"|(?<![\w\])\[])\[[^\]'\n]*+(?:'[^\]'\n]*+)?\]")
    dollar = "" if mysql else r"|(?<!\w)(?P<tag>\$(?:[A-Za-z_]\w*)?\$)(?:(?!(?P=tag)).)*+(?P=tag)"
    quoted = rf"{text}|{double}|{name}{dollar}"
    comment = r"--(?![^\s])[^\n]*+|\#[^\n]*+|" if mysql else r"--[^\n]*+|"
    comment += _BLOCK
    ends = "" if mysql else r"(?!(?<!\w)\$(?:[A-Za-z_]\w*)?\$)"
    other = rf"-(?!-)|/(?!\*)|\[|{ends}\$|(?<!\w)[eE](?!')|(?<=\w)[eE]"
    other += r"|--(?=\S)" if mysql else ""
    plain = r"[^'\"`\[(),;$\-/#eE]" if mysql else r"[^'\"`\[(),;$\-/eE]"
    return Dialect(
        re.compile(rf"(?:{text})+", re.DOTALL),
        re.compile(rf"(?:\s|{comment})*+", re.DOTALL),
        re.compile(rf"({quoted})|{comment}", re.DOTALL),
        re.compile(rf"(?:{plain}++|{quoted}|{comment}|{other})*+", re.DOTALL),
        mysql,
    )


STANDARD = _dialect(mysql=False)
MYSQL = _dialect(mysql=True)


def dialect_of(lines: Iterable[bytes]) -> Dialect:
    """The dialect of a dump, of which the lines are read as far as that takes: told by what stands
    above its rows. Where nothing there tells, a backslash is itself, unless a quote behind one can
    only be part of a text.
    """
    head = line = b""
    rest = iter(lines)
    for line in rest:
        rows = _VALUES.search(line)
        head += line[: rows.start()] if rows else line
        if rows or len(head) > _HEAD:
            break
    if _BY_MYSQL.search(head):
        return MYSQL
    if _BY_OTHERS.search(head):
        return STANDARD
    if _LIKE_MYSQL.search(head) or _escaping(line) or any(map(_escaping, rest)):
        return MYSQL
    return STANDARD


def _escaping(line: bytes) -> bool:
    """Whether a quote stands within a text for the backslash before it alone."""
    return b"\\'" in line and _QUOTE_IN_TEXT.search(line) is not None and not _E_TEXT.search(line)


def bare(name: str) -> str:
    """A name without the quotes around it."""
    sign = name[:1]
    if sign == "[":
        return name[1:-1]
    return name[1:-1].replace(sign * 2, sign) if sign in ('"', "`") else name

"""What varies in an error text, masked, so that equal faults have equal texts.

The masked text of a message is its template; the template's hash is its id. Both are functions of
the message alone: they never change, whatever else is imported.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b

from dashboard.causes.computers import (
    ADDRESS,
    BEFORE,
    DOMAIN,
    DOMAIN_IN_A_CALL,
    LONG_ADDRESS,
    PLACED,
    PLACED_IN_A_CALL,
    ComputerSign,
    sign_of,
)

MARK = "<*>"
"""Stands for a part that varies."""

_HEX = "[0-9a-fA-F]"
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts without spaces
_BREAK = rf"\s=,;:()\[\]{{}}<>|{_UNSPACED}"
_DAY = r"\d{4}-\d\d-\d\d"
_CLOCK = r"\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?"
_OFFSET = r"(?:Z|[+-]\d\d:?\d\d)?"

# A response code tells one fault from another, so it stays; what succeeded is no fault.
_KEPT = (
    r"(?i:\b(?:https?|status|code|error|fehler|erreur|errore|código)(?:[ _-]?code)?"
    r"(?:/\d(?:\.\d)?)?[\s:=(\"']{1,3})[45]\d\d\b|^[45]\d\d\b"
)
_REQUEST = r"(?P<verb>\"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) )[^\"\n]*"
_LEADER = r"(?<![A-Za-z])(?P<led>[A-Za-z]+)\.{3,}\s*\d+\b"  # "in the column.......0"
_FILES = (
    "csv|tsv|json|jsonl|xml|ya?ml|toml|ini|conf|txt|md|log|html?|pdf|docx?|xlsx?|pptx?|odt|eml|msg"
    "|png|jpe?g|gif|svg|tiff?|zip|gz|tar|7z|bak|tmp|lock|db|parquet"
)
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = "(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_UNITS = (
    "(?i:(?:nano|micro|milli)?sec(?:ond)?s?|min(?:ute)?s?|hrs?|hours?|days?|weeks?|[nuµm]s|"
    "bytes?|[kmgt]i?b)|[smhdB]"
)
_VARYING = (
    ("uuid", rf"\b{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}\b"),
    ("url", r"\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\s\"'<>)\]]+"),
    ("mail", r"(?<![\w.+-])[\w.+-]++(?:['’][\w.+-]++)*+@[\w-]+(?:\.[\w-]+)+"),
    ("hardware", rf"\b(?:{_HEX}{{2}}[:-]){{5,}}{_HEX}{{2}}\b"),  # may begin like a time
    (
        "time",
        rf"\b{_DAY}(?:[T ]{_CLOCK}{_OFFSET})?\b|\b\d\d:\d\d(?::\d\d(?:[.,]\d+)?)\b"
        rf"|\b(?:{_WEEKDAY},? )?(?:{_MONTH} {{1,2}}\d{{1,2}}|\d{{1,2}} {_MONTH})\b"
        rf"(?:,? \d{{4}}\b)?(?:,? {_CLOCK}\b)?(?: \d{{4}}\b)?",
    ),
    ("ip", ADDRESS),
    ("domain", DOMAIN),
    ("file", rf"(?<![\w.-])[\w.+-]+\.(?:exe(?: \*\d+)?|(?:{_FILES}))(?![\w-]|\.\w)"),
    (
        "path",
        r"(?:(?<=^)|(?<=[\s\"'(=:\[]))(?:[A-Za-z]:)?[\\/](?:[\w.@+-]+[\\/])*[\w.@+*-]*",
    ),
    ("measure", rf"(?<![\w.,])[<>~≈]?\d+(?:[.,]\d+)* ?(?:{_UNITS})(?!\w)"),
    (
        "hex",
        rf"\b0x{_HEX}+\b|\b(?:(?={_HEX}*\d)(?={_HEX}*[a-fA-F]){_HEX}{{6,}}|(?:{_HEX}{{8}})+)\b",
    ),
    (
        "quoted",  # an apostrophe within a word is no quote
        r"\"[^\"\n]*\"|(?<!\w)'[^'\n]*'(?!\w)|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|`[^`\n]*`"
        r"|「[^」\n]*」|‘[^’\n]*’(?!\w)",
    ),
    ("digits", rf"[^{_BREAK}]*\d[^{_BREAK}]*(?:[.:]\d+)*"),
)
_FIRST = (("kept", _KEPT), ("request", _REQUEST), ("leader", _LEADER))
_PLAIN = ("plain", r"(?:^|(?<= ))(?:[a-z]+ )+(?=[a-z])")
"""Words in which nothing can begin: to step over them at once takes less time."""
_STAYS = {"request": ("verb",), "leader": ("led",), "placed": BEFORE}
"""Groups of a way that hold words which stay before what is masked."""
_KEEPS = ("kept", "plain")


def _any_of(*ways: tuple[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in ways))


@cache
def _parts(sign: ComputerSign) -> re.Pattern[str]:
    """All ways to find a part that varies, by what the line says of computers; made when a line
    first says so, since the words that are no names of computers are many."""
    match sign:
        case ComputerSign.NONE:
            return _any_of(_PLAIN, *_FIRST, *_VARYING)
        case ComputerSign.NAME:
            return _any_of(*_FIRST, ("placed", PLACED), ("ip6", LONG_ADDRESS), *_VARYING)
        case ComputerSign.CALL:
            return _any_of(
                *(*_FIRST, ("placed", PLACED_IN_A_CALL), ("ip6", LONG_ADDRESS)),
                *(("domain", DOMAIN_IN_A_CALL) if way[0] == "domain" else way for way in _VARYING),
            )


# A value in brackets after a value is the same one said again: "1165 bytes (1.1 KB)".
_MARK = re.escape(MARK)
_NEIGHBOURS = re.compile(rf"{_MARK}(?:[\s,;:/|-]*{_MARK}|\s*[(\[]{_MARK}[)\]]|\s+\(\))+")


def mask(line: str) -> str:
    """One line of an error text with what varies replaced by MARK, neighbouring marks as one.

    line: short, as telling() cuts it: the time grows with the square of an unbroken text's length.
    """
    masked = _parts(sign_of(line)).sub(_masked, line)
    return " ".join(_NEIGHBOURS.sub(MARK, masked).split())


def _masked(part: re.Match[str]) -> str:
    way = part.lastgroup or ""
    if way in _KEEPS:
        return part[0]
    groups = part.groupdict()
    return "".join(groups.get(group) or "" for group in _STAYS.get(way, ())) + MARK


def template_id(template: str) -> str:
    """The id of a template: 16 hex digits."""
    return blake2b(template.encode("utf-8", "replace"), digest_size=8).hexdigest()

"""Which letters read alike, so that MULLER finds Müller and Orsted Ørsted: upper and lower case,
accents and strokes, full width, ß and ss."""

from __future__ import annotations

import unicodedata
from functools import cache

_LETTERS = (range(0x21, 0x2000), range(0x3041, 0x3100), range(0xFF01, 0xFFF0))
"""Where letters stand that read like others: of Europe and the Near East, kana, full width. All
others read like themselves only."""
_ACCENTS = frozenset(map(chr, (*range(0x300, 0x370), 0x3099, 0x309A, 0xFE0F)))
_MARKS = r"[\x{300}-\x{36f}\x{3099}\x{309a}\x{fe0f}]*"
"""Accents that stand behind their letters: with all marks there are, RE2 takes twenty times as
long."""
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ð": "d", "\u0131": "i"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that are none with an accent, as keyboards without them write them."""
_LONGEST_RUN = 6
"""Of so many equal letters every way of writing them is tried: thirteen."""
_BLANK = r"[\s\pZ]+"


def folded(text: str) -> str:
    """The text in small letters without accents, of usual width: "Straße" is "strasse"."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@cache
def _folded(letter: str) -> str:
    if letter in _ACCENTS:
        return ""
    if letter.isspace():
        return " "
    if not any(ord(letter) in codes for codes in _LETTERS):
        return letter
    small = _bare(_bare(letter).casefold()).translate(_STROKES)
    return small if len(small) in (1, 2) and not small.isspace() else letter


def _bare(letter: str) -> str:
    """A letter without its accents, of usual width."""
    apart = unicodedata.normalize("NFKD", letter)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in _ACCENTS))


def pattern(text: str) -> str:
    """A regular expression of RE2 for all that reads like a text; white space is any white space.

    Nothing in the text is read as a sign of regular expressions.
    """
    small, alike, found, place = folded(text), _alike(), [], 0
    while place < len(small):
        pair = small[place : place + 2]
        run = len(small) - place - len(small[place:].lstrip(small[place]))
        if small[place].isspace():
            found.append(_BLANK)
        elif 2 < run <= _LONGEST_RUN and pair in alike:
            found.append(_run(small[place], run))
            place += run - 1
        elif len(pair) == 2 and pair in alike:
            found.append(f"(?:{_letter(pair[0])}{_letter(pair[1])}|[{_listed(alike[pair])}])")
            place += 1
        else:
            found.append(_letter(small[place]))
        place += 1
    return "".join(found)


@cache
def _run(small: str, many: int) -> str:
    """One letter so many times, of which another stands for two: sß and ßs read like sss."""
    if many < 1:
        return ""
    one = _letter(small) + _run(small, many - 1)
    both = f"|[{_listed(_alike()[2 * small])}]{_run(small, many - 2)}" if many > 1 else ""
    return f"(?:{one}{both})"


def _letter(small: str) -> str:
    return f"[{_listed({small, *_alike().get(small, ())})}]{_MARKS}"


def _listed(letters: set[str]) -> str:
    """Letters as a class lists them, by their numbers, those in a row as from … to."""
    spans: list[list[int]] = []
    for code in sorted(map(ord, letters)):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in spans)


@cache
def _alike() -> dict[str, set[str]]:
    """By one letter, or two, all single letters that read like it."""
    found: dict[str, set[str]] = {}
    for letter in (chr(code) for codes in _LETTERS for code in codes):
        found.setdefault(_folded(letter), set()).add(letter)
    return {small: letters for small, letters in found.items() if 1 <= len(small) <= 2}

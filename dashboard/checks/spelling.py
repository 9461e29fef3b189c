"""One spelling for what people write in several ways: accents, umlauts, widths, zeros in front."""

from __future__ import annotations

import re
import unicodedata

_NO_WORD = re.compile(r"[\W_]+")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_UMLAUT = re.compile("(?<=[aou])e")
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o"})


def packed(text: str) -> str:
    """The letters and digits of a text alone, in small letters without accents: “Müller” is spelt
    as “Mueller” and “Muller” are."""
    if text.isascii():
        return _UMLAUT.sub("", _NO_WORD.sub("", text.casefold()))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return _UMLAUT.sub("", _NO_WORD.sub("", bare.translate(_STROKES)))


def without_zeros(text: str) -> str:
    """A text without the zeros that fill numbers up in front: 00123 is 123."""
    return _ZEROS.sub("", text)


def scripts(text: str) -> frozenset[str]:
    """The scripts in which the letters of a text are written, by what Unicode calls them."""
    plain = unicodedata.normalize("NFKC", text)
    names = {unicodedata.name(char, "").split(" ")[0] for char in set(plain) if char.isalpha()}
    return frozenset(names)

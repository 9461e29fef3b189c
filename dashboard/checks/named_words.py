"""The words by which instructions name, without quotes, the headings, columns or keys of an output,
the word that it begins or ends with, and its subject line.

Such a list ends where its sentence or clause does; anything else may be part of a phrase, and then
nothing is asked.
"""

from __future__ import annotations

import re

LONGEST = 300
"""Letters of a list of names."""
_END = re.compile(r"[.;!:](?:\s|\Z)|\Z|,? in (?:this|that) order|,? only\b|,? and nothing else")
_ASIDE = re.compile(r"\([^()]*\)")
_AND = re.compile(r"\s*,\s*(?:(?:and|und|et|y)\s)?|\s(?:and|und|et|y)\s")
_NAME = re.compile(
    r"[A-ZÄÖÜÉÈÀÁÍÓÚÑ][\w&’'/-]*"
    r"(?: (?!(?:and|or|to|und|oder|bis|et|ou|y|o)\b)[\w&’'/-]+){0,3}"
)
_HOLDING = (
    r"(?:use|with|under|include|contains?|has|have|having|add|verwende|nutze|mit|unter|avec|sous|"
    r"utilise[rz]?|con|bajo|usa)"
)
_CALLED = r"(?: called| named| titled)?"
_HEADINGS = re.compile(
    rf"\b{_HOLDING}\b[^.:,;]{{0,30}}?\b(?:headings?|headers?|sections?|columns?|überschriften|"
    r"abschnitten?|spalten|titres|rubriques|colonnes|títulos|secciones|encabezados|columnas)"
    rf"{_CALLED}\s*:?\s",
    re.IGNORECASE,
)
_KEY = re.compile(r"[\"'`“‘]?([A-Za-z_][\w.-]{0,39})[\"'`”’]?")
_KEYS = r"(?:keys?|fields?|properties|schlüsseln?|feldern|clés?|claves?|campos)"
_OF_JSON = re.compile(rf"\bjson\b[^.:]{{0,60}}?\b{_KEYS}{_CALLED}\s*[:,]?\s", re.IGNORECASE)
_IN_JSON = re.compile(
    rf"\b(?:use|with) (?:the )?{_KEYS}\s*:?\s(.{{1,{LONGEST}}}?) in (?:the|your|a) json\b",
    re.IGNORECASE,
)
_SCHEMA = re.compile(
    r"\bjson\b[^{}]{0,80}(?:form|format|schema|shape|structure|this|exactly|keys)\W{1,4}"
    rf"\{{([^{{}}]{{1,{LONGEST}}})\}}",
    re.IGNORECASE,
)
_IN_SCHEMA = re.compile(r"[\"“]([A-Za-z_][\w.-]{0,39})[\"”]\s*:")
_NO_KEYS = frozenset(
    {"only", "below", "above", "etc", "given", "described", "following", "listed", "needed", "and",
     "or", "the", "all", "any", "each", "as", "in", "with", "for", "required", "requested", "you",
     "names", "values", "same"}
)  # fmt: skip
_WORD = (
    r"(?P<word>(?-i:[A-Z][A-Z0-9_-]{2,}:?|[A-Z][\w-]*:|\[[A-Z][\w-]*\]))(?=[.,;!]|\s|\Z)"
    r"(?!,? or\b)"
)
_WITH = rf"\b(?: (?!with\b)\w+){{0,4}} with (?:the )?(?:(?:word|line|prefix|label|tag)s? )?{_WORD}"
_FIRST = re.compile(rf"\b(?:start|begin)s?{_WITH}", re.IGNORECASE)
_LAST = re.compile(rf"\b(?:end|finish|close)s?{_WITH}", re.IGNORECASE)
SUBJECT = re.compile(
    r"\b(?:include|add|write|start|begin|open|put|provide|give)s?\b(?: (?!subject)[\w-]+){0,6} "
    r"(?:a |the )?subject line\b"
    r"(?! (?:of|from|in|to|for|on) (?:the|their|its|a|an|any|all|every|each)\b)"
)
"""How a subject line is asked for, in lower case."""


def headings(text: str) -> tuple[str, ...]:
    """The headings or columns that a sentence names; () for none."""
    found = _HEADINGS.search(text)
    return _names(text[found.end() :], _NAME) if found else ()


def keys(text: str) -> tuple[str, ...]:
    """The keys of JSON that a sentence names; () for none, or for words that may be none."""
    if schema := _SCHEMA.search(text):
        return tuple(_IN_SCHEMA.findall(schema[1]))
    if within := _IN_JSON.search(text):
        named = _names(within[1], _KEY)
    elif behind := _OF_JSON.search(text):
        named = _names(text[behind.end() :], _KEY)
    else:
        return ()
    bare = tuple(name.strip("\"'`“”‘’") for name in named)
    return () if _NO_KEYS.intersection(map(str.lower, bare)) else bare


def _names(text: str, name: re.Pattern[str]) -> tuple[str, ...]:
    """The names that a text begins with, up to the end of its clause; () if it isn't a list."""
    listed = _ASIDE.sub("", text[:LONGEST])
    end = _END.search(listed)
    parts = [part.strip() for part in _AND.split(listed[: end.start()] if end else listed)]
    return tuple(parts) if all(map(name.fullmatch, parts)) else ()


def first_word(text: str) -> str:
    """The word in capitals, or before a colon, with which the output must begin; "" for none."""
    found = _FIRST.search(text)
    return found["word"] if found else ""


def last_word(text: str) -> str:
    """The same of its end."""
    found = _LAST.search(text)
    return found["word"] if found else ""

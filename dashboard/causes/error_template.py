"""The template of an error, from its text and its type."""

from __future__ import annotations

import re

from dashboard.causes.masks import MARK, mask
from dashboard.causes.telling import LONGEST, telling

_EMPTY_WORDS = """
    a an the and with is was did has have had not some something none null nan na true false
    error errors exception exceptions failure failures failed fail fails fault problem issue
    unknown unexpected unspecified general generic internal went wrong occurred happened run
    task job step agent execution request operation process status result see log logs details
    fehler fehlgeschlagen unbekannter erreur inconnue desconocido
"""
_SAYS_NOTHING = frozenset(_EMPTY_WORDS.split())
_QUOTES = re.compile("[\"'`“”„«»「」‘’]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"(?<![^\W_])(?![a-fA-F]+(?![^\W\d_]))[^\W\d_]{3,}")  # no hex
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-.:/]+")


def template_of(error_type: str | None, message: str | None) -> str:
    """The template of an error: the masked text, or the type where the text tells nothing.

    A text that is quoted as a whole, or whose words stand among digits, keeps its words. "" has
    neither text nor type.
    """
    line = telling(message or "")
    template = mask(line)
    kind = " ".join((error_type or "").split())[:LONGEST]
    if _tells(words_of(kind)) and not _tells(template):
        return kind
    if template and not _has_words(template) and _has_words(line):
        bare = mask(_QUOTES.sub(" ", line))
        return bare if _has_words(bare) else " ".join(_LETTERS.findall(line)) or template
    return template or kind


def words_of(error_type: str) -> str:
    """An error type as words: "AgentTimeoutError" is "Agent Timeout Error"."""
    return " ".join(_CAPITAL.sub(" ", error_type).split())


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text.replace(MARK, ""))


def _tells(template: str) -> bool:
    words = _WORD.findall(template.replace(MARK, "").lower())
    codes = re.search(r"\d", template)
    return bool(codes) or any(word not in _SAYS_NOTHING for word in words)

"""In which language a text is written, by the small words that every text of it has."""

from __future__ import annotations

import re
from collections import Counter

_SMALL = {
    "English": "the and is are was were of to in for with this that it has have been not on by "
    "from "
    "will your you an as at be no so me",
    "German": "der die das und ist sind war wurde nicht mit für auf von den dem des ein eine im "
    "in zu "
    "wird wir sie ich auch bei was es an so du kommt hat",
    "French": "le la les et est sont une un des du dans pour avec pas que qui sur par au aux ce "
    "cette "
    "nous vous été en de il elle son on sera a me tu",
    "Spanish": "el la los las y es son una un del en de para con no que por se su al lo fue ha "
    "este "
    "esta usted está le a me tu",
}
_WORDS = {name: frozenset(words.split()) for name, words in _SMALL.items()}
_OWN = {
    word: name
    for name, words in _WORDS.items()
    for word in words
    if sum(word in others for others in _WORDS.values()) == 1
}
"""The words that only one of the languages has, each with that."""
_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile("[\u3040-\u30ff]")
LEAST_WORDS = 12
"""Of a shorter text it is not told."""
_LEAST_OWN, _SHARE = 4, 4


def language_of(text: str) -> str | None:
    """The language of a text, one of English, German, French, Spanish and Japanese; None where the
    text is too short or mixed to tell."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(_KANA.findall(text)) >= LEAST_WORDS:
        return "Japanese" if sum(word.isascii() for word in words) * 2 < len(words) else None
    found = Counter(_OWN[word] for word in words if word in _OWN)
    if len(words) < LEAST_WORDS or not found:
        return None
    (most, count), *others = found.most_common()
    second = others[0][1] if others else 0
    return most if count >= _LEAST_OWN and count >= _SHARE * second else None

"""The words by which instructions say how long an output may be, in lower case; in English, German,
French, Spanish and Japanese."""

from __future__ import annotations

import re
from functools import cache

_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "one a an single ein eine einem einen einer un une uno una",
            "two zwei deux dos",
            "three drei trois tres",
            "four vier quatre cuatro",
            "five fünf cinq cinco",
            "six sechs seis",
            "seven sieben sept siete",
            "eight acht huit ocho",
            "nine neun neuf nueve",
            "ten zehn dix diez",
            "eleven elf onze once",
            "twelve zwölf douze doce",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBER = rf"(?:\d[\d,.]{{0,5}}|(?:{'|'.join(_NUMBERS)})(?=\s))"


def number(text: str) -> int | None:
    """A number in digits or as a word: 1,200; three."""
    text = text.strip()
    digits = re.sub(r"[,.](?=\d{3}\b)", "", text)
    return int(digits) if digits.isdecimal() else _NUMBERS.get(text.split(" ")[0])


_UP = (
    r"(?:at most|(?:no|not|never|don['’]t|mustn['’]t) (?:\w+ ){0,2}?(?:more|longer) than|"
    r"(?:not|never|don['’]t) exceed|limit(?::| is| of)|(?:a )?maximum(?: of)?|max\.?|"
    r"up to|under|below|(?<!no )(?<!not )(?:fewer|less) than|within|"
    r"limit(?:ed)? to|höchstens|maximal|maximum|"
    r"nicht (?:mehr|länger) als|bis zu|unter|"
    r"weniger als|au plus|au maximum|pas plus de|moins de|como máximo|máximo(?: de)?|no más de|"
    r"menos de|hasta)"
)
_AFTER = (
    r"(?:or (?:less|fewer)|at most|max(?:imum|\.)?|oder weniger|höchstens|maximal|au (?:plus|"
    r"maximum)|maximum|"
    r"ou moins|como máximo|o menos|máximo)"
)
_DOWN = (
    r"(?:at least|(?:no|not|never) (?:fewer|less|shorter) than|(?:a )?minimum(?: of)?|min\.?|"
    r"mindestens|wenigstens|nicht weniger als|au moins|au minimum|pas moins de|al menos|"
    r"como mínimo|(?:un )?mínimo de|no menos de)"
)
_AFTER_DOWN = (
    r"(?:or more|at least|min(?:imum|\.)?|oder mehr|mindestens|au moins|ou plus|al menos|o más|"
    r"como mínimo)"
)
_EXACTLY = r"(?:exactly|precisely|genau|exakt|exactement|précisément|exactamente)"
_ONLY = r"(?:exactly|only|no more,? no (?:less|fewer)|genau|exactement|exactamente)"
_WRITE = (
    r"(?:write|use|give|list|provide|return|produce|deliver|post|schreib\w*|nutze|verwende|gib|"
    r"écri\w+|donne\w*|utilise\w*|escrib\w+|usa|use|da)(?: me| us| mir| uns)?"
)
_NOTHING_MORE = r"(?=\s*(?:[.;!]|\Z|, (?:each|every|one|jede\w*|chacune?|cada)\b))"
_UNITS = {
    "words": r"(?:words|wörtern?|mots|palabras)",
    "sentences": r"(?:sentences?|sätzen?|satz|phrases?|frases?|oraciones)",
    "letters": r"(?:characters|letters|zeichen|caractères|caracteres)",
    "lines": r"(?:lines|zeilen|lignes|líneas)",
    "paragraphs": r"(?:paragraphs?|absätzen?|absatz|paragraphes?|párrafos?)",
    "numbered points": r"(?:(?:numbered|nummerierten?) (?:points?|items?|steps?|punkten?|"
    r"schritten?)|points? numérotés?|puntos numerados)",
    "points": r"(?:bullets?(?:[ -]points?)?|points|items|stichpunkten?|punkten?|puces|viñetas|"
    "puntos)",
}
_SHORT = r"(?:(?:short|plain|simple|kurzen?|courtes?|cortas?|full|whole) )?"
_LIST_ITEMS = r"(?:steps|items|points|entries)"
_BULLETS = r"(?:bullets?(?:[ -]points?)?|stichpunkten?|puces|viñetas)"
_COUNTABLE = _UNITS | {"points": _BULLETS}
"""Points to give may be those of a score: only those of a list are counted as exactly so many, or
as so many at least."""
_IN = r"(?:in|within|as|on|en|dans|auf|mit)"
_LINE = r"(?:line|zeile|ligne|línea)"
_SINGLE = r"(?:a single|one single|one|1|einer?|une|una)"
_MOST, _LEAST, _SAME = (rf"(?P<{bound}>{_NUMBER})" for bound in ("most", "least", "same"))


def _up(name: str) -> tuple[str, ...]:
    """No more than so many, or between so many and so many."""
    return (
        rf"\b{_UP} {_MOST} {_SHORT}{name}\b",
        rf"{_MOST} {_SHORT}{name} {_AFTER}(?!\w)",
        rf"\b(?:between |zwischen |entre |de |of )?{_LEAST}"
        rf"(?:\s?[-–]\s?| to | and | bis | und | et | à | y | a ){_MOST} {_SHORT}{name}\b",
    )


def _down(name: str) -> tuple[str, ...]:
    """At least, or exactly, so many."""
    return (
        rf"\b{_DOWN} {_LEAST} {_SHORT}{name}\b",
        rf"\b{_LEAST} {_SHORT}{name} {_AFTER_DOWN}(?!\w)",
        rf"\b{_EXACTLY} {_SAME} {_SHORT}{name}\b",
        rf"\b{_SAME} {_SHORT}{name},? {_ONLY}(?!\w)",
    )


def _plainly(name: str) -> str:
    """An order to write so many, and no word more."""
    return rf"\b{_WRITE} (?:only )?{_SAME} {_SHORT}{name}\b{_NOTHING_MORE}"


_NUMBERED_LIST = r"\b(?:numbered|ordered) list (?:of|with) "
_OWN: dict[str, tuple[str, ...]] = {
    "words": (),
    "letters": (r"(?P<most>\d+)(?:文字|字)(?:以内|以下)",),
    "sentences": (
        rf"\b(?:in|within|to|en|dans|auf) (?:exactly |only |just |genau |nur )?{_MOST} {_SHORT}"
        rf"{_UNITS['sentences']}\b",
        r"(?P<most>\d+)文(?:以内|以下)?で",
        _plainly(_UNITS["sentences"]),
    ),
    "lines": (
        rf"\b(?:{_IN}|is|be|to) (?:just |only |exactly |nur )?(?P<most>{_SINGLE}) {_LINE}"
        rf"{_NOTHING_MORE}",
        rf"\b(?:at most|exactly|only|just|no more than|maximum|höchstens|genau|nur|solo) "
        rf"(?P<most>{_SINGLE}) {_LINE}{_NOTHING_MORE}",
        rf"\b(?P<most>{_SINGLE}) {_LINE} (?:only|at most|maximum)\b",
    ),
    "paragraphs": (
        rf"\b{_IN} (?:just |only |nur )?{_MOST} {_SHORT}{_UNITS['paragraphs']}{_NOTHING_MORE}",
        _plainly(_UNITS["paragraphs"]),
    ),
    "numbered points": (
        rf"{_NUMBERED_LIST}(?:exactly )?{_SAME} {_SHORT}{_LIST_ITEMS}\b",
        rf"{_NUMBERED_LIST}{_DOWN} {_LEAST} {_SHORT}{_LIST_ITEMS}\b",
        rf"{_NUMBERED_LIST}{_UP} {_MOST} {_SHORT}{_LIST_ITEMS}\b",
        _plainly(_UNITS["numbered points"]),
    ),
    "points": (
        rf"\b{_IN} {_SAME} {_SHORT}{_BULLETS}{_NOTHING_MORE}",
        _plainly(_BULLETS),
    ),
}
"""By the unit what is said of it alone."""
UNITS = tuple(_UNITS)
"""In which a length is counted."""
_ALSO_COUNTED = {
    "lines": rf"|{_SINGLE} {_LINE}\b",
    "numbered points": rf"|{_NUMBER} {_SHORT}{_LIST_ITEMS}\b",
}
EACH = re.compile(r",? \(?(?:each|every|jede\w*|chacune?|cada)\b[^;:]*\Z")
"""What is said behind a bound of each of the things that are counted."""
WRITTEN = re.compile(
    rf"\A(?:\W|\b(?:always|please|only|immer|bitte|toujours|siempre)\b)*\Z|\b{_WRITE}\b|"
    r"\b(?:answer|respond|reply|comment|summari[sz]e|output|report|antworte|fasse|réponds?|répondez|"
    r"résume|responde|resume)\b|"
    r"\b(?:comment|answer|response|reply|output|summary|kommentar|antwort|réponse|respuesta)\b"
    r".{0,30}\b(?:must|has|have|should|is|be|contains?|needs?|hat|muss|doit|debe|of)\b"
)
"""What stands before a bound of what is written, in lower case."""
READ = re.compile(
    r"\b(?:read|compare|translate|check|wait|quote|review|copy|find|look|lies|prüfe?|lis|compare[rz]?|"
    r"traduis|lee|traduce|compara)\b"
)
"""What stands before a number of what is only read."""


# Compiled when they are first needed: to compile all takes a tenth of what a command's start does.
@cache
def limits(unit: str) -> tuple[re.Pattern[str], ...]:
    """How an order bounds the output's length in a unit: `most`, `least`, or `same` for both."""
    said = (*_up(_UNITS[unit]), *_down(_COUNTABLE[unit]), *_OWN[unit])
    return tuple(map(re.compile, said))


@cache
def counted(unit: str) -> re.Pattern[str]:
    """A number of a unit, wherever it stands."""
    also = _ALSO_COUNTED.get(unit, "")
    return re.compile(rf"{_NUMBER}[ -]{_SHORT}{_UNITS[unit]}\b|\d+(?:文字|字|文){also}")

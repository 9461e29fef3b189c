"""The words by which instructions say how long an output may be, in lower case; in English, German,
French, Spanish and Japanese."""

from __future__ import annotations

import re

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
    return int(digits) if digits.isdecimal() else _NUMBERS.get(text)


_UP = (
    r"(?:at most|(?:no|not|never|don['’]t|mustn['’]t) (?:\w+ ){0,2}?(?:more|longer) than|"
    r"(?:not|never|don['’]t) exceed|limit(?::| is| of)|(?:a )?maximum(?: of)?|max\.?|"
    r"up to|under|below|fewer than|less than|within|limit(?:ed)? to|höchstens|maximal|maximum|"
    r"nicht (?:mehr|länger) als|bis zu|unter|"
    r"weniger als|au plus|au maximum|pas plus de|moins de|como máximo|máximo(?: de)?|no más de|"
    r"menos de|hasta)"
)
_AFTER = (
    r"(?:or (?:less|fewer)|at most|max(?:imum|\.)?|oder weniger|höchstens|maximal|au (?:plus|"
    r"maximum)|maximum|"
    r"ou moins|como máximo|o menos|máximo)"
)
_UNITS = {
    "words": r"(?:words|wörtern?|mots|palabras)",
    "sentences": r"(?:sentences?|sätzen?|satz|phrases?|frases?|oraciones)",
    "letters": r"(?:characters|letters|zeichen|caractères|caracteres)",
    "lines": r"(?:lines|zeilen|lignes|líneas)",
    "points": r"(?:bullets?(?:[ -]points?)?|points|items|stichpunkten?|punkten?|puces|viñetas|"
    "puntos)",
}
_SHORT = r"(?:(?:short|plain|simple|kurzen?|courtes?|cortas?|full|whole) )?"
COUNTED = {
    unit: re.compile(rf"{_NUMBER}[ -]{_SHORT}{name}\b|\d+(?:文字|字|文)")
    for unit, name in _UNITS.items()
}
"""A number of a unit, wherever it stands."""
LIMITS = {
    unit: tuple(
        re.compile(pattern)
        for pattern in (
            rf"\b{_UP} (?P<most>{_NUMBER}) {_SHORT}{name}\b",
            rf"(?P<most>{_NUMBER}) {_SHORT}{name} {_AFTER}(?!\w)",
            rf"\b(?:between |zwischen |entre |de |of )?(?P<least>{_NUMBER})"
            rf"(?:\s?[-–]\s?| to | and | bis | und | et | à | y | a )(?P<most>{_NUMBER}) "
            rf"{_SHORT}{name}\b",
            *(
                (
                    rf"\b(?:in|within|to|en|dans|auf) (?:exactly |only |just |genau |nur )?"
                    rf"(?P<most>{_NUMBER}) {_SHORT}{name}\b",
                )
                if unit == "sentences"
                else ()
            ),
        )
    )
    for unit, name in _UNITS.items()
}
"""By the unit how an order bounds the output's length."""
LIMITS["letters"] += (re.compile(r"(?P<most>\d+)(?:文字|字)(?:以内|以下)"),)
LIMITS["sentences"] += (re.compile(r"(?P<most>\d+)文(?:以内|以下)?で"),)

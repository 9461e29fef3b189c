"""The words by which instructions ask for texts in quotes that an output must begin or end with, or
hold; in English, German, French and Spanish."""

from __future__ import annotations

import re

QUOTED = re.compile(
    r"“([^“”]{1,80})”|\"([^\"]{1,80})\"|„([^„“”]{1,80})[“”]|«\s?([^«»]{1,80}?)\s?»|「([^「」]{1,80})」|"
    r"`([^`]{1,80})`|(?<!\w)'([^']{1,80})'(?!\w)|‘([^‘’]{1,80})’"
)
"""What stands in quotes."""
_ONE = QUOTED.pattern.replace("(?<!\\w)", "").replace("(?!\\w)", "")
_ONE = re.sub(r"\((?!\?)", "(?:", _ONE)
_JOINT = r"(?:,|,? and|,? und|,? et|,? y|、|と| or | oder | ou | o )"
_SEVERAL = rf"(?P<quotes>(?:{_ONE})(?:{_JOINT}\s*(?:{_ONE}))*)"
_THING = (
    r"(?:(?:l['’]|(?:the|a|an|dem|der|den|das|einer|einem|le|la|les|el|los|un|une|una|this|exactly|"
    r"exact|literal|genau|always|every|each|comment|answer|reply|response|output|your|text|it|line|"
    r"heading|headline|words?|phrase|sentence|title|prefix|label|satz|zeile|wort|wörtern|"
    r"überschrift|kommentar|antwort|ligne|mots?|titre|commentaire|réponse|línea|frase|palabras?|"
    r"título|comentario|respuesta|must|with|mit|par|con|by|in|of)(?!\w))\s*)*:?\s*"
)
"""Of whole words, each in one way: in two, a long text would be tried in more ways than end."""


def _literal_pattern(verbs: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{verbs})\s*{_THING}{_SEVERAL}", re.IGNORECASE)


LITERALS = {
    "start": _literal_pattern(
        r"\b(?:start|begin|open|prefix|beginn[et]?|beginnen|commence[rz]?|débute[rz]?|empieza|"
        r"empiece|"
        r"comienza|comience|inicia)"
    ),
    "end": _literal_pattern(
        r"\b(?:end|close|finish|sign off|ende[nt]?|schließ\w*|termine[rz]?|finis|termina|acaba|"
        r"finaliza|cierra)"
    ),
    "holds": _literal_pattern(
        r"\b(?:(?:use|with|under|mit|verwende|nutze|avec|utilise[rz]?|con|usa|use) (?:exactly )?"
        r"(?:the|these|den|die|folgenden|les|los|las) (?:\w+ )?(?:headings?|headers|sections?|"
        r"überschriften|"
        r"abschnitten?|titres|sections|rubriques|títulos|secciones|encabezados)|"
        r"(?:include|add|have|has|contains?|with|under) (?:a|an|the|these|the following) (?:\w+ )?"
        r"(?:headings?|headers?|sections?)(?: called| named| titled)?|"
        r"(?:include|contain)s? (?:the (?:exact )?)?(?:line|words?|phrase|sentence|heading|text))"
    ),
}
"""By the kind of a literal text how an order asks for it."""
ALTERNATIVE = re.compile(r"[”\"“»」'`’] (?:or|oder|ou|o) ", re.IGNORECASE)

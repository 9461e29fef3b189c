"""The words by which instructions ask for a format, in English, German, French, Spanish and, where
it is said in one way, Japanese. All are looked for in lower case, but for what stands in quotes."""

from __future__ import annotations

import re


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


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


SUPPOSES = _compiled(
    r"\b(?:if|when|whenever|unless|otherwise|in case|except|only for|where|may|can|could|"
    r"optional\w*|"
    r"prefer\w*|ideally|usually|roughly|about|around|approximately|try to|for example|for instance|"
    r"e\.g|such as)\b",
    r"\b(?:wenn|falls|sofern|sonst|außer|kann|können|darf|gern|etwa|ungefähr|zirka|ca|möglichst|"
    r"zum beispiel|z\.b)\b",
    r"\b(?:si|lorsque|quand|sinon|sauf|peut|peux|pouvez|environ|par exemple|si possible)\b",
    r"\b(?:cuando|salvo|excepto|puede|puedes|aproximadamente|por ejemplo|si es posible)\b",
    r"場合|たとえば|例えば|可能|程度",
)
"""A sentence with one of these holds at times only, or gives an example."""
FORBIDS = _compiled(
    r"\b(?:never|not|don['’]t|no|avoid|without|instead of|rather than|kein\w*|nicht|nie|niemals|"
    r"ohne|statt|jamais|pas|sans|nunca|sin|evit\w+|évite\w*)\b",
    r"しないで|禁止|ません",
)
AT_MOST = _compiled(
    r"\b(?:no|not) (?:more|longer) than\b|\bnicht (?:mehr|länger) als\b|\bpas plus de\b|"
    r"\b(?:sin pasar|no más) de\b|\bsans dépasser\b"
)
"""What forbids nothing but bounds."""
WHOLE = _compiled(
    r"\b(?:each|every|per) (?:task )?(?:comment|answer|reply|response|output|summary|report|run|"
    r"task|text)\b",
    r"\b(?:jede[rsn]?|pro) (?:kommentar|antwort|ausgabe|zusammenfassung|lauf|aufgabe)\b",
    r"\b(?:chaque) (?:commentaire|réponse|résumé|tâche)\b",
    r"\b(?:cada) (?:comentario|respuesta|resumen|tarea)\b",
)
"""What speaks of each output is no part of one."""
PART = _compiled(
    r"\b(?:each|every|per|title|heading|headline|subject|first|opening|intro\w*|start|begin|open|"
    r"end|"
    r"close|follow\w*|then|quotes?|why|reasons?|section|paragraph|clause|caption|tl;?dr|line|"
    r"followed)\b",
    r"\b(?:jede[rsn]?|pro|titel|überschrift|betreff|erste\w*|einleitung|beginn\w*|ende|danach|dann|"
    r"warum|grund|absatz|zeile|abschnitt)\b",
    r"\b(?:chaque|par|titre|objet|premi\w+|commenc\w+|termin\w+|puis|ensuite|pourquoi|paragraphe|"
    r"ligne)\b",
    r"\b(?:cada|por|título|asunto|primer\w*|empie\w+|comien\w+|termin\w+|luego|después|párrafo|"
    r"línea)\b",
    r"各|見出し|件名|最初|冒頭",
)
"""Parts of an output, whose length is not that of the whole."""
ELSEWHERE = _compiled(
    r"\b(?:e-?mails?|mails?|sms|slack|teams|chat|attach\w*|files?|pdf|excel|spreadsheets?|subject|"
    r"crm|"
    r"api|tool|payload|field|database|input|incoming|read|parse|receive[ds]?|source|quote[sd]?|"
    r"e-?mail\w*|anhang|datei|betreff|feld|eingabe|lies|courriels?|fichier|pièce jointe|champ|"
    r"correos?|archivo|adjunto|campo)\b",
    r"メール|添付|ファイル",
)
"""Other outputs, and what is read."""

_WRITE = (
    r"(?:answer|respond|reply|return|output|write|produce|format|give|deliver|provide|present|use|"
    r"summari[sz]e|report|list|structure|comment|post|show|create|must be|should be|is|are|be|"
    r"antworte\w*|schreib\w*|gib|gebe|liefer\w*|formatier\w*|erstell\w*|fasse|verwende|nutze|"
    r"réponds?|répondez|écri\w+|rédige\w*|donne\w*|renvoie\w*|présente\w*|résume\w*|utilise\w*|"
    r"responde|responda|escrib\w+|devuelv\w+|entreg\w+|presenta|presente|resum\w+|usa|use|"
    r"format|ausgabe|output|antwort|réponse|respuesta|comment|kommentar|commentaire|comentario)"
)
_AS = rf"\b{_WRITE}\b.{{0,60}}?"
SHAPES = {
    "JSON": _compiled(
        rf"{_AS}\b(?:as|in|with|only|valid|als|im|en|au format|en formato|válido|valide)"
        r"(?: (?:an?|ein|un|only|valid|gültiges|pure|strict|plain|raw|compact|format|formato|"
        r"single|one|"
        r"nur|the|following|a single))* json\b(?! (?:file|schema|field|path|column))",
        rf"{_AS}\b(?:a|one|single|only|valid|ein|un) (?:valid |single |gültiges )?json(?: |-)"
        r"(?:object|array|objekt|document|objet)",
        r"json\s?(?:形式|フォーマット)?で(?:回答|出力|返)",
    ),
    "bullets": _compiled(
        rf"{_AS}\b(?:as|in|use|using|with) (?:a |an |the |short |at most |up to |\w+ (?:to \w+ )?)?"
        r"(?:bullets?(?:[ -]points?)?|bullet(?:ed)?[ -]list)\b",
        rf"{_AS}\b(?:als|in|mit|verwende|nutze) (?:eine? |kurzen? |\w+ )?"
        r"(?:aufzählung(?:spunkten?|szeichen)?|stichpunkte?n?|bulletpoints?|spiegelstriche?n?)\b",
        rf"{_AS}\b(?:liste à puces|à puces|en puces|sous forme de puces)\b",
        rf"{_AS}\b(?:viñetas|lista con viñetas|lista de viñetas)\b",
        r"箇条書きで",
    ),
    "numbered list": _compiled(
        rf"{_AS}\b(?:as|in|use|with) (?:a |an )?(?:numbered|ordered) list\b",
        rf"{_AS}\bnummerierten? liste\b",
        rf"{_AS}\bliste numérotée\b",
        rf"{_AS}\blista numerada\b",
        r"番号付き(?:リスト|の一覧)で",
    ),
    "table": _compiled(
        rf"{_AS}\b(?:as|in) (?:a |an )?(?:markdown |small |short |simple )?table\b",
        rf"{_AS}\b(?:als|in einer) (?:markdown-)?tabelle\b",
        rf"{_AS}\b(?:sous forme de|dans un|en) tableau\b",
        rf"{_AS}\b(?:en (?:una |forma de )?|como )tabla\b",
        r"(?:表形式|表)で(?:回答|出力|まとめ|書)",
    ),
}
"""By the kind of a shape how an order asks for it."""

_UP = (
    r"(?:at most|(?:no|not) (?:more|longer) than|(?:a )?maximum(?: of)?|max\.?|up to|under|below|"
    r"fewer than|"
    r"less than|within|limit(?:ed)? to|höchstens|maximal|maximum|nicht (?:mehr|länger) als|bis zu|"
    r"unter|"
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
    r"(?:(?:the|a|an|dem|der|den|das|einer|einem|le|la|les|l['’]|el|los|un|une|una|this|exactly|"
    r"exact|"
    r"literal|genau|always|every|each|comment|answer|reply|response|output|your|text|it|line|"
    r"heading|"
    r"headline|words?|phrase|sentence|title|prefix|label|satz|zeile|wort|wörtern|überschrift|"
    r"kommentar|"
    r"antwort|ligne|phrase|mots?|titre|commentaire|réponse|línea|frase|palabras?|título|comentario|"
    r"respuesta|must|with|mit|par|con|by|in|of|a\s)\s*)*:?\s*"
)


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
        r"(?:include|contain)s? (?:the (?:exact )?)?(?:line|words?|phrase|sentence|heading|text))"
    ),
}
"""By the kind of a literal text how an order asks for it."""
ALTERNATIVE = re.compile(r"[”\"“»」'`’] (?:or|oder|ou|o) ", re.IGNORECASE)

_ANSWER = (
    r"\b(?:answer|respond|reply|write|comment|summari[sz]e|output|report|antworte\w*|schreib\w*|"
    r"fasse|verfass\w*|"
    r"réponds?|répondez|écri\w+|rédige\w*|résume\w*|responde|responda|escrib\w+|redact\w+|"
    r"resum\w+)\b.{0,40}?"
)
LANGUAGES = {
    "English": _compiled(
        rf"{_ANSWER}\b(?:in english|auf englisch|en anglais|en inglés)\b", "英語で"
    ),
    "German": _compiled(
        rf"{_ANSWER}\b(?:in german|auf deutsch|en allemand|en alemán)\b", "ドイツ語で"
    ),
    "French": _compiled(
        rf"{_ANSWER}\b(?:in french|auf französisch|en français|en francés)\b", "フランス語で"
    ),
    "Spanish": _compiled(
        rf"{_ANSWER}\b(?:in spanish|auf spanisch|en espagnol|en español)\b", "スペイン語で"
    ),
    "Japanese": _compiled(
        rf"{_ANSWER}\b(?:in japanese|auf japanisch|en japonais|en japonés)\b", "日本語で"
    ),
}
"""By its name how an order asks for a language."""

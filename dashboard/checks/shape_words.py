"""The words by which instructions ask for a shape or a language of the output, or forbid a shape;
in English, German, French, Spanish and, where it is said in one way, Japanese."""

from __future__ import annotations

from dashboard.checks.patterns import any_of

_WRITE = (
    r"(?:answer|respond|reply|return|output|write|produce|format|give|deliver|provide|present|use|"
    r"summari[sz]e|report|list|structure|comment|post|show|create|must be|should be|is|are|be|"
    r"antworte\w*|schreib\w*|gib|gebe|liefer\w*|formatier\w*|erstell\w*|fasse|verwende|nutze|"
    r"réponds?|répondez|écri\w+|rédige\w*|donne\w*|renvoie\w*|présente\w*|résume\w*|utilise\w*|"
    r"responde|responda|escrib\w+|devuelv\w+|entreg\w+|presenta|presente|resum\w+|usa|use|"
    r"format|ausgabe|output|antwort|réponse|respuesta|comment|kommentar|commentaire|comentario)"
)
_AS = rf"\b{_WRITE}\b.{{0,60}}?"
_MAKE = r"(?:give|write|output|produce|return|present|provide)"
SHAPES = {
    "JSON": any_of(
        rf"{_AS}\b(?:as|in|with|only|valid|als|im|en|au format|en formato|válido|valide)"
        r"(?: (?:an?|ein|un|only|valid|gültiges|pure|strict|plain|raw|compact|format|formato|"
        r"single|one|nur|the|following))* json\b(?! (?:file|schema|field|path|column))",
        rf"{_AS}\b(?:a|one|single|only|valid|ein|un) (?:valid |single |gültiges )?json(?: |-)"
        r"(?:object|array|objekt|document|objet)",
        r"(?:^|\b(?:please|always|only|then) )(?:return|output|produce|give|deliver|write|"
        r"(?:answer|respond|reply) with) (?:(?:only|just|valid|a|one|single|me) )*json\b"
        r"(?! (?:file|schema|field|path|column))",
        r"json\s?(?:形式|フォーマット)?で(?:回答|出力|返)",
    ),
    "bullets": any_of(
        rf"{_AS}\b(?:as|in|use|using|with) (?:a |an |the |short |at most |up to |\w+ (?:to \w+ )?)?"
        r"(?:bullets?(?:[ -]points?)?|bullet(?:ed)?[ -]list)\b",
        r"(?:^|please |always )use (?:only |short |a |\w+ )?(?:bullets|bullet[ -]points|"
        r"bullet(?:ed)?[ -]list)\b",
        rf"{_AS}\b(?:als|in|mit|verwende|nutze) (?:eine? |kurzen? |\w+ )?"
        r"(?:aufzählung(?:spunkten?|szeichen)?|stichpunkte?n?|bulletpoints?|spiegelstriche?n?)\b",
        rf"{_AS}\b(?:liste à puces|à puces|en puces|sous forme de puces)\b",
        rf"{_AS}\b(?:viñetas|lista con viñetas|lista de viñetas)\b",
        r"箇条書きで",
    ),
    "numbered list": any_of(
        rf"{_AS}\b(?:as|in|use|with) (?:a |an )?(?:numbered|ordered) list\b",
        rf"(?:^|please |always ){_MAKE} (?:me )?(?:a|an) (?:numbered|ordered) list\b",
        rf"{_AS}\bnummerierten? liste\b",
        rf"{_AS}\bliste numérotée\b",
        rf"{_AS}\blista numerada\b",
        r"番号付き(?:リスト|の一覧)で",
    ),
    "table": any_of(
        rf"{_AS}\b(?:as|in) (?:a |an )?(?:markdown |small |short |simple )?table\b",
        rf"(?:^|please |always ){_MAKE} (?:me )?a (?:markdown |small |short |simple )?table\b"
        r"(?! of contents)",
        rf"{_AS}\b(?:als|in einer) (?:markdown-)?tabelle\b",
        rf"{_AS}\b(?:sous forme de|dans un|en) tableau\b",
        rf"{_AS}\b(?:en (?:una |forma de )?|como )tabla\b",
        r"(?:表形式|表)で(?:回答|出力|まとめ|書)",
    ),
}
"""By the kind of a shape how an order asks for it."""
NAMED = any_of(
    "json", "bullet", "aufzählung", "stichpunkt", "spiegelstrich", "puces", "viñetas", "箇条書き",
    "list", "番号付き", "table", "tabelle", "tabla", "表",
)  # fmt: skip
"""What stands in each of these, and in few other sentences: to look for it takes a fortieth."""

_LEAVE_OUT = (
    r"\b(?:no|without|avoid(?: using)?|(?:do not|don['’]t|never) (?:use|write|add)|kein\w*|ohne|"
    r"pas de|sans|sin|nunca uses) (?:any )?(?:\w+ (?:or|and|oder|und|ou|et|o|y|ni) )?"
)
LEFT_OUT = {
    "bullets left out": any_of(
        rf"{_LEAVE_OUT}(?:bullets?(?:[ -](?:points?|lists?))?|aufzählung(?:en|spunkte)?|"
        r"stichpunkte|puces|listes à puces|viñetas)\b(?![ -](?:points?|lists?)\b| longer| with)",
    ),
    "plain text": any_of(
        rf"{_LEAVE_OUT}markdown\b(?! tables?| links?)",
        rf"{_AS}\b(?:in|as|only|als|nur|en) (?:plain|reiner|reinen|texte brut|texto plano)\b"
        r"(?: text)?(?! and| und)",
    ),
}
"""By its kind what an order wants left out."""

_ANSWER = (
    r"\b(?:answer|respond|reply|write|comment|summari[sz]e|output|report|antworte\w*|schreib\w*|"
    r"fasse|verfass\w*|"
    r"réponds?|répondez|écri\w+|rédige\w*|résume\w*|responde|responda|escrib\w+|redact\w+|"
    r"resum\w+)\b.{0,40}?"
)
LANGUAGES = {
    "English": any_of(rf"{_ANSWER}\b(?:in english|auf englisch|en anglais|en inglés)\b", "英語で"),
    "German": any_of(
        rf"{_ANSWER}\b(?:in german|auf deutsch|en allemand|en alemán)\b", "ドイツ語で"
    ),
    "French": any_of(
        rf"{_ANSWER}\b(?:in french|auf französisch|en français|en francés)\b", "フランス語で"
    ),
    "Spanish": any_of(
        rf"{_ANSWER}\b(?:in spanish|auf spanisch|en espagnol|en español)\b", "スペイン語で"
    ),
    "Japanese": any_of(
        rf"{_ANSWER}\b(?:in japanese|auf japanisch|en japonais|en japonés)\b", "日本語で"
    ),
}
"""By its name how an order asks for a language."""

"""The words by which a sentence asks for something only at times, forbids it, or speaks of a part
of the output or of another one; in English, German, French, Spanish and Japanese."""

from __future__ import annotations

from dashboard.checks.patterns import any_of

SUPPOSES = any_of(
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
FORBIDS = any_of(
    r"\b(?:never|not|don['’]t|no|avoid|without|instead of|rather than|kein\w*|nicht|nie|niemals|"
    r"ohne|statt|jamais|pas|sans|nunca|sin|evit\w+|évite\w*)\b",
    r"しないで|禁止|ません",
)
AT_MOST = any_of(
    r"\b(?:no|not|never|don['’]t|mustn['’]t) (?:\w+ ){0,2}?"
    r"(?:more|longer|fewer|less|shorter) than\b",
    r"\bno more,? (?:and )?no (?:less|fewer)\b",
    r"\b(?:not|never|don['’]t) exceed\b",
    r"\bnicht (?:mehr|länger|weniger) als\b|\bpas (?:plus|moins) de\b",
    r"\b(?:sin pasar|no más|no menos) de\b|\bsans dépasser\b",
)
"""What forbids nothing but bounds."""
WHOLE = any_of(
    r"\b(?:each|every|per) (?:task )?(?:comment|answer|reply|response|output|summary|report|run|"
    r"task|text)\b",
    r"\b(?:jede[rsn]?|pro) (?:kommentar|antwort|ausgabe|zusammenfassung|lauf|aufgabe)\b",
    r"\b(?:chaque) (?:commentaire|réponse|résumé|tâche)\b",
    r"\b(?:cada) (?:comentario|respuesta|resumen|tarea)\b",
)
"""What speaks of each output is no part of one."""
PART = any_of(
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
ELSEWHERE = any_of(
    r"\b(?:e-?mails?|mails?|sms|slack|teams|chat|attach\w*|files?|pdf|excel|spreadsheets?|subject|"
    r"crm|"
    r"api|tool|payload|field|database|input|incoming|read|parse|receive[ds]?|source|quote[sd]?|"
    r"e-?mail\w*|anhang|datei|betreff|feld|eingabe|lies|courriels?|fichier|pièce jointe|champ|"
    r"correos?|archivo|adjunto|campo)\b",
    r"メール|添付|ファイル",
)
"""Other outputs, and what is read."""

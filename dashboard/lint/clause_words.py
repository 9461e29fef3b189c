"""The words by which clauses are told apart: what joins, forbids, supposes, leaves to others."""

from __future__ import annotations

import re

AND = frozenset(["and", "or", "nor", "und", "oder", "noch", "et", "ou", "ni", "y", "o", "e"])
OR = frozenset(["or", "nor", "oder", "noch", "ou", "ni", "o"])
LATE = (
    r"(?:only |even |except |nur )?(?:if|when|whenever|unless|because|wenn|falls|sobald|weil|"
    r"lorsque|cuando)|so that"
)
WITHOUT = r"without|instead of|rather than|except|other than|ohne|statt|anstatt|außer|sans|sin|sauf"
EXAMPLE = r"for example|for instance|e\.g\.|such as|z\.b\.|zum beispiel|par exemple|por ejemplo"
BREAK = re.compile(
    r"\s*([,;:()–—]|\s-(?=\s)|"
    rf"(?:^|\s)(?:{'|'.join(AND)}|then|but|dann|aber|sondern|puis|mais|luego|pero)(?=\s)|"
    rf"(?<!only)(?<!even)(?<!except)(?<!nur)\s(?=(?:{LATE}|{WITHOUT}|{EXAMPLE})\s))\s*"
)
JOINED_COMMA = re.compile(rf",\s+(?=(?:{'|'.join(AND)})\s)")
FORGET = re.compile(r"\b(?:don['’]t|do not|never|nicht) forget(?: to)?\b|\bnot only\b")
NEGATED = re.compile(
    r"\b(?:never|not|no|nothing|don['’]t|doesn['’]t|mustn['’]t|can['’]t|cannot|avoid|neither|nor|"
    r"refrain|forbidden|prohibited|out of scope|off limits|kein\w*|nicht|nie|niemals|verboten|ne|"
    r"pas|jamais|interdit|nunca|jamás|evite|prohibido|vermeide\w*)\b"
    rf"|^(?:{WITHOUT})\b"
)
CONDITION = re.compile(
    rf"^(?:{LATE}|until|where|while|once|as soon as|in case|before|after|since|bevor|nachdem|si|"
    r"quand|antes)\b"
)
NARROWS = re.compile(rf"^(?:{LATE}|{WITHOUT}|until|before)\b")
SCOPE = re.compile(
    r"^(?:for|in|on|with|during|outside|internally|externally|otherwise|else|für|bei|im|sonst|pour|"
    r"dans|para|en)\b"
)
ANEW = re.compile(r"^(?:always|please|instead|you|immer|bitte)\b")
ENSURE = re.compile(r"^(?:make sure|be sure|ensure|see to it|sorge dafür)(?: that| dass| to)?\s+")
LEAD = re.compile(
    r"^(?:(?:it is (?:important|necessary|required|essential|mandatory|vital) to|"
    r"and|then|also|always|finally|first|next|last|afterwards|now|please|immediately|directly|"
    r"bitte|dann|danach|anschließend|zuletzt|auch|immer|stets|ensuite|puis|toujours|enfin|"
    r"luego|después|siempre|finalmente|por favor|after (?:that|each run|every run)|do|"
    r"for (?:each|every|any) (?:new |open |incoming )?[\w-]+|"
    r"(?:the |this )?(?:worker|assistant|agent|bot)s?|you|it|must|should|shall|will|can|could|may|"
    r"have to|has to|need to|needs to|are to|is to|"
    r"(?:(?:i|we) )?(?:want|need|expect|would like) you to|"
    r"your (?:job|task|role|duty|goal) is to|make sure to|be sure to|remember to|try to|"
    r"make sure (?:that )?you|ensure (?:that )?you|in addition|additionally|instead|"
    r"du|sie|musst|müssen|sollst|sollen|soll|vous|devez|tu|dois|debes|debe)\s+)+"
)
VERB_AFTER_TO = (
    r"to (?!(?:the|an?|your|our|my|his|her|their|its|this|that|these|those|each|every|all|any|it|"
    r"them|him|us|me|you|whom|\S*[@#]\S*)\b)"
)
TELLING = re.compile(
    r"^(?:ask|tell|advise|remind|help|invite|suggest|recommend|propose|request|require|explain|say|"
    r"mention|state|promise|offer|encourage|instruct|allow|inform|notify|describe|confirm|show|"
    rf"sag\w*)\b.*?\b(?P<told>{VERB_AFTER_TO}|how|that|whether|they|we|dass|ob)"
)
PERSON = r"(?:customer|client|user|colleague|manager|supplier|human|assignee|team)"
OTHERS = re.compile(
    rf"^(?:(?:the|an?|our|your|another) (?:\w+ )?{PERSON}|{PERSON}s|people)\b(?!['’])|"
    r"\b(?:will|would|can|could|may|might|wants? to|wish(?:es)? to|asks? (?:\w+ )?to|"
    r"(?:must|should|shall|ha(?:s|ve) to|needs? to) (?!be\b))\b"
)
OPTIONS = re.compile(
    r"\b(?:examples?|one of|categories|labels|options|beispiele?|exemples?|ejemplos?)\b"
    r"|^(?:classify|categori[sz]e|label|tag|suggest|recommend|propose|offer|choose|pick|select)\b"
    r"|\b(?:write|say|reply|answer|ask|respond)s?$"
)
ILLUSTRATES = re.compile(rf"^(?:{EXAMPLE})")
ASIDE = re.compile(
    r"\b(?:that|which|who|whom|whose|whether|why|where|so|they|we|we['’]ll|he|she|dass|damit|ob|"
    r"warum|qui|que|pourquoi)\b"
)


PASSIVE = re.compile(r"\b(?:is|are|be|get|gets|est|sont|être)\s+(?:\w+\s+){0,2}?(?=(\w+))")
PASSIVE_AT_END = re.compile(r"\b(?:wird|werden)\b.*\b(\w+)$")
DONE_BY_OTHERS = re.compile(
    r"\b(?:by (?!e-?mail|mail|sms|post|chat|slack)|automatically|already|manually|to you|von|"
    r"automatisch|bereits)\b"
)
TO_DO = re.compile(r"\bzu \w+$")
PLURAL = re.compile(r"^(?!(?:all|both|these|those)\b).*\bare\b")
MUST = re.compile(
    r"\b(?:must|should|shall|has to|have to|needs? to|are to|is to|be|muss|müssen|soll|sollen)\b"
)

"""Instructions as sentences, and sentences as the clauses that order something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKER = re.compile(r"^\s*(?:[-*•–>#]+|\(?\d{1,3}[.):]|\(?[a-z][.)])\s+")
_END = re.compile(r"(?<=[.!?;])\s+(?=[\"“„'(]?[A-ZÄÖÜÉÈÀÁÍÓÚÑ¿¡])")
_SHORT = re.compile(r"\b(?:e\.g|i\.e|etc|no|nr|z\.B|d\.h|bzw|approx|incl|max|min|vs)\.$", re.I)
_BREAK = re.compile(
    r"\s*(?:[,;:()–—]|\s-\s|(?:^|\s)(?:and|then|or|und|dann|oder|et|puis|ou|y|luego|o)\s)\s*"
)
_LEAD = re.compile(
    r"^(?:(?:it is (?:important|necessary|required|essential|mandatory|vital) to|"
    r"and|then|also|always|finally|first|next|last|afterwards|now|please|immediately|directly|"
    r"bitte|dann|danach|anschließend|zuletzt|auch|immer|stets|ensuite|puis|toujours|enfin|"
    r"luego|después|siempre|finalmente|por favor|after (?:that|each run|every run)|"
    r"(?:the )?(?:worker|assistant|agent|bot)s?|you|it|must|should|shall|will|can|may|have to|"
    r"has to|"
    r"need to|needs to|are to|is to|want you to|make sure to|be sure to|remember to|try to|"
    r"make sure (?:that )?you|ensure (?:that )?you|in addition|additionally|instead|"
    r"du|sie|musst|müssen|sollst|sollen|soll|vous|devez|tu|dois|debes|debe)\s+)+"
)
_FORGET = re.compile(r"\b(?:don['’]t|do not|never|nicht) forget to\b")
_CONDITION = re.compile(
    r"^(?:if|when|whenever|unless|until|where|while|once|as soon as|in case|before|after|because|"
    r"since|wenn|falls|sobald|bevor|nachdem|weil|si|lorsque|quand|cuando|antes|after)\b"
)
_ENSURE = re.compile(r"^(?:make sure|be sure|ensure|see to it|sorge dafür)(?: that| dass)?\b")
_REPORTED = re.compile(
    r"\b(?:why|whether|that|how|who|which|what|was|were|been|dass|ob|warum|wurden?|pourquoi|qui|"
    r"que)\b"
)
_NEGATED = re.compile(
    r"\b(?:never|not|no|don['’]t|doesn['’]t|mustn['’]t|can['’]t|cannot|without|avoid|instead of|"
    r"rather than|neither|nor|refrain|kein\w*|nicht|nie|niemals|ohne|ne|pas|jamais|sans|sin|nunca|"
    r"jamás|evite|vermeide\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands, trimmed; plain: in lower case, its white space as single spaces."""

    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that may order something. plain: without the words that lead into it;
    whole: with them; conditional: it says when, not what; reported: it tells of something that was
    done, or asks to tell of it."""

    plain: str
    whole: str
    conditional: bool
    reported: bool


def sentences(text: str) -> list[Sentence]:
    """The sentences of instructions, without the markers of lists."""
    return [
        Sentence(part.strip(), words.lower())
        for line in text.splitlines()
        for part in _parts(_MARKER.sub("", line.strip()))
        if (words := " ".join(part.split()))
    ]


def _parts(line: str) -> Iterator[str]:
    """A line at the ends of its sentences, which abbreviations don't have."""
    held = ""
    for part in _END.split(line):
        held = f"{held} {part}" if held else part
        if not _SHORT.search(held):
            yield held
            held = ""
    if held:
        yield held


LONGEST = 400
"""Letters of a clause that are looked at."""


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence that are not negated."""
    plain = _FORGET.sub("", sentence.plain).strip(" .!?;\"“”„'")
    parts = [it[:LONGEST] for it in _BREAK.split(plain) if it]
    return [_clause(part) for part in parts if not _NEGATED.search(part)]


def _clause(part: str) -> Clause:
    return Clause(
        plain=_LEAD.sub("", f"{part} ").strip(),
        whole=part,
        conditional=bool(_CONDITION.match(part)),
        reported=bool(_REPORTED.search(_ENSURE.sub("", part))),
    )

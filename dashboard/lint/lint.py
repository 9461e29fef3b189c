"""What instructions ask for that a worker lacks, told before any run fails.

Plain rules over clauses, with the words of lint.toml; no model. Only what is named counts: a tool
category, the system behind it, a thing that is only there, or a place to write. A finding that is
wrong makes people overlook those that are right: so what forbids, supposes or only mentions a
thing, or leaves it to others, asks for nothing. Nor does reading from what is no context source of
a worker, if it has a tool of that name: such a tool can read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.lint.finding import OUTPUT, SOURCE, TOOL, Finding, quoted
from dashboard.lint.sentences import Sentence, sentences
from dashboard.lint.setup import Setup, plain_name
from dashboard.lint.vocabulary import Category, Vocabulary, vocabulary

LONGEST = 100_000
"""Letters of instructions that are looked at."""
LONGEST_CLAUSE = 400
MOST = 20
"""Findings that are told of one text."""
_EVERYTHING = re.compile(r"(?:all|any|everything|alle|\*)(?: \w+)?")
_AROUND = " .!?;:\"“”„'"
_BREAK = re.compile(
    r"\s*([,;:()–—]|(?:^|\s)(?:and|or|but|then|und|oder|aber|dann|et|ou|mais|y|o|pero)(?=\s)|"
    r"(?<!sure)\s(?=(?:if|when|whenever|unless|because|so that|without|instead of|rather than|"
    r"except|for example|such as|that|which|who|wenn|falls|weil|ohne|statt)\s))\s*"
)
_APART = frozenset(";:()–—") | {"but", "aber", "mais", "pero"}
_ANEW = re.compile(r"^(?:always|please|instead|you|immer|bitte)\b|\binstead$")
_ASIDE = re.compile(r"(?:that|which|who)\b")
_QUOTES = re.compile(r"\b(?:write|say|reply|answer|ask|respond)$")
_HANDS_ON = re.compile(
    r"\b(?:to|how|that|whether|they|we|will|would|den|dass)\b|"
    r"^(?:for example|for instance|such as|customers?|clients?|users?)\b"
)
_BY = re.compile(r"\bby (?!e-?mail|mail|sms|chat)|\b(?:automatically|already|von)\b")
_FORGET = re.compile(r"\b(?:don['’]t|do not|never) forget to\b")
_PASSIVE = re.compile(
    r"\b(?:is|are|be|wird|werden) (?:\w+ ){0,3}?"
    r"(?:\w+ed|sent|put|set|made|written|kept|entered|(?:\w+)?ge\w+(?:t|en))\b"
)
_DESCRIBED = re.compile(r"(?:the|an?|our|your|der|die|das|ein|eine|les?|la|el|los) ")


def lint(text: str, setup: Setup, before: str | None = None) -> tuple[Finding, ...]:
    """What instructions ask for that the worker lacks, in the order of the text.

    before: the old text of an edit; then only sentences that are new are looked at.
    """
    known = {(said.head, said.plain) for said in sentences((before or "")[:LONGEST])}
    held = _held(setup)
    found = [
        finding
        for said in sentences(text[:LONGEST])
        if before is None or (said.head, said.plain) not in known
        for finding in _lacking(said, held)
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def looked_at_whole(text: str) -> bool:
    """Whether all of a text is looked at, not only its beginning."""
    return len(text) <= LONGEST


def lacked(text: str, setup: Setup, kind: str) -> frozenset[str]:
    """What of a kind a text names, like the error of a run, and the worker lacks; nothing where it
    is not known what the worker has."""
    held, plain = _held(setup), plain_name(text)
    if kind == OUTPUT:
        known = held.outputs | (held.tools or frozenset()) if held.outputs else None
    else:
        tools = held.tools or frozenset()
        known = held.tools if kind == TOOL else held.sources and held.sources | tools
    if known is None:
        return frozenset()
    things = [(one.name, one.named) for one in vocabulary().outputs]
    if kind != OUTPUT:
        fits = (
            one for one in vocabulary().categories if (one.tool if kind == TOOL else one.source)
        )
        things = [(one.name, one.named) for one in fits]
    return frozenset(name for name, named in things if name not in known and named.search(plain))


@dataclass(frozen=True, slots=True)
class _Held:
    """A set-up in our words. tools, sources: the names of the categories and outputs that it has,
    None where that is not known; outputs: what its output mode means."""

    setup: Setup
    tools: frozenset[str] | None
    sources: frozenset[str] | None
    outputs: frozenset[str]


def _held(setup: Setup) -> _Held:
    mode, outputs = plain_name(setup.output_mode or ""), vocabulary().outputs
    return _Held(
        setup=setup,
        tools=_had(setup.tool_categories),
        sources=_had(setup.context_sources),
        outputs=frozenset(output.name for output in outputs if output.named.search(mode)),
    )


def _had(names: Sequence[str] | None) -> frozenset[str] | None:
    """The categories and outputs that names mean; None if they mean none that we know."""
    if not names:
        return None if names is None else frozenset()
    plain = [plain_name(name) for name in names]
    every = any(_EVERYTHING.fullmatch(name) for name in plain)
    named = [(one.name, one.named) for one in vocabulary().categories]
    named += [(one.name, one.named) for one in vocabulary().outputs]
    return frozenset(n for n, word in named if every or any(map(word.search, plain))) or None


def _lacking(said: Sentence, held: _Held) -> Iterator[Finding]:
    """What a sentence asks for and the worker lacks."""
    orders, words = _orders(said), vocabulary()
    lacking = []
    for category in words.categories:
        if asked := _asked(category, orders, held, words):
            kind, order = asked
            lacking.append(order)
            has = held.setup.tool_categories if kind == TOOL else held.setup.context_sources
            yield Finding(kind, category.name, quoted(said.text, order), has or ())
    if not held.outputs:
        return
    for output in words.outputs:
        if output.name in held.outputs | (held.tools or set()):
            continue
        wanted = [order for order in orders if order not in lacking and output.wanted.search(order)]
        if wanted:
            has = (held.setup.output_mode or "",)
            yield Finding(OUTPUT, output.name, quoted(said.text, wanted[0]), has)


def _asked(
    category: Category, orders: Sequence[str], held: _Held, words: Vocabulary
) -> tuple[str, str] | None:
    """As what orders ask for a category that the worker lacks, and which of them."""
    tools, sources = held.tools, held.sources
    for order in orders:
        used = bool(category.used.search(order))
        if words.reads.match(order) and category.source:
            if used and sources is not None and category.name not in sources | (tools or set()):
                return SOURCE, order
        elif category.tool and tools is not None and (used or _made(category, order, words)):
            return None if category.name in tools else (TOOL, order)
    return None


def _made(category: Category, order: str, words: Vocabulary) -> bool:
    """Whether an order makes or changes what is only there, and names no other place for it."""
    made = bool(category.made.match(order))
    return made and not any(other.used.search(order) for other in words.categories)


def _orders(said: Sentence) -> list[str]:
    """The clauses of a sentence that order something, without the words that lead into them.

    What is joined to a clause shares what it is: "never update the CRM, issue refunds or cancel
    orders" orders nothing.
    """
    words, found = vocabulary(), []
    parts = _BREAK.split(_FORGET.sub("", said.plain).strip(_AROUND))
    silent, told, order = "", "", ""
    above = _silent(_FORGET.sub("", said.head).strip(_AROUND), words) in (FORBIDS, TELLS)
    for joint, part in zip(["", *parts[1::2]], parts[::2], strict=True):
        joint, clause = joint.strip(), part[:LONGEST_CLAUSE].strip()
        if joint == ":":
            above = above or told in (FORBIDS, TELLS) or bool(_QUOTES.search(order))
        order = words.leads.sub("", f"{clause} ", count=1).strip()
        if _ASIDE.match(clause):
            continue
        own = _silent(clause, words)
        ends = silent == SUPPOSES and joint in (",", "then", "dann")
        if own or ends or joint in _APART or _ANEW.search(clause):
            silent = own
        if not silent and not above and order:
            found.append(order)
        told = silent
        if own == TELLS and not _HANDS_ON.search(clause):
            silent = ""  # what is joined to "explain the price" may be an order
    return found


FORBIDS, SUPPOSES, TELLS = "forbids", "supposes", "tells"


def _silent(clause: str, words: Vocabulary) -> str:
    """Why a clause orders nothing; "" if it may."""
    order = words.leads.sub("", f"{clause} ", count=1).strip()
    if words.supposes.match(clause) or words.supposes.match(order):
        return SUPPOSES
    if words.forbids.search(clause):
        return FORBIDS
    described = _DESCRIBED.match(order) and (not _PASSIVE.search(order) or _BY.search(order))
    return TELLS if words.tells.match(order) or described else ""

"""What instructions ask for that a worker can't do, told before any run fails.

Plain rules over sentences, with the words of lint.toml; no model. A finding that is wrong makes
people overlook those that are right: so a sentence that forbids, supposes or only mentions a thing
asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.analysis.lint_words import Category, Deed, Format, Words, plain_name, words
from dashboard.analysis.sentences import Clause, Sentence, clauses, sentences

LONGEST = 20_000
"""Letters of instructions that are looked at."""
TOOL, SOURCE, OUTPUT, FORMATS, ALWAYS = (
    "tool category",
    "context source",
    "output mode",
    "two formats",
    "always and never",
)
MOST = 20
"""Findings that are told of one text."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker may do; None: not known, then nothing is said about it."""

    tool_categories: tuple[str, ...] | None = None
    context_sources: tuple[str, ...] | None = None
    output_mode: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that instructions ask for and should not.

    kind: TOOL, SOURCE, OUTPUT, FORMATS or ALWAYS; subject: the category, output or formats; words:
    the sentence that says so, as it stands; against: the other sentence, or what the worker has.
    """

    kind: str
    subject: str
    words: str
    against: str


def lint(text: str, setup: Setup, before: str | None = None) -> tuple[Finding, ...]:
    """What instructions ask for that the worker can't do, and where they contradict themselves.

    before: the old text of an edit; then only sentences that are new are looked at, and only
    contradictions with one of them.
    """
    every = sentences(text[:LONGEST])
    known = (
        {it.plain for it in sentences((before or "")[:LONGEST])} if before is not None else set()
    )
    new = [it for it in every if it.plain not in known]
    found = [it for sentence in new for it in _beyond(sentence, setup, words())]
    fresh = {it.plain for it in new}
    found += _two_formats(every, fresh, words())
    found += _always_and_never(every, fresh, words())
    return tuple(dict.fromkeys(found))[:MOST]


def _beyond(sentence: Sentence, setup: Setup, held: Words) -> Iterator[Finding]:
    """What a sentence asks for beyond what the worker has."""
    parts = clauses(sentence)
    for category in held.categories:
        asked = next((it for it in category.deeds if category.tool and _ordered(it, parts)), None)
        tools = setup.tool_categories
        if asked and tools is not None and not _has(category, asked.also, tools):
            yield Finding(TOOL, category.name, sentence.text, "; ".join(tools) or "none")
        elif not asked and setup.context_sources is not None and _read(category, parts):
            sources = setup.context_sources
            if not _has(category, (), (*sources, *(tools or ()))):
                yield Finding(SOURCE, category.name, sentence.text, "; ".join(sources) or "none")
    if setup.output_mode:
        yield from _output(sentence, parts, setup, held)


def _ordered(deed: Deed, parts: Iterable[Clause]) -> bool:
    return any(
        deed.ordered.search(it.plain)
        or (deed.passive and not it.reported and deed.passive.search(it.whole))
        for it in parts
        if not it.conditional
    )


def _read(category: Category, parts: Iterable[Clause]) -> bool:
    return any(
        pattern.search(it.plain) for it in parts if not it.conditional for pattern in category.reads
    )


def _has(category: Category, also: Sequence[str], held: Sequence[str]) -> bool:
    """Whether what a worker has is this category by any of its names, or one that will do."""
    wanted = category.names | {plain_name(it) for it in also}
    return any(plain_name(it) in wanted for it in held)


def _output(
    sentence: Sentence, parts: Sequence[Clause], setup: Setup, held: Words
) -> Iterator[Finding]:
    mode = (setup.output_mode or "").lower().replace("_", " ")
    meant = {it.name for it in held.outputs if it.called.search(mode)}
    tools = {plain_name(it) for it in setup.tool_categories or ()}
    if not meant:
        return
    for output in held.outputs:
        asked = any(_ordered(deed, parts) for deed in output.deeds)
        if asked and output.name not in meant and plain_name(output.name) not in tools:
            yield Finding(OUTPUT, output.name, sentence.text, setup.output_mode or "")


def _two_formats(every: Sequence[Sentence], fresh: set[str], held: Words) -> Iterator[Finding]:
    """Two formats for one thing, a pair of formats once."""
    ordered = [
        (sentence, form, _object(part, form, held))
        for sentence in every
        for form in held.formats
        for part in clauses(sentence)
        if not part.conditional and form.ordered.search(part.plain)
    ]
    told = set()
    for n, (one, first, what) in enumerate(ordered):
        for other, second, of in ordered[n + 1 :]:
            pair = frozenset({first.name, second.name})
            new = one.plain in fresh or other.plain in fresh
            fit = second.name in first.fits or first.name in second.fits
            alone = _ONLY.search(one.plain) or _ONLY.search(other.plain)
            about = alone or what == of or what & of
            if new and about and one.plain != other.plain and len(pair) == 2 and not fit:
                if pair not in told:
                    yield Finding(FORMATS, f"{first.name} and {second.name}", other.text, one.text)
                told.add(pair)


_ONLY = re.compile(
    r"\b(?:only|nothing but|nothing else|exclusively|nur|ausschließlich|solo|seulement)\b"
)


def _object(part: Clause, form: Format, held: Words) -> frozenset[str]:
    """The words for what is to have a format; none for the answer as a whole."""
    before = form.terms.split(part.plain)[0]
    return frozenset(_meant(before, held)[1:]) - held.whole


_ALWAYS = re.compile(r"\b(?:always|immer|stets|toujours|siempre)\b\s+(.*)")
_NEVER = re.compile(
    r"\b(?:never|do not|don['’]t|must not|mustn['’]t|nie|niemals|jamais|nunca)\b\s+(.*)"
)
_EXCEPT = re.compile(
    r"\b(?:without|unless|except|before|until|if|when|but|other than|more than|less than|only|ohne|"
    r"außer|wenn|sauf|salvo|excepto)\b"
)
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the this that these those to of in on at for by with and or any every each all their "
        "its his her your our it them as is are be der die das den dem ein eine einen le la les un "
        "une el los",
    )
)


def _always_and_never(every: Sequence[Sentence], fresh: set[str], held: Words) -> Iterator[Finding]:
    always = [
        (it, found[1].strip(" .!;"), _meant(found[1], held))
        for it in every
        if (found := _ALWAYS.search(it.plain))
    ]
    never = [(it, _meant(found[1], held)) for it in every if (found := _NEVER.search(it.plain))]
    for one, subject, wanted in always:
        for other, forbidden in never:
            new = one.plain in fresh or other.plain in fresh
            plain = not _EXCEPT.search(other.plain) and not _EXCEPT.search(one.plain)
            if new and plain and one.plain != other.plain and _forbids(forbidden, wanted):
                yield Finding(ALWAYS, subject, other.text, one.text)
                break


def _meant(rest: str, held: Words) -> list[str]:
    """The words that carry what is ordered, the verb first."""
    told = [it for it in re.findall(r"[\w'’-]+", rest) if it not in _SMALL and it not in held.whom]
    return [held.same.get(it, it.removesuffix("s") if len(it) > 3 else it) for it in told]


def _forbids(forbidden: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether what is forbidden covers what is wanted: the same verb, nothing that narrows it."""
    if not forbidden or not wanted or forbidden[0] != wanted[0]:
        return False
    return {*forbidden} <= {*wanted} and (len(forbidden) > 1 or len(wanted) == 1)

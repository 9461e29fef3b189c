"""What instructions ask for that a worker can't do, told before any run fails.

Plain rules over clauses, with the words of lint.toml; no model. A finding that is wrong makes
people overlook those that are right: so what forbids, supposes or only mentions a thing, or leaves
it to others, asks for nothing. Nor does reading from what is no context source of a worker, if it
has a tool of that name: such a tool can read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.lint.clauses import Clause
from dashboard.lint.contradictions import contradictions
from dashboard.lint.finding import OUTPUT, SOURCE, TOOL, Finding, quoted
from dashboard.lint.lint_words import Category, Output, Words, words
from dashboard.lint.sentences import Sentence, sentences
from dashboard.lint.setup import Setup, plain_name

LONGEST = 100_000
"""Letters of instructions that are looked at."""
MOST = 20
"""Findings that are told of one text."""
_NOT = re.compile(
    r"(?:(?:you|the worker|the assistant) )?(?:please )?"
    r"(?:do not|don['’]t|never|not|must not|mustn['’]t|should not|shouldn['’]t)(?: ever)? "
)
_EVERYTHING = re.compile(r"(?:all|any|everything|alle|\*)(?: \w+)?")


def lint(text: str, setup: Setup, before: str | None = None) -> tuple[Finding, ...]:
    """What instructions ask for that the worker can't do, and where they contradict themselves.

    before: the old text of an edit; then only sentences that are new are looked at, and only
    contradictions with one of them.
    """
    every = sentences(text[:LONGEST])
    known = {it.said for it in sentences((before or "")[:LONGEST])}
    new = [it for it in every if before is None or it.said not in known]
    held = _held(setup, words())
    found = [it for sentence in new for it in _beyond(sentence, held)]
    found += contradictions(every, {it.said for it in new}, words())
    return tuple(dict.fromkeys(found))[:MOST]


def looked_at_whole(text: str) -> bool:
    """Whether all of a text is looked at, not only its beginning."""
    return len(text) <= LONGEST


@dataclass(frozen=True, slots=True)
class _Held:
    """A set-up in our words. tools, sources: the names of the categories and outputs that it has,
    None where that is not known; outputs: what its output mode means."""

    setup: Setup
    vocabulary: Words
    tools: frozenset[str] | None
    sources: frozenset[str] | None
    outputs: frozenset[str]


def _held(setup: Setup, vocabulary: Words) -> _Held:
    mode = plain_name(setup.output_mode or "")
    return _Held(
        setup=setup,
        vocabulary=vocabulary,
        tools=_had(setup.tool_categories, vocabulary),
        sources=_had(setup.context_sources, vocabulary),
        outputs=frozenset(it.name for it in vocabulary.outputs if it.called.search(mode)),
    )


def _had(names: Sequence[str] | None, vocabulary: Words) -> frozenset[str] | None:
    """The categories and outputs that names mean; None if they mean none that we know."""
    if not names:
        return None if names is None else frozenset()
    plain = [plain_name(it) for it in names]
    every = any(_EVERYTHING.fullmatch(it) for it in plain)
    kinds = [(it.name, it.named) for it in vocabulary.categories]
    kinds += [(it.name, it.called) for it in vocabulary.outputs]
    return frozenset(n for n, named in kinds if every or any(map(named.search, plain))) or None


def _beyond(sentence: Sentence, held: _Held) -> Iterator[Finding]:
    """What a sentence asks for beyond what the worker has."""
    orders = [it for it in sentence.clauses if it.orders]
    told = []
    for category in held.vocabulary.categories:
        if asked := _asked(category, orders, held):
            kind, at = asked
            told.append(at)
            has = held.setup.tool_categories if kind == TOOL else held.setup.context_sources
            yield Finding(kind, category.name, quoted(sentence.text, at.whole), has=has or ())
    mode = (held.setup.output_mode or "",)
    left = [it for it in orders if it not in told]
    for output in held.vocabulary.outputs:
        if forbids := _forbids(output, sentence.clauses, held):
            words = quoted(sentence.text, forbids.whole)
            yield Finding(OUTPUT, f"no {output.name}", words, has=mode)
        elif elsewhere := _elsewhere(output, left, held):
            words = quoted(sentence.text, elsewhere.whole)
            yield Finding(OUTPUT, output.name, words, has=mode)


def _asked(category: Category, orders: Iterable[Clause], held: _Held) -> tuple[str, Clause] | None:
    """As what clauses ask for a category that the worker doesn't have, and where."""
    tools, sources = held.tools, held.sources
    for it in orders:
        deed = next((it_ for it_ in category.deeds if category.tool and it_.ordered(it)), None)
        if deed and tools is not None:
            return None if tools & {category.name, *deed.also} else (TOOL, it)
        if not deed and sources is not None and _read(category, it, held.vocabulary):
            return None if category.name in sources | (tools or set()) else (SOURCE, it)
    return None


def _read(category: Category, it: Clause, vocabulary: Words) -> bool:
    """Whether a clause reads from a category, and not what is in the task itself."""
    return any(
        deed.ordered(it)
        and not (deed.loose and vocabulary.given.search(it.plain[len(it.verb) + 1 :]))
        for deed in category.reads
    )


def _elsewhere(output: Output, orders: Iterable[Clause], held: _Held) -> Clause | None:
    """The clause that wants something written where the worker doesn't write."""
    if not held.outputs or output.name in held.outputs | (held.tools or set()):
        return None
    return next((it for it in orders if any(deed.ordered(it) for deed in output.deeds)), None)


def _forbids(output: Output, parts: Iterable[Clause], held: _Held) -> Clause | None:
    """The clause that rules out where the worker writes, with nothing that narrows it."""
    if output.name not in held.outputs:
        return None
    return next(
        (
            it
            for it in parts
            if not (it.narrowed or it.scope or it.conditional or it.governed)
            and (said := _NOT.match(it.whole))
            and output.forbidden.fullmatch(it.whole, said.end())
        ),
        None,
    )

"""Where instructions contradict themselves in the plain cases: two formats, always and never."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.lint.clauses import Clause
from dashboard.lint.finding import ALWAYS, FORMATS, Finding, quoted
from dashboard.lint.lint_words import Format, Words
from dashboard.lint.sentences import Sentence

_ONLY = re.compile(
    r"\b(?:only|nothing but|nothing else|exclusively|nur|ausschließlich|solo|seulement)\b"
)
_FORMAT_OF = re.compile(r"\b(?:format|output|answer|reply|response|result|ausgabe|antwort)$")
_FOR = re.compile(r"\b(?:for|in|für|im|pour|para)\s+(.*)")
_ALWAYS = re.compile(r"\b(?:always|immer|stets|toujours|siempre)\b")
_NEVER = re.compile(r"\b(?:never|do not|don['’]t|must not|mustn['’]t|nie|niemals|jamais|nunca)\b")
_SCOPED = re.compile(r"^(?:for|in|on|with|at|when|if|internally|externally|für|bei|im)\b")
_LED = re.compile(r"\b(?:you|please|must|should|shall|the (?:worker|assistant|agent)|du|sie)\b")
_EXCEPT = re.compile(
    r"\b(?:without|unless|except|before|until|if|when|other than|more than|less than|only|twice|"
    r"ohne|außer|wenn|sauf|salvo|excepto)\b"
)
_ANYTHING = "*"


def contradictions(
    every: Sequence[Sentence], new: set[tuple[str, str]], words: Words
) -> Iterator[Finding]:
    """Contradictions between sentences, one of which is new at least."""
    yield from _two_formats(every, new, words)
    yield from _always_and_never(every, new, words)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A format that something is to have. whole: not only a part of it; about: the words for what
    is to have it, none for the answer as a whole; only: nothing else may be there."""

    sentence: Sentence
    new: bool
    format: Format
    whole: bool
    about: frozenset[str]
    scope: str
    only: bool

    def parts_with(self, other: _Wish) -> bool:
        """Whether one answer can't have both."""
        one, two = self.format, other.format
        layouts = not (one.data or two.data)
        return (
            one.name != two.name
            and two.name not in one.fits
            and one.name not in two.fits
            and (not layouts or (self.whole and other.whole))
            and self.sentence.plain != other.sentence.plain
            and (self.new or other.new)
        )

    @property
    def kind(self) -> tuple[str, bool, bool]:
        """Wishes of one kind part with the same others."""
        return self.format.name, self.whole, self.new


def _two_formats(
    every: Sequence[Sentence], new: set[tuple[str, str]], words: Words
) -> Iterator[Finding]:
    """Two formats for one thing, a pair of formats once.

    Of wishes of one kind about one thing the first is kept, so that each is compared with few.
    """
    kept: dict[tuple[str, str], dict[tuple[str, bool, bool], _Wish]] = defaultdict(dict)
    told = set()
    for it in _wishes(every, new, words):
        things = it.about or {""}
        asked = [_ANYTHING] if it.only else [*things, "only"]
        for thing in asked:
            for one in kept[it.scope, thing].values():
                pair = frozenset({it.format.name, one.format.name})
                if pair not in told and it.parts_with(one):
                    told.add(pair)
                    yield Finding(
                        FORMATS,
                        f"{one.format.name} and {it.format.name}",
                        quoted(it.sentence.text),
                        other=quoted(one.sentence.text),
                    )
        for thing in (*things, _ANYTHING, *(["only"] if it.only else [])):
            kept[it.scope, thing].setdefault(it.kind, it)


def _wishes(every: Sequence[Sentence], new: set[tuple[str, str]], words: Words) -> Iterator[_Wish]:
    for sentence in every:
        only = bool(_ONLY.search(sentence.plain))
        for it in sentence.clauses:
            form = _format(it, words)
            if form and it.orders and not it.narrowed and (said := _said(it, form)):
                yield _Wish(
                    sentence=sentence,
                    new=sentence.said in new,
                    format=form,
                    whole=only or said == "whole",
                    about=_about(it, form, words),
                    scope=it.scope,
                    only=only,
                )


def _format(it: Clause, words: Words) -> Format | None:
    """The format that a clause names first, by the longest of its names: "Markdown table"."""
    named = [(found, form) for form in words.formats if (found := form.terms.search(it.plain))]
    first = min(named, key=lambda one: (one[0].start(), -one[0].end()), default=None)
    return first[1] if first else None


def _said(it: Clause, form: Format) -> str:
    """Whether a clause wants a format for the "whole", or for a "part"; "" for neither."""
    if form.whole.search(it.plain):
        return "whole"
    if _FORMAT_OF.search(it.head) and form.terms.match(it.plain):
        return "whole"
    return "part" if form.part.search(it.plain) else ""


def _about(it: Clause, form: Format, words: Words) -> frozenset[str]:
    """The words for what is to have a format; none for the answer as a whole."""
    before, *after = form.terms.split(it.plain, maxsplit=1)
    aim = _FOR.search(after[0]) if after else None
    return (
        frozenset((*_meant(before, words)[1:], *_meant(aim[1] if aim else "", words))) - words.whole
    )


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is always to be done, or never. said: as it stands; meant: its words, the verb first;
    whom: to whom."""

    sentence: Sentence
    new: bool
    scope: str
    said: str
    meant: tuple[str, ...]
    whom: frozenset[str]

    def forbids(self, other: _Rule) -> bool:
        """Whether what is forbidden covers what is wanted: the same verb, nothing that narrows."""
        return (
            self.scope == other.scope
            and self.meant[0] == other.meant[0]
            and set(self.meant) <= set(other.meant)
            and (len(self.meant) > 1 or len(other.meant) == 1)
            and (not self.whom or not other.whom or bool(self.whom & other.whom))
            and (self.new or other.new)
        )


def _always_and_never(
    every: Sequence[Sentence], new: set[tuple[str, str]], words: Words
) -> Iterator[Finding]:
    """What is wanted always and forbidden, each want once.

    What is forbidden is kept by its rarest word, so that a want is compared with few.
    """
    never = list(_rules(_NEVER, every, new, words))
    often = Counter(word for it in never for word in set(it.meant))
    kept: dict[str, dict[tuple[object, ...], _Rule]] = defaultdict(dict)
    for it in never:
        rarest = min(it.meant, key=lambda word: (often[word], word))
        kept[rarest].setdefault((it.scope, it.meant, it.whom, it.new), it)
    for want in _rules(_ALWAYS, every, new, words):
        among = (it for word in dict.fromkeys(want.meant) for it in kept[word].values())
        if other := next((it for it in among if it.forbids(want)), None):
            words_, against = quoted(other.sentence.text), quoted(want.sentence.text)
            yield Finding(ALWAYS, want.said, words_, other=against)


def _rules(
    said: re.Pattern[str], every: Sequence[Sentence], new: set[tuple[str, str]], words: Words
) -> Iterator[_Rule]:
    for sentence in every:
        for it in sentence.clauses:
            found = said.search(it.whole)
            if not found or it.narrowed or it.conditional or _EXCEPT.search(it.whole):
                continue
            before = _LED.sub("", it.whole[: found.start()]).strip()
            scope = before if _SCOPED.match(before) else ""
            rest = it.whole[found.end() :].strip()
            meant = _meant(rest if scope else f"{before} {rest}", words)
            if meant:
                yield _Rule(
                    sentence=sentence,
                    new=sentence.said in new,
                    scope=f"{it.scope} {scope}".strip(),
                    said=rest,
                    meant=meant,
                    whom=frozenset(words.same.get(it, it) for it in rest.split()) & words.whom,
                )


def _meant(text: str, words: Words) -> tuple[str, ...]:
    """The words that carry what is ordered, the verb first."""
    told = (it for it in re.findall(r"[\w'’-]+", text) if it not in words.idle)
    return tuple(words.same.get(it, it.removesuffix("s") if len(it) > 3 else it) for it in told)

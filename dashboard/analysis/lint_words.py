"""The words by which the lint knows what a sentence asks for: lint.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

FILLED = (
    r"(?:(?!(?:to|in|into|for|from|of|about|with|on|by|via|as|at|that|if|per|vom?|für|aus|von|pour|"
    r"de|para)\b)[\w'’/-]{1,40}\s+){0,4}?"
)
"""Up to four words between a verb and its object; a preposition begins something else."""
PLACED = (
    r"(?:in|into|to|on|onto|at|within|inside|im|ins|in die|in der|in den|in das|in dem|dans|en|à|"
    r"al|a)\s+(?:[\w'’/-]{1,40}\s+){0,2}?"
)
ASIDE = r"\b(?:that|which|who|whom|so|dass|damit|qui|que|die|der|das)\b"
"""What begins to tell of something else than what is ordered."""
PASSIVE = r"\b(?:is|are|be|been|get|gets|wird|werden|est|sont|être)\s+(?:\w+\s+){0,2}?"


@dataclass(frozen=True, slots=True)
class Deed:
    """Verbs with what they are done to. also: having one of these will do."""

    ordered: re.Pattern[str]
    passive: re.Pattern[str] | None
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A tool category or context source: its names, and what asks for it."""

    name: str
    tool: bool
    source: bool
    names: frozenset[str]
    deeds: tuple[Deed, ...]
    reads: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Output:
    """A place to write to: what an output mode calls it, and what orders it."""

    name: str
    called: re.Pattern[str]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of an output: what it is called, what orders it, and formats that can be meant
    together with it."""

    name: str
    terms: re.Pattern[str]
    ordered: re.Pattern[str]
    fits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """All of lint.toml."""

    categories: tuple[Category, ...]
    outputs: tuple[Output, ...]
    formats: tuple[Format, ...]
    same: dict[str, str]
    whom: frozenset[str]
    whole: frozenset[str]


def plain_name(name: str) -> str:
    """A name of a category as it is compared: any case, number, hyphens or spaces."""
    words = re.sub(r"[\s_-]+", " ", name.strip().lower())
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words


@cache
def words() -> Words:
    """The shipped vocabulary."""
    text = resources.files("dashboard").joinpath("analysis/lint.toml").read_text("utf-8")
    return _compiled(tomllib.loads(text))


class _Verbs:
    """Forms of verbs: those that order, and those of passives and of German clauses."""

    def __init__(self, held: dict[str, Any]) -> None:
        self._do, self._read = held["do"], held["read"]
        self.all_do = self.forms(self._do), self.ends(self._do)
        self.all_read = self.forms(self._read), self.ends(self._read)

    def forms(self, names: Iterable[str]) -> str:
        """The forms that order one of these verbs, as alternatives."""
        return self._alternatives(names, 0)

    def ends(self, names: Iterable[str]) -> str:
        """The forms that end a passive or a clause, as alternatives."""
        return self._alternatives(names, 1)

    def _alternatives(self, names: Iterable[str], place: int) -> str:
        verbs = self._do | self._read
        return _any({form for name in names for form in verbs[name][place].split()})


def _any(forms: set[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=lambda it: (-len(it), it))) or r"(?!)"


def _compiled(held: dict[str, Any]) -> Words:
    verbs = _Verbs(held)
    others, given = held["words"]["others"], held["words"]["given"]
    same = {word: group.split()[0] for group in held["words"]["same"] for word in group.split()}
    return Words(
        categories=tuple(_category(it, verbs, others, given) for it in held["category"]),
        outputs=tuple(
            Output(
                it["name"],
                re.compile(rf"\b(?:{'|'.join(it['called'])})\b"),
                tuple(_deed(deed, verbs, others) for deed in it.get("deed", ())),
            )
            for it in held["output"]
        ),
        formats=tuple(_format(it, verbs) for it in held["format"]),
        same=same,
        whom=frozenset(held["words"]["whom"].split()),
        whole=frozenset(held["words"]["whole"].split()),
    )


def _category(held: dict[str, Any], verbs: _Verbs, others: str, given: str) -> Category:
    name = held["name"]
    places = "|".join(held.get("places", ())) or r"(?!)"
    people = "|".join(held.get("people", ())) or r"(?!)"
    after = rf"(?![\w-])(?!['’]s)(?!\s+(?:{others})\b)"
    where = rf"(?:{PLACED}(?:{places})|\bin\s+(?:{people})|^{FILLED}(?:{places})){after}"
    doer, done = verbs.all_do
    written = Deed(
        re.compile(
            rf"^(?:{doer})\s+(?:.*?\s)?(?:{where}|(?<=\s){PLACED}(?:{places}){after})"
            rf"|^(?:{doer})\s+{FILLED}(?:{places}){after}"
        ),
        re.compile(rf"(?:{PASSIVE}(?:{done})\b.*?{where})|(?:{where}.*\b(?:{done})$)"),
        (),
    )
    reads = "|".join((*held.get("reads", ()), *held.get("places", ()))) or r"(?!)"
    reader = verbs.all_read[0]
    looked = (
        re.compile(
            rf"^(?:{reader})\b(?:\s+(?:up|for|in|at|through|into|auf|im|in die|dans|en))*\s+"
            rf"(?!(?:the\s+|den\s+|die\s+)?(?:{given})\b){FILLED}(?:{reads}){after}"
        ),
        re.compile(
            rf"^(?:{reader})\b.*?\b(?:in|from|at|against|with|im|aus|dans|en)\s+"
            rf"(?:[\w'’/-]{{1,40}}\s+){{0,2}}?(?:{reads}){after}"
        ),
    )
    return Category(
        name=name,
        tool=held.get("tool", True),
        source=held.get("source", False),
        names=frozenset(plain_name(it) for it in (name, *held.get("called", ()))),
        deeds=(written, *(_deed(it, verbs, others) for it in held.get("deed", ()))),
        reads=looked if held.get("source") else (),
    )


def _deed(held: dict[str, Any], verbs: _Verbs, others: str) -> Deed:
    names = held["verbs"].split()
    forms, ends = verbs.forms(names), verbs.ends(names)
    after = rf"(?![\w-])(?!\s+(?:{others})\b)"
    if "phrases" in held:
        phrases = "|".join(held["phrases"])
        return Deed(
            re.compile(rf"^(?:{forms})\b(?:(?!{ASIDE}).)*?(?<![\w-])(?:{phrases})"),
            re.compile(rf"{PASSIVE}(?:{ends})\b.*?(?<![\w-])(?:{phrases})"),
            tuple(held.get("also", ())),
        )
    things = "|".join(held["things"])
    return Deed(
        re.compile(rf"^(?:{forms})\s+{FILLED}(?:{things}){after}"),
        re.compile(
            rf"(?<![\w-])(?:{things})(?![\w-])\s+(?:\w+\s+){{0,2}}?{PASSIVE}(?:{ends})\b"
            rf"|(?<![\w-])(?:{things})(?![\w-]).*\b(?:{ends})$"
        ),
        tuple(held.get("also", ())),
    )


def _format(held: dict[str, Any], verbs: _Verbs) -> Format:
    terms = "|".join(held["terms"])
    orders = verbs.forms(
        ("add", "answer", "format", "give", "output", "write", "send", "save", "create", "post")
    )
    return Format(
        held["name"],
        re.compile(rf"(?<![\w-])(?:{terms})(?![\w-])"),
        re.compile(
            rf"^(?:{orders}|use|structure)\b(?:.*?\b(?:as|in|into|of|with|using|only|als|im|en|como)\s+"
            rf"|\s+){FILLED}(?<![\w-])(?:{terms})(?![\w-])"
            rf"|^(?:the\s+)?(?:output|answer|reply|response|result|format)s?\s+(?:format\s+)?"
            rf"(?:is|are|be|:)?\s*(?:always\s+|in\s+|as\s+)*{FILLED}(?<![\w-])(?:{terms})(?![\w-])"
            rf"|^(?:as|in|use)\s+{FILLED}(?:{terms})$"
        ),
        frozenset(held["fits"]),
    )

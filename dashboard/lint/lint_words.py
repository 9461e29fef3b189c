"""The words by which the lint knows what a clause asks for: lint.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from dashboard.lint.clauses import Clause
from dashboard.lint.setup import plain_name

FILLED = (
    r"(?:(?!(?:to|in|into|for|from|of|about|with|on|by|via|as|at|if|per|what|how|who|vom?|für|aus|"
    r"von|pour|de|para)\b)[\w'’/-]{1,40}\s+){0,4}?"
)
"""Up to four words between a verb and its object; a preposition begins something else."""
PLACED = (
    r"(?<![\w-])(?:in|into|to|on|onto|at|within|inside|im|ins|in die|in der|in den|in das|in dem|"
    r"dans|en|à|al|a)\s+(?:[\w'’/-]{1,40}\s+){0,2}?"
)
READ_IN = (
    r"(?<![\w-])(?:in|on|from|at|against|with|to|im|aus|dans|en)\s+(?:[\w'’/-]{1,40}\s+){0,2}?"
)
SUFFIX = (
    r"(?:\s+(?:(?:system|software|tool|app|database|record|account|page|board|file|note)s?|data|"
    r"history|entr(?:y|ies)))?"
)
"""What a place may be called in addition: "the CRM system"."""
SHAPING = "add answer create format give output post save send tell use write"
"""Verbs that want something in a format."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Verbs with what they are done to.

    orders: the forms that order; ends: those of passives; final: those at the end of a German
    clause; direct: what stands after a verb that orders; thing: the same, anywhere; also: having
    one of these will do; loose: it names no place, so that it may be a part of the task itself.
    """

    orders: frozenset[str]
    ends: frozenset[str]
    final: frozenset[str]
    direct: re.Pattern[str]
    thing: re.Pattern[str]
    also: tuple[str, ...] = ()
    loose: bool = False

    def ordered(self, it: Clause) -> bool:
        """Whether a clause says this: "log a note", "a note is logged", "eine Notiz anlegen"."""
        if it.verb in self.orders and self.direct.search(it.plain[len(it.verb) + 1 :]):
            return True
        done = self.final if it.last in self.final else self.ends & it.done
        return bool(done and self.thing.search(it.whole))


@dataclass(frozen=True, slots=True)
class Category:
    """A tool category or context source. named: its names and places, as words in what a worker
    is said to have; deeds: what asks for it as a tool; reads: what asks for it as a source."""

    name: str
    tool: bool
    source: bool
    named: re.Pattern[str]
    deeds: tuple[Deed, ...]
    reads: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """A place to write to: what an output mode calls it, what orders it, and what forbids it
    outright."""

    name: str
    called: re.Pattern[str]
    deeds: tuple[Deed, ...]
    forbidden: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of an output. terms: what it is called; data: it is one of machines or plain text,
    and no layout of a part; whole: what says that an answer has it; part: that it has it
    somewhere; fits: formats that can be meant together with it."""

    name: str
    terms: re.Pattern[str]
    data: bool
    whole: re.Pattern[str]
    part: re.Pattern[str]
    fits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """All of lint.toml. given: what makes that which is read a part of the task itself; idle: words
    that carry nothing of what is ordered."""

    categories: tuple[Category, ...]
    outputs: tuple[Output, ...]
    formats: tuple[Format, ...]
    given: re.Pattern[str]
    same: dict[str, str]
    whom: frozenset[str]
    idle: frozenset[str]
    whole: frozenset[str]


@cache
def words() -> Words:
    """The shipped vocabulary."""
    text = resources.files("dashboard").joinpath("lint/lint.toml").read_text("utf-8")
    held = tomllib.loads(text)
    build = _Build(held)
    said = held["words"]
    return Words(
        categories=tuple(build.category(it) for it in held["category"]),
        outputs=tuple(build.output(it) for it in held["output"]),
        formats=tuple(build.format(it) for it in held["format"]),
        given=re.compile(rf"(?<![\w-])(?:{'|'.join(said['given'])})(?![\w-])"),
        same={word: group.split()[0] for group in said["same"] for word in group.split()},
        whom=frozenset(said["whom"].split()),
        idle=frozenset(f"{said['small']} {said['whom']}".split()),
        whole=frozenset(said["whole"].split()),
    )


class _Build:
    """Deeds, categories, outputs and formats from what lint.toml holds."""

    def __init__(self, held: dict[str, Any]) -> None:
        self._do, self._say, self._read = held["do"], held["say"], held["read"]
        self._verbs = self._do | self._say | self._read
        follow = "|".join(held["words"]["follow"].split())
        self._after = (
            r"(?![\w-])(?!['’]s)"
            rf"(?=\W*$|\s*[^\w\s'’-]|\s+(?:{follow}|\d\S*|\w+ly|\w{{3,}}en)(?![\w-]))"
        )

    def category(self, held: dict[str, Any]) -> Category:
        source = held.get("source", False)
        names = "|".join(_names(held["name"], *held.get("called", ())))
        places = _any([f"(?:{it}){SUFFIX}" for it in held.get("places", ())])
        people = rf"|\bin\s+(?:{_any(held.get('people', ()))})"
        written = self._placed(self._do, places, PLACED, people)
        looked = self._placed(self._read, places, READ_IN)
        tools = self._named(rf"(?:{names})[ -](?:tools?|tool categor(?:y|ies))")
        context = self._named(rf"(?:{names}) (?:context(?: sources?)?|sources?)")
        deeds = [written, tools, *(self.deed(it) for it in held.get("deed", ()))]
        read = _any(held.get("reads", ()))
        things = (self._things(self._read, read), self._placed(self._read, read, READ_IN))
        reads = [looked, context, *(replace(it, loose=True) for it in things)]
        return Category(
            name=held["name"],
            tool=held.get("tool", True),
            source=source,
            named=re.compile(rf"\b(?:{names}|{places})s?\b"),
            deeds=tuple(deeds if source else [*deeds, looked]),
            reads=tuple(reads) if source else (),
        )

    def deed(self, held: dict[str, Any]) -> Deed:
        verbs, also = held["verbs"].split(), tuple(held.get("also", ()))
        if "phrases" not in held:
            return self._things(verbs, _any(held["things"]), also)
        phrase = rf"(?<![\w-])(?:{_any(held['phrases'])}){self._after}"
        return self._deed(verbs, phrase, phrase, also)

    def output(self, held: dict[str, Any]) -> Output:
        forbidden = _any(held.get("forbidden", ()))
        return Output(
            name=held["name"],
            called=re.compile(rf"\b(?:{_any(held['called'])})\b"),
            deeds=tuple(self.deed(it) for it in held.get("deed", ())),
            forbidden=re.compile(rf"(?:{forbidden})(?:{_any(held.get('there', ()))})?"),
        )

    def format(self, held: dict[str, Any]) -> Format:
        term = rf"(?<![\w-])(?:{_any(held['terms'])})(?![\w-])"
        orders = "|".join(sorted(self._forms(SHAPING.split(), "orders"))) + "|structure"
        has = r"(?:as|in|into|with|using|only|als|im|en|como)"
        return Format(
            name=held["name"],
            terms=re.compile(term),
            data=held.get("data", False),
            whole=re.compile(
                rf"^(?:{orders})\b.*?\b{has}\s+{FILLED}{term}|^(?:{has})\s+{FILLED}{term}"
                rf"|^(?:the |your |die |deine )?(?:output|answer|reply|response|result|format)s?"
                rf"\s+(?:\w+\s+){{0,3}}?(?:is|are|be|as|in)\s+(?:always\s+|in\s+|as\s+)*{FILLED}{term}"
            ),
            part=re.compile(rf"^(?:{orders})\s+{FILLED}{term}"),
            fits=frozenset(held["fits"]),
        )

    def _things(self, verbs: Iterable[str], things: str, also: tuple[str, ...] = ()) -> Deed:
        return self._deed(
            verbs,
            rf"^(?:(?:up|for|at|through|into|auf)\s+)*{FILLED}(?:{things}){self._after}",
            rf"(?<![\w-])(?:{things})(?![\w-])",
            also,
        )

    def _placed(self, verbs: Iterable[str], places: str, where: str, people: str = "") -> Deed:
        return self._deed(
            verbs,
            rf"(?:{where}(?:{places}){people}|^{FILLED}(?:{places})){self._after}",
            rf"(?:{where}(?:{places}){people}){self._after}",
        )

    def _named(self, things: str) -> Deed:
        return self._deed(
            ("use", "consult", "check"), rf"^(?:to\s+)?{FILLED}(?:{things})(?![\w-])", r"(?!)"
        )

    def _deed(
        self, verbs: Iterable[str], direct: str, thing: str, also: tuple[str, ...] = ()
    ) -> Deed:
        verbs = tuple(verbs)
        final = self._forms(verbs, "final")
        return Deed(
            orders=self._forms(verbs, "orders"),
            ends=self._forms(verbs, "ends") | final,
            final=final,
            direct=re.compile(direct),
            thing=re.compile(thing),
            also=also,
        )

    def _forms(self, verbs: Iterable[str], which: str) -> frozenset[str]:
        return frozenset(
            form for name in verbs for form in self._verbs[name].get(which, "").split()
        )


def _any(terms: Iterable[str]) -> str:
    return "|".join(terms) or r"(?!)"


def _names(*names: str) -> list[str]:
    """Names as words to look for, longest first, in the singular."""
    plain = {it[:-1] if it.endswith("s") and it[-2] != "s" else it for it in map(plain_name, names)}
    return sorted(map(re.escape, plain), key=lambda it: (-len(it), it))

"""The words of lint.toml, ready to be looked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dashboard.lint.setup import plain_name

_ARTICLES = (
    r"(?:(?:an?|the|any|all|each|every|this|one|new|your|our|its|ein\w*|de[rnm]|die|das|une?|"
    r"l[ae]s?|el)\s+)*"
)


@dataclass(frozen=True, slots=True)
class Category:
    """A tool category or context source. named: in a set-up; used: by an order that names its
    system; made: by an order that makes or changes what is only there; source, tool: what a
    worker may have of that name."""

    name: str
    source: bool
    tool: bool
    named: re.Pattern[str]
    used: re.Pattern[str]
    made: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class OutputPlace:
    """Where a worker may write. named: in a set-up; wanted: by an order."""

    name: str
    named: re.Pattern[str]
    wanted: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of lint.toml. reads: a clause that only reads; forbids, supposes, tells: a clause that
    asks for nothing; leads: what may come before an order."""

    categories: tuple[Category, ...]
    outputs: tuple[OutputPlace, ...]
    reads: re.Pattern[str]
    forbids: re.Pattern[str]
    supposes: re.Pattern[str]
    tells: re.Pattern[str]
    leads: re.Pattern[str]


@cache
def vocabulary() -> Vocabulary:
    """The words, read once."""
    held = tomllib.loads(resources.files("dashboard.lint").joinpath("lint.toml").read_text("utf-8"))
    words = held["words"]
    ends = rf"(?=\W*$|\s*[^\w\s'’-]|\s+(?:{'|'.join(words['follow'].split())}|\d\S*)(?![\w-]))"
    return Vocabulary(
        categories=tuple(_category(entry, words, ends) for entry in held["category"]),
        outputs=tuple(_output(entry) for entry in held["output"]),
        reads=re.compile(rf"(?:{'|'.join(words['reads'].split())})\b"),
        forbids=re.compile(rf"(?<![\w-])(?:{'|'.join(words['forbids'])})(?![\w-])"),
        supposes=re.compile(rf"(?:only |even |except )?(?:{'|'.join(words['supposes'])})\b"),
        tells=re.compile(rf"(?:{'|'.join(words['tells'])})\b"),
        leads=re.compile(rf"(?:(?:{'|'.join(words['leads'])})\s+)+"),
    )


def _category(entry: dict[str, Any], words: dict[str, Any], ends: str) -> Category:
    names = [entry["name"], *entry["called"]]
    outright = "|".join(re.escape(plain_name(name)) for name in names)
    used = _any([*entry["systems"], rf"(?:{outright}) tools?"])
    makes = "|".join(words["makes"].split())
    made = (
        rf"\b(?:{makes})\s+{_ARTICLES}(?:[\w-]+\s+)?{_any(entry['things'])}"
        if entry["things"]
        else "(?!)"
    )
    return Category(
        name=entry["name"],
        source=entry.get("source", False),
        tool=entry.get("tool", True),
        named=re.compile(rf"\b(?:{outright}|{'|'.join(entry['systems'])})\b"),
        used=re.compile(rf"(?<![\w-]){used}{ends}"),
        made=re.compile(rf"{made}{ends}"),
    )


def _output(entry: dict[str, Any]) -> OutputPlace:
    return OutputPlace(
        name=entry["name"],
        named=re.compile(rf"\b{_any(entry['called'])}\b"),
        wanted=re.compile(rf"(?<![\w-]){_any(entry['phrases'])}(?![\w-])"),
    )


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns) or '(?!)'})"

"""Reading the rules that name causes from a file that a person can edit.

The file is TOML: a version, then [[rule]] tables in the order in which they are tried. What a rule
may hold is told at the head of the shipped file, rules.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from dashboard import toml_text
from dashboard.causes.error_template import template_of
from dashboard.causes.rules import CHECKED, ORIGINS, CauseRule, Pattern, Rules
from dashboard.errors import UserError
from dashboard.patterns import compiled

SHIPPED = "rules.toml"
LONGEST_PATTERN = 10_000
_HOW_EXAMPLES = 'Write a text, or { type = "", text = "" }'
_KEYS = {"name", "label", "origin", "types", "texts", "examples", "check"}


class RulesInvalid(UserError):
    """A rules file can't be used; it says where and why."""


@cache
def shipped_rules() -> Rules:
    """The rules that come with the program."""
    return read_rules(shipped_text(), SHIPPED)


def shipped_text() -> str:
    """The file of these."""
    return resources.files("dashboard").joinpath(f"causes/{SHIPPED}").read_text("utf-8")


@lru_cache(maxsize=4)
def read_rules(text: str, where: str) -> Rules:
    """Rules from the text of a file, every example tried; RulesInvalid says what is wrong.

    where: the file's name, for errors.
    """
    try:
        document = toml_text.parse(text)
    except ValueError as error:
        raise RulesInvalid(
            f"The rules are no TOML: {error}.", where=where, remedy="Mend that line."
        ) from None
    if unknown := sorted(document.keys() - {"version", "rule"}):
        raise RulesInvalid(
            f"“{unknown[0]}” is none of version and [[rule]].", where=where, remedy="Remove it."
        )
    version, tables = document.get("version"), document.get("rule", [])
    if version is None:
        raise RulesInvalid("The version is missing.", where=where, remedy="Write version = 1.")
    if not isinstance(version, int) or isinstance(version, bool):
        raise RulesInvalid(
            f"The version is {version!r:.60}, and must be a whole number.",
            where=where,
            remedy="Write version = 1.",
        )
    if not isinstance(tables, list) or not tables:
        raise RulesInvalid(
            "There is no rule.", where=where, remedy="Write at least one [[rule]] table."
        )
    written = enumerate(text.splitlines(), 1)
    lines = [n for n, line in written if line.strip().startswith("[[rule]]")]
    places = [f"{where}, line {line}" for line in lines] + [where] * (len(tables) - len(lines))
    rules = [_rule(table, place) for table, place in zip(tables, places, strict=False)]
    _distinct(rules, places)
    found = Rules(version, tuple(rules), text)
    for rule, place in zip(rules, places, strict=False):
        _try_examples(found, rule, place)
    return found


Wrong = Callable[[str, str, str], RulesInvalid]
"""Makes the error for a field of a rule, what is wrong with it and what to do."""


def _name(table: Any, where: str) -> str:
    """The name of a rule, once it is a table that has one."""
    if not isinstance(table, dict):
        raise RulesInvalid(
            f"{table!r:.60} is no rule.", where=where, remedy="Write it as a [[rule]] table."
        )
    name = table.get("name")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise RulesInvalid(
            f"The rule’s name is {name!r:.60}.",
            where=where,
            remedy="A name is of lower-case letters, digits and hyphens, and begins with a letter.",
        )
    return name


def _rule(table: Any, where: str) -> CauseRule:
    name = _name(table, where)

    def wrong(field: str, what: str, remedy: str) -> RulesInvalid:
        return RulesInvalid(f"Rule {name}, {field}: {what}.", where=where, remedy=remedy)

    if unknown := sorted(table.keys() - _KEYS):
        raise wrong(unknown[0], "is unknown", f"A rule holds {', '.join(sorted(_KEYS))}.")
    label, origin = table.get("label"), table.get("origin")
    if not isinstance(label, str) or not label.strip():
        raise wrong("label", "is missing", "Write the cause as a page should name it.")
    if origin not in ORIGINS:
        raise wrong("origin", f"is {origin!r:.60}", f"Write one of {', '.join(ORIGINS)}.")
    for field in ("types", "texts"):
        if not _texts(table.get(field, [])):
            raise wrong(field, "is no list of texts", 'Write it like ["one", "two"].')
    if not table.get("types") and not table.get("texts"):
        raise wrong("texts", "is missing", "A rule needs types or texts to match.")
    patterns = [_pattern(text, wrong) for text in table.get("texts", [])]
    if not isinstance(table.get("examples", []), list):
        raise wrong("examples", "is no list", 'Write it like ["one", "two"].')
    check = table.get("check", {})
    if not isinstance(check, dict) or not _texts(list(check.values())) or check.keys() - {*CHECKED}:
        raise wrong("check", "can’t be read", f"It holds texts for {', '.join(CHECKED)}.")
    return CauseRule(
        name=name,
        label=label.strip(),
        origin=origin,
        types=frozenset(name.strip().lower() for name in table.get("types", [])),
        texts=tuple(patterns),
        examples=tuple(_example(example, wrong) for example in table.get("examples", [])),
        check=dict(check),
    )


def _pattern(text: str, wrong: Wrong) -> Pattern:
    """A pattern that takes time in proportion to the text, whatever it says."""
    try:
        pattern: Pattern = compiled(text[:LONGEST_PATTERN], any_case=True)
    except ValueError as error:
        raise wrong("texts", f"“{text[:60]}” is no pattern: {error}", "Mend it.") from None
    if len(text) > LONGEST_PATTERN:
        raise wrong("texts", f"“{text[:60]}…” is too long", "Split it into several.")
    if pattern.search(""):
        raise wrong("texts", f"“{text[:60]}” matches every text", "Make it say something.")
    return pattern


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _example(value: Any, wrong: Wrong) -> tuple[str, str]:
    if isinstance(value, str) and value.strip():
        return "", value
    if isinstance(value, dict) and value.keys() == {"type", "text"} and _strings(value.values()):
        return value["type"], value["text"]
    raise wrong("examples", f"{value!r:.60} is no example", _HOW_EXAMPLES)


def _strings(values: Any) -> bool:
    return all(isinstance(one, str) for one in values)


def _distinct(rules: list[CauseRule], places: list[str]) -> None:
    seen: set[str] = set()
    for rule, place in zip(rules, places, strict=False):
        if rule.name in seen:
            raise RulesInvalid(
                f"Two rules are named {rule.name}.", where=place, remedy="Rename one of them."
            )
        seen.add(rule.name)


def _try_examples(rules: Rules, rule: CauseRule, where: str) -> None:
    for error_type, text in rule.examples:
        found = rules.match(error_type, template_of(error_type, text))
        if found is not rule:
            why = f"rule {found.name} before it takes it" if found else "no rule does"
            raise RulesInvalid(
                f"Rule {rule.name} does not match its example “{text or error_type}”: {why}.",
                where=where,
                remedy="Mend the rule or the example, or move the rule up.",
            )

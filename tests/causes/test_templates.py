"""Grouping of templates: against labelled logs, and whatever the order."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import pytest

from dashboard.causes.error_template import template_of
from dashboard.causes.masks import template_id
from dashboard.causes.rules import CauseRule
from dashboard.causes.rules_file import shipped_rules
from dashboard.causes.templates import merge
from tests.causes.log_kinds import SYSTEMS, messages

REACHED = {"Apache": (1.0, 1.0), "HDFS": (0.9975, 0.9975), "OpenSSH": (0.994, 0.976)}
"""By templates alone, and with rules in front, which put kinds together that are one cause."""
KINDS = tuple(
    f"{verb} the {thing} {'of the customer ' * (n % 3)}{how} because {why}"
    for n, (verb, thing, how, why) in enumerate(
        (verb, thing, how, why)
        for verb, how in (("Could", "twice {i}"), ("Cannot", "at {t}"), ("Never", "for '{n}'"))
        for thing, why in (
            ("ledger", "period {i} is closed"),
            ("voucher", "it is used up"),
            ("parcel", "no carrier takes {u}"),
            ("basket", "a price moved by {i} cents"),
            ("calendar", "room {i} has no owner"),
            ("payroll", "the month runs"),
            ("stock", "shelf {u} is being counted"),
            ("letter", "its template lacks a signature"),
            ("survey", "only {i} people replied"),
            ("badge", "the photo shows {i} faces"),
        )
    )
)


@cache
def template(line: str) -> str:
    """The template of a line, which follows from it alone: most lines are asked for many times."""
    return template_of("", line)


@cache
def matched(one: str) -> CauseRule | None:
    """The shipped rule that a template fits, whatever else there is."""
    return shipped_rules().match("", one)


def groups(messages: Sequence[str]) -> list[str]:
    templates = [template(message) for message in messages]
    merged = merge(Counter(templates))
    return [merged[one] for one in templates]


def accuracy(found: Sequence[str], true: Sequence[str]) -> float:
    """The part of the lines whose group holds exactly the lines of their true template."""
    of_found, of_true = defaultdict(set), defaultdict(set)
    for n, (one, other) in enumerate(zip(found, true, strict=True)):
        of_found[one].add(n)
        of_true[other].add(n)
    whole = {frozenset(lines) for lines in of_true.values()}
    return sum(len(lines) for lines in of_found.values() if frozenset(lines) in whole) / len(found)


def labelled(folder: Path, name: str) -> tuple[list[str], list[str]]:
    with (folder / "loghub" / f"{name}_2k.log_structured.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [row["Content"] for row in rows], [row["EventId"] for row in rows]


def rule_of(line: str) -> str | None:
    found = matched(template(line))
    return found.name if found else None


def ruled(lines: Sequence[str]) -> list[str]:
    """Groups with the shipped rules in front."""
    templates = [template(line) for line in lines]
    merged = merge(Counter(one for one in templates if matched(one) is None))
    return [rule.name if (rule := matched(one)) else merged[one] for one in templates]


@pytest.mark.parametrize("name", REACHED)
def test_labelled_logs_are_grouped_as_well_as_ever_with_rules_or_without(
    shared_data: Path, name: str
) -> None:
    lines, events = labelled(shared_data, name)
    by_templates, with_rules = REACHED[name]
    assert accuracy(groups(lines), events) >= by_templates
    assert accuracy(ruled(lines), events) >= with_rules


@pytest.mark.parametrize("name", REACHED)
def test_no_rule_parts_what_is_one_kind(shared_data: Path, name: str) -> None:
    lines, events = labelled(shared_data, name)
    whole = Counter(events)
    taken = Counter(zip(events, map(rule_of, lines), strict=True))
    parted = {event for (event, rule), n in taken.items() if rule and n < whole[event]}
    assert parted == set()


def test_made_up_messages_of_many_systems_fall_into_their_kinds_with_rules_or_without() -> None:
    plain, with_rules = {}, {}
    for system in SYSTEMS:
        lines, kinds = zip(*messages(system, 500), strict=True)
        plain[system] = accuracy(groups(lines), kinds)
        with_rules[system] = accuracy(ruled(lines), kinds)
        assert with_rules[system] >= plain[system], system
    # Two kinds of "batches" differ in one word of nine, names in "mail" stand among too few words.
    assert {system for system, reached in plain.items() if reached < 1} == {"batches", "mail"}
    assert sum(plain.values()) / len(plain) >= 0.95


def test_a_log_of_hosts_programs_and_lifetimes_has_its_kinds() -> None:
    lines, kinds = zip(*messages("proxy", 500), strict=True)
    assert len(set(groups(lines))) == len(set(kinds)) == len(SYSTEMS["proxy"])


STATES_SEEN = tuple(
    f"{word}ed" for word in ("load", "sort", "past", "clos", "mark", "hold", "fold", "melt")
)
NAMES = ("Ann", "Bob", "Cleo", "Dan", "Eve")


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("{} may not open the ledger", NAMES[:4], 1),
        ("{} may not open the ledger", NAMES[:3], 1),
        ("{} may not open the ledger", NAMES[:2], 2),
        ("{} may not open the ledger of last year", NAMES[:2], 1),
        ("the ledger of {} is shut", NAMES[:4], 1),
        ("{} is shut", NAMES, len(NAMES)),
        ("the monthly ledger of north {} closed", ("is", "was"), 1),
        ("the ledger {} closed", ("is", "was"), 2),
        ("dial failed tenant={}", ("north", "south"), 1),
        ("dial failed (tenant={},zone=a)", ("north", "south"), 1),
        ("tenant={}", ("north", "south"), 1),
        ("dial failed secure={}", ("true", "false"), 2),
        ("dial failed status={}", ("late", "denied", "lost", "full", "odd"), 5),
        ("dial failed errorCode={}", ("late", "denied"), 2),
        ("the nightly import of ledgers hung, reason: {} again", ("late", "shut"), 2),
        ("the nightly import of ledgers is {} in every branch", ("paused", "resumed"), 2),
        ("the nightly import of ledgers is {} in every branch", STATES_SEEN, 1),
        ("the nightly import of ledgers went {} in every branch", ("IDLE", "BUSY_NOW"), 2),
        ("the shop of the customer answered with code {} again", ("409", "422"), 2),
        ("{} the ledger of the customer has no owner", ("KeyError:", "crm.NoOwner:"), 2),
    ],
)
def test_what_many_texts_differ_by_is_a_name(
    text: str, names: Sequence[str], expected: int
) -> None:
    assert len(set(groups([text.format(name) for name in names]))) == expected


@pytest.mark.parametrize("name", REACHED)
def test_the_order_of_the_lines_changes_nothing(shared_data: Path, name: str) -> None:
    lines, _ = labelled(shared_data, name)
    before = dict(zip(lines, groups(lines), strict=True))
    for seed in range(5):
        shuffled = Random(seed).sample(lines, len(lines))
        assert dict(zip(shuffled, groups(shuffled), strict=True)) == before


def made(kind: str, chance: Random) -> str:
    return kind.format(
        i=chance.randrange(1, 10**6),
        t=f"2026-11-{chance.randrange(10, 29)}T09:{chance.randrange(10, 60)}Z",
        n=chance.choice(("Ann", "the other one", "Bob & Co.", "x")),
        u=f"{chance.getrandbits(64):016x}",
    )


def test_20_000_messages_of_30_kinds_are_30_groups() -> None:
    chance = Random(7)
    kinds = [chance.choice(KINDS) for _ in range(20_000)]
    messages = [made(kind, chance) for kind in kinds]
    found = groups(messages)
    assert len(KINDS) == len(set(found)) == 30
    assert accuracy(found, kinds) == 1.0
    assert len(set(messages)) > 10_000


def test_later_messages_change_no_template_and_no_group_of_a_name() -> None:
    chance = Random(8)
    first = Counter(template_of("", made(kind, chance)) for kind in KINDS for _ in range(9))
    named = sorted(first)[:5]
    later = first + Counter(
        template_of("", made(kind, chance).replace("the", chance.choice(("the", "that", "our"))))
        for kind in KINDS
        for _ in range(400)
    )
    for one in first:
        assert template_id(one) == template_id(one)
    merged = merge(later, apart=named)
    assert all(merged[text] == text for text in named)


def test_many_texts_without_any_form_are_grouped_in_time() -> None:
    chance = Random(9)
    words = ["".join(chance.choices("abcdefghij", k=7)) for _ in range(3000)]
    texts = {" ".join(["it", *chance.choices(words, k=7)]): 1 for _ in range(5000)}
    assert len(merge(texts)) == len(texts)

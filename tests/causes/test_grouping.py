"""Causes: rules, then templates, then what people said."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

from dashboard.causes.error_template import template_of
from dashboard.causes.grouping import NO_REASON, Causes, ErrorKind, group, templates_of
from dashboard.causes.marks import (
    FIXED,
    MERGED,
    NAMED,
    ORIGIN,
    SPLIT,
    Marks,
    marks_of,
    split_key,
)
from dashboard.causes.masks import template_id
from dashboard.causes.rules_file import read_rules, shipped_rules
from dashboard.ledger.entries import UNDONE, Entry
from tests.causes.test_rules import GOOD


def said(*entries: tuple[str, dict[str, Any]]) -> list[Entry]:
    at = datetime(2026, 11, 16, tzinfo=UTC)
    return [Entry(n, at, "", kind, about) for n, (kind, about) in enumerate(entries, start=1)]


def kind(text: str, runs: int = 10, error_type: str = "") -> ErrorKind:
    template = template_of(error_type, text)
    rule = shipped_rules().match(error_type, template)
    found = template_id(template) if template else ""
    return ErrorKind(error_type, found, template, runs, rule.name if rule else None)


PERIOD = kind("Period 10 of ledger north is closed", 30)
PERIOD_SOUTH = kind("Period 11 of ledger south is closed", 5)
TAX = kind("Tax code V7 has no rate", 8)
SLOW = kind("Timed out after 30 s", 20)
EMPTY = kind("", 3)
KINDS = [PERIOD, PERIOD_SOUTH, TAX, SLOW, EMPTY]


def grouped(*entries: tuple[str, dict[str, Any]], kinds: list[ErrorKind] = KINDS) -> Causes:
    return group(kinds, shipped_rules(), marks_of(said(*entries)))


def test_rules_come_first_then_templates_that_are_alike() -> None:
    found = group(KINDS, shipped_rules(), Marks())
    assert set(found.by_key) == {PERIOD.template_id, TAX.template_id, "time-out", NO_REASON}
    period = found.by_key[PERIOD.template_id]
    assert period.kinds == (PERIOD, PERIOD_SOUTH)
    assert (period.label, period.origin, period.rule) == (
        "Period … of ledger … is closed",
        "unknown",
        None,
    )
    assert found.by_key["time-out"].label == "Timed out"
    assert found.by_key["time-out"].origin == "platform"
    assert found.by_key[NO_REASON].label == "No reason given"


def test_values_of_keys_are_left_out_of_the_name_but_not_what_they_have_in_common() -> None:
    kinds = [
        kind(f"Dial failed (tenant={tenant}, zone=west,user={user})", runs)
        for tenant, user, runs in (("north", "ann", 9), ("south", "bob", 4))
    ]
    (cause,) = grouped(kinds=kinds).by_key.values()
    assert cause.label == "Dial failed (tenant=… zone=west,user=…"


def test_the_order_of_the_kinds_changes_nothing() -> None:
    first = group(KINDS, shipped_rules(), Marks())
    for seed in range(10):
        assert group(Random(seed).sample(KINDS, 5), shipped_rules(), Marks()) == first


def test_a_name_and_an_origin_hold_until_others_replace_them() -> None:
    cause = TAX.template_id
    found = grouped(
        (NAMED, {"cause": cause, "templates": [cause], "name": "Old"}),
        (NAMED, {"cause": cause, "templates": [cause], "name": "Tax codes"}),
        (ORIGIN, {"cause": cause, "templates": [cause], "origin": "source record"}),
    ).by_key[cause]
    assert (found.label, found.named, found.origin) == ("Tax codes", True, "source record")


def test_a_name_survives_data_that_change_the_group() -> None:
    name = (NAMED, {"cause": PERIOD.template_id, "name": "Closed period",
                    "templates": [PERIOD.template_id, PERIOD_SOUTH.template_id]})  # fmt: skip
    many = kind("Period 12 of ledger west is closed", 900)
    unlike = kind("Period 12 of books west is shut", 950)
    found = grouped(name, kinds=[*KINDS, many, unlike])
    assert {found.of[kind.key] for kind in (PERIOD, PERIOD_SOUTH, many)} == {PERIOD.template_id}
    assert found.by_key[PERIOD.template_id].label == "Closed period"
    # What a link or a command called the cause finds it, too.
    for called in (PERIOD_SOUTH.template_id, "Closed period", PERIOD.template_id):
        assert found.find(called) == PERIOD.template_id


def test_a_name_survives_the_rule_that_it_was_given_under() -> None:
    name = (NAMED, {"cause": "time-out", "templates": [SLOW.template_id], "name": "Slow model"})
    assert grouped(name).by_key["time-out"].label == "Slow model"
    bare = [
        ErrorKind(kind.error_type, kind.template_id, kind.template, kind.runs, None)
        for kind in KINDS
    ]
    found = group(bare, read_rules(GOOD, "x"), marks_of(said(name)))
    assert found.by_key["time-out"].label == "Slow model"
    assert found.by_key["time-out"].kinds[0].template == SLOW.template


def test_a_merge_takes_all_along_and_can_be_turned_round() -> None:
    into = {"cause": TAX.template_id, "into": "time-out"}
    found = grouped((MERGED, into))
    assert TAX.template_id not in found.by_key
    assert found.by_key["time-out"].kinds == (SLOW, TAX)
    assert found.by_key["time-out"].parts == (TAX.template_id,)
    assert found.find(TAX.template_id) == "time-out"
    back = {"cause": "time-out", "into": TAX.template_id}
    assert "time-out" not in grouped((MERGED, into), (MERGED, back)).by_key
    chain = {"cause": PERIOD.template_id, "into": TAX.template_id}
    assert grouped((MERGED, chain), (MERGED, into)).by_key["time-out"].kinds == (
        PERIOD,
        SLOW,
        TAX,
        PERIOD_SOUTH,
    )


def test_what_is_merged_keeps_the_words_of_the_cause_that_it_was_merged_into() -> None:
    """Of which there are fewer runs, and whose own texts differ in a word."""
    few, often = kind("Zone north of plant 7 is dark", 2), kind("Nothing left in the tank", 90)
    also = kind("Zone south of plant 7 is dark", 1)
    (whole,) = grouped(kinds=[few, also]).by_key.values()
    merged = (MERGED, {"cause": often.template_id, "into": whole.key})
    assert whole.label == "Zone … of plant … is dark"
    both = grouped(merged, kinds=[few, also, often])
    assert both.by_key[whole.key].label == whole.label


def test_a_split_makes_a_cause_within_which_one_can_split_again() -> None:
    gateway = split_key("time-out", "Gateway")
    europe = split_key(gateway, "EU")
    found = grouped(
        (SPLIT, {"cause": "time-out", "words": "Gateway", "name": "Gateway"}),
        (SPLIT, {"cause": gateway, "words": "EU"}),
    )
    assert found.by_key[gateway].label == "Gateway"
    assert found.by_key[gateway].origin == "platform"
    assert found.by_key[europe].label == "“EU”"
    assert [(split.parent, split.words, split.cause) for split in found.splits] == [
        ("time-out", ("eu", "gateway"), europe),
        ("time-out", ("gateway",), gateway),
    ]


def test_what_was_undone_does_not_count() -> None:
    name = (NAMED, {"cause": "time-out", "name": "Slow"})
    found = grouped(
        name, (MERGED, {"cause": "time-out", "into": NO_REASON}), (UNDONE, {"entry": 2})
    )
    assert found.by_key["time-out"].label == "Slow"
    again = grouped(name, (UNDONE, {"entry": 1}), name)
    assert again.by_key["time-out"].label == "Slow"


def test_a_mark_on_what_is_gone_is_kept_and_harms_nothing() -> None:
    found = grouped(
        (NAMED, {"cause": "moon", "name": "Moon", "templates": ["0" * 16]}),
        (FIXED, {"cause": "moon", "at": "2026-11-01T00:00:00+00:00"}),
        (MERGED, {"cause": "moon", "into": "sun"}),
        (SPLIT, {"cause": "moon", "words": "x"}),
    )
    assert set(found.by_key) == {PERIOD.template_id, TAX.template_id, "time-out", NO_REASON}
    assert found.find("moon") == "moon"


def test_a_text_of_ids_alone_has_a_name_that_says_so() -> None:
    [cause] = group(
        [kind("12345"), kind("7ce3d73c-0a1b")], shipped_rules(), Marks()
    ).by_key.values()
    assert cause.label == "Numbers, ids or names alone (…)"


def test_a_name_leaves_errors_of_another_type_where_they_were() -> None:
    """Also where a rule gives the cause the very template by the type of the error."""
    texts = [
        "KeyError: 'x7'",
        "Datei 4.pdf fehlt",
        "Datei 5.xml fehlt",
        "Read timed out",
        "",
        "Denied",
    ]
    types = ["", "Timeout", "Denied", "PermissionError", "Odd"]
    for seed in range(30):
        chance = Random(seed)
        kinds = [
            kind(text, chance.randrange(1, 40), error_type)
            for text in texts
            for error_type in types
            if chance.random() < 0.6
        ]
        told: list[tuple[str, dict[str, Any]]] = []
        for _ in range(4):
            before = grouped(*told, kinds=kinds)
            cause, into = (chance.choice(sorted(before.by_key)) for _ in range(2))
            templates = list(templates_of(before.by_key[cause].kinds))
            about = {"cause": cause, "templates": templates}
            named = grouped(*told, (NAMED, about | {"name": "Slow"}), kinds=kinds)
            assert named.of == before.of, (seed, cause)
            told.append((NAMED, about | {"name": "Slow"}))
            if cause != into:
                others = list(templates_of(before.by_key[into].kinds))
                about |= {"into": into, "into_templates": others}
                merged = grouped(*told, (MERGED, about), kinds=kinds)
                assert merged.of == {
                    key: into if held == cause else held for key, held in before.of.items()
                }, (seed, cause, into)
                told.append((MERGED, about))

"""The words of a template, and what they say."""

from __future__ import annotations

import pytest

from dashboard.causes.template_words import (
    is_key,
    is_state,
    join_words,
    leads_to_cause,
    split_words,
    tells,
)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("no way to <*>", ["no", "way", "to", "<*>"]),
        ("shut tenant=north now", ["shut", "tenant=", "north", "now"]),
        ("(tenant=north,user=ann)", ["(tenant=", "north", ",user=", "ann)"]),
        ("a=b;c=d&e=<*>", ["a=", "b", ";c=", "d", "&e=", "<*>"]),
        ("size = <*>", ["size", "=", "<*>"]),
        ("one, two", ["one,", "two"]),
        ("x==y", ["x==y"]),
        ("", []),
    ],
)
def test_a_key_and_its_value_are_two_words_and_make_the_same_text(
    template: str, words: list[str]
) -> None:
    assert split_words(template) == words
    assert join_words(words) == template


@pytest.mark.parametrize(
    "word", ["RUNNING", "STEP_TWO", "404", "(paused)", "true,", "OFF", "KeyError:", "crm.NoOwner:"]
)
def test_states_codes_and_classes(word: str) -> None:
    assert is_state(word)


@pytest.mark.parametrize(
    "word", ["north", "Ann", "Fred", "EU", "VAT", "kiel:", "ledger", "<*>", "12"]
)
def test_names_are_no_states(word: str) -> None:
    assert not is_state(word)


@pytest.mark.parametrize(
    ("word", "leads"),
    [("reason=", True), ("status:", True), ("(errorCode=", True), ("EventType:", True),
     ("last_error=", True), ("result:", True), ("user=", False), ("tenant=", False),
     ("Error:", False), ("estate=", False), ("reason", False)],
)  # fmt: skip
def test_what_leads_to_the_cause(word: str, leads: bool) -> None:
    assert leads_to_cause(word) is leads


def test_keys_and_words_that_say_something() -> None:
    assert [is_key(word) for word in ("user=", "(user=", "=", "user")] == [True, True, False, False]
    assert [tells(word) for word in ("user=", "<*>,", "-", "x<*>")] == [True, False, False, True]

"""What is other between two reviews, for the person who decided in the first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from dashboard.analysis.lifecycle import WEEK, Reviewed
from dashboard.analysis.review.facts import ABOVE, LONG, PRESSING, Fact, Touched
from dashboard.analysis.review.joining import Explained, Item
from dashboard.analysis.review.progress import Progress
from dashboard.analysis.review.since import last_word, since_then
from dashboard.ledger.decisions import Postponed, Subject
from dashboard.ledger.evidence import Evidence
from dashboard.store.filters.filters import ALL

UNTIL = datetime(2026, 11, 16, tzinfo=UTC)
NOW = Reviewed(UNTIL - WEEK, UNTIL, (UNTIL,), 4)


def word(entry: int, who: str, weeks_ago: int) -> Postponed:
    until = UNTIL - weeks_ago * WEEK
    evidence = Evidence("so", since=until - WEEK, until=until)
    return Postponed(entry, until, who, Subject("w"), until.date(), "later", evidence)


def finding(key: str, excess: float = 5, kind: str = ABOVE, *also: str) -> Item:
    fact = Fact(key, kind, PRESSING, "w", "W", excess, ALL, Touched(1, 0))
    return Item((fact, *(replace(fact, key=one) for one in also)), Explained())


def test_the_last_word_is_of_that_person_and_of_an_earlier_week() -> None:
    words = [word(1, "Kim", 2), word(2, "Kim", 1), word(3, "Lee", 1), word(4, "Kim", 0)]
    found = last_word(words, "Kim", NOW)
    assert found and found.entry == 2
    assert last_word(words, "Ann", NOW) is None
    assert last_word(words[3:], "Kim", NOW) is None


def test_findings_are_one_that_share_a_fact() -> None:
    then = [finding("a"), finding("b"), finding("c"), finding("d", 5, ABOVE, "e"), finding("gone")]
    now = [finding("a", 5.3), finding("b", 9), finding("c", 5, LONG), finding("e"), finding("f")]
    words = [word(1, "Kim", 1), word(2, "Lee", 1), word(3, "Lee", 0), word(4, "Kim", 0)]
    found = since_then(words[0], then, now, Progress(tuple(now), {}, ()), words)
    assert found.new == {"f"} and found.gone == 1
    assert {key: one.key for key, one in found.before.items()} == {"b": "b", "c": "c"}
    assert found.others == (("Lee", 2),)
    some = since_then(words[0], then, now, Progress((now[0],), {}, ()), words)
    assert not some.new and not some.before and some.gone == 1, "what is decided has no mark"

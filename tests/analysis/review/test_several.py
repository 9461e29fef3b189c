"""Where several people decided about one finding, and whether that goes together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from dashboard.analysis.review.covered import Word
from dashboard.analysis.review.several import differing
from dashboard.ledger.decisions import Postponed
from dashboard.words.several import differing_words
from tests.analysis.review.test_progress import MADE, UNTIL

LEE = replace(MADE, entry=2, who="Lee")
LATER = Postponed(3, UNTIL, "Lee", MADE.subject, date(2026, 12, 1), "wait", MADE.evidence)
OTHER = replace(MADE, action="other", other="Restore  the access")


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ([], ""),
        ([MADE], ""),
        ([MADE, LEE], ""),
        ([MADE, replace(LEE, owner="Ann", reason="another", due=date(2026, 12, 1))], ""),
        ([MADE, replace(LEE, action="pause")], "Kim Lee"),
        ([MADE, replace(LEE, action="unchanged")], "Kim Lee"),
        ([MADE, LATER], "Kim Lee"),
        ([replace(LATER, entry=1, who="Kim"), LATER], ""),
        ([MADE, replace(MADE, entry=2, action="pause")], ""),
        ([replace(MADE, action="pause"), replace(MADE, entry=2), replace(LEE, entry=3)], ""),
        ([OTHER, replace(OTHER, entry=2, who="Lee", other="restore the access")], ""),
        ([OTHER, replace(OTHER, entry=2, who="Lee", other="fix the record")], "Kim Lee"),
        ([MADE, LEE, replace(LEE, entry=3, who="", action="pause")], "Kim Lee "),
    ],
)
def test_who_differs_in_any_order(words: list[Word], who: str) -> None:
    for turned in permutations(words):
        assert " ".join(word.who for word in differing(turned)) == who
        assert bool(differing_words(turned)) == bool(who)


def test_it_is_said_calmly() -> None:
    told = differing_words([MADE, replace(LATER, entry=2)])
    assert told.replace("\u2068", "").replace("\u2069", "") == (
        "Decided differently. Kim: update instructions; Lee: put it off. Both stand: agree which "
        "is to be done."
    )

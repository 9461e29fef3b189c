"""What is said of differences between two sets."""

from __future__ import annotations

import pytest

from dashboard.analysis.contrast import Candidate
from dashboard.store.dimensions.dimension import Kind
from dashboard.store.dimensions.known import BY_NAME, COMPARED
from dashboard.words.compare import what


@pytest.mark.parametrize(
    ("name", "shown", "having", "lacking"),
    [
        ("called", "crm.find", "Tool called: crm.find", "Did not call crm.find"),
        ("context", "docs", "Context source: docs", "Without the context source docs"),
        ("any-tool-error", "any", "Tool errors: any", "Without any tool error"),
    ],
)
def test_having_and_lacking_are_told_in_words(
    name: str, shown: str, having: str, lacking: str
) -> None:
    for present, told in ((True, having), (False, lacking)):
        assert what(Candidate(BY_NAME[name], shown, shown, present, 1, 2, 1, 2, 1.0)) == told


def test_every_list_has_words_for_what_it_lacks() -> None:
    for one in COMPARED:
        if one.kind is Kind.LIST:
            told = what(Candidate(one, "x", "x", False, 1, 2, 1, 2, 1.0))
            assert "x" in told and ": without" not in told

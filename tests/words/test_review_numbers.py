"""The numbers of findings, in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dashboard.analysis.review.facts import Unended
from dashboard.words.review_numbers import unended


@pytest.mark.parametrize(
    ("runs", "unseen", "told"),
    [
        (1, 0, "1 run has not ended, created 4 Aug 2026."),
        (1, 1, "1 run has not ended, created 4 Aug 2026. It was not seen since 5 Aug 2026: "
               "export again."),
        (3, 3, "3 runs have not ended, the first created 4 Aug 2026. None of them was seen since "
               "5 Aug 2026: export again."),
        (3, 1, "3 runs have not ended, the first created 4 Aug 2026. 1 of them was not seen since "
               "5 Aug 2026: export again."),
        (3, 2, "3 runs have not ended, the first created 4 Aug 2026. 2 of them were not seen since "
               "5 Aug 2026: export again."),
    ],
)  # fmt: skip
def test_runs_that_hang_are_told_apart_from_those_no_export_shows(
    runs: int, unseen: int, told: str
) -> None:
    held = Unended(
        runs=runs,
        oldest=datetime(2026, 8, 4, tzinfo=UTC),
        unseen=unseen,
        seen_at=datetime(2026, 8, 5, tzinfo=UTC),
    )
    assert unended(held, "UTC") == told

"""What people found and cleaned up, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from dashboard.ledger.clearances import CleanedUp
from dashboard.words.looked_up import cleaned_of_all


def test_what_needed_nothing_is_not_told_as_done() -> None:
    at = datetime(2026, 11, 16, tzinfo=UTC)
    said = [("yes", "needless"), ("needless", "needless"), ("yes", "yes"), ("no", "no")]
    held = [CleanedUp(n, at, "", str(n), *words) for n, words in enumerate(said)]
    assert cleaned_of_all(held, 5) == (
        "Cleaned up: 2 of 5 runs, no need of 1. Customer told: 1 of 5 runs, no need of 2."
    )
    assert cleaned_of_all([], 1) == "Cleaned up: 0 of 1 run. Customer told: 0 of 1 run."

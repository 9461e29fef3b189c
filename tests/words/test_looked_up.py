"""What people found and cleaned up, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from dashboard.ledger.clearances import CleanedUp
from dashboard.store.reading.cleaned_runs import Cleaning
from dashboard.words.looked_up import cleaned_of_all, cleaned_together


def test_what_needed_nothing_is_not_told_as_done() -> None:
    at = datetime(2026, 11, 16, tzinfo=UTC)
    said = [("yes", "needless"), ("needless", "needless"), ("yes", "yes"), ("no", "no")]
    held = [
        Cleaning(CleanedUp(n, at, "", str(n), *words), holds=True) for n, words in enumerate(said)
    ]
    assert cleaned_of_all(held, 5) == (
        "Cleaned up: 2 of 5 runs, no need of 1. Customer told: 1 of 5 runs, no need of 2."
    )
    assert cleaned_of_all([], 1) == "Cleaned up: 0 of 1 run. Customer told: 0 of 1 run."


def test_what_changed_since_is_not_told_as_done() -> None:
    at = datetime(2026, 11, 16, tzinfo=UTC)
    word = CleanedUp(1, at, "Kim", "a", "yes", "no", together=3)
    held = [Cleaning(word, holds=True), Cleaning(word, holds=False)]
    assert cleaned_of_all(held, 3) == (
        "Cleaned up: 1 of 3 runs. Customer told: 0 of 3 runs. 1 run changed since: look again."
    )
    assert cleaned_together(held, "UTC") == (
        "2 of 3 runs, 1 of them changed since. "
        "Cleaned up: yes, customer told: not yet. Kim, 16 Nov 2026"
    )
    assert cleaned_together(held[1:], "UTC").endswith("the run or its task has changed since: look "
                                                      "again")  # fmt: skip

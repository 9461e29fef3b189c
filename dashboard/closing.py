"""Close a week, or what else was reviewed: keep the minutes as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.deciding import By
from dashboard.ledger.entries import Entry
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.weeks import CLOSED, ClosedReview, Minutes, closed_reviews, content_of


def close_review(ledger: Ledger, minutes: Minutes, by: By) -> bool:
    """Keep the minutes of a review; False where it is closed already."""

    def needless(entries: Sequence[Entry]) -> bool:
        return closed_as(entries, minutes.name) is not None

    about = content_of(minutes) | {"form": by.form}
    return ledger.append(CLOSED, about, who=by.who, unless=needless) is not None


def closed_as(entries: Sequence[Entry], name: str) -> ClosedReview | None:
    """A review as it was closed, by its name, "2026-W46"; None where it is open."""
    return next((one for one in closed_reviews(entries) if one.minutes.name == name), None)

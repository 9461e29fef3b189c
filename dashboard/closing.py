"""Close a week: keep the minutes of its review as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.deciding import By
from dashboard.errors import FilterInvalid
from dashboard.ledger.entries import Entry
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.weeks import CLOSED, ClosedWeek, Minutes, closed_weeks, content_of


def close_week(ledger: Ledger, minutes: Minutes, by: By) -> bool:
    """Keep the minutes of a week; False where it is closed already. Raises FilterInvalid for a
    period that is no week."""
    if not minutes.week:
        raise FilterInvalid(
            "Only a whole week can be closed.", remedy="Choose a week from Monday to Sunday."
        )

    def needless(entries: Sequence[Entry]) -> bool:
        return closed_as(entries, minutes.week) is not None

    about = content_of(minutes) | {"form": by.form}
    return ledger.append(CLOSED, about, who=by.who, unless=needless) is not None


def closed_as(entries: Sequence[Entry], week: str) -> ClosedWeek | None:
    """A week as it was closed, None where it is open."""
    return next((one for one in closed_weeks(entries) if one.minutes.week == week), None)

"""What time it is for a person who decides something, whatever time the newest data is of."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from dashboard.errors import UserError

NAME = "WORKER_RUNS_NOW"
"""The environment variable that says another time, so that tests say the same on any day."""


def now() -> datetime:
    """The time that it is, aware; what WORKER_RUNS_NOW says instead, a time or a day, as UTC where
    it names no zone. Raises UserError for what is neither."""
    told = os.environ.get(NAME)
    if not told:
        return datetime.now(UTC)
    try:
        said = datetime.fromisoformat(told)
    except ValueError:
        remedy = "Write it like 2026-11-28T09:10+00:00, or leave the variable out."
        raise UserError(f"“{told[:40]}” is no time.", where=NAME, remedy=remedy) from None
    return said if said.tzinfo else said.replace(tzinfo=UTC)

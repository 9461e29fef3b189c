"""How often a week is rightly taken for over: `uv run python -m tests.benchmarks.whole_weeks`.

Exports that state no as-of, of weeks that are over and of weeks that were cut at any time of their
last two days. Prints the tables of data/STATISTICS.md.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from statistics import fmean

from dashboard.store.reading.told_until import told_until
from tests.store.reading.test_gaps import covers

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
WEEKS = (2, 5, 10)
REPEATED = 200
SHORT_DAYS = 0.04
"""So many days hold a third of the runs of others."""
HOURS: dict[str, tuple[tuple[float, float], tuple[float, float] | None]] = {
    "office days": ((8, 18), None),
    "all days": ((8, 18), (8, 18)),
    "round the clock": ((0, 24), (0, 24)),
    "mornings at weekends": ((8, 20), (8, 12)),
}
"""Between which hours runs come on working days and at weekends."""


def runs(kind: str, a_day: int, weeks: int, drawn: random.Random) -> list[datetime]:
    """The times of all runs of some weeks, at random times of their days."""
    found = []
    for day in range(7 * weeks):
        hours = HOURS[kind][day % 7 > 4]
        number = a_day // 3 if drawn.random() < SHORT_DAYS else a_day
        if hours:
            midnight = MONDAY + timedelta(days=day)
            found += [midnight + timedelta(hours=drawn.uniform(*hours)) for _ in range(number)]
    return sorted(found)


def line(kind: str, a_day: int, drawn: random.Random) -> str:
    """Rightly taken for over; wrongly; and then the share of its week's runs that are missing."""
    rightly, wrongly, missing = [], [], []
    for weeks in WEEKS:
        end = MONDAY + timedelta(weeks=weeks)
        for _ in range(REPEATED):
            every = runs(kind, a_day, weeks, drawn)
            rightly.append(_is_over(every, end))
            cut = end - timedelta(hours=drawn.uniform(0, 48))
            if (kept := [run for run in every if run < cut]) == every:
                continue  # nothing was cut off
            wrongly.append(_is_over(kept, end))
            if wrongly[-1]:
                week = sum(run >= end - timedelta(days=7) for run in every)
                missing.append((len(every) - len(kept)) / week)
    told = [fmean(rightly), fmean(wrongly) if wrongly else 0.0, fmean(missing) if missing else 0.0]
    return f"| {kind}, {a_day} | " + " | ".join(f"{share:.3f}" for share in told) + " |"


def _is_over(times: list[datetime], end: datetime) -> bool:
    until = told_until([covers(times)], "UTC")
    return until is not None and until >= end


def main() -> None:
    """Print the table."""
    drawn = random.Random(11)
    print("| runs come on, a day | rightly | wrongly | then missing |\n| --- | --- | --- | --- |")
    for kind in HOURS:
        for a_day in (5, 20, 100):
            print(line(kind, a_day, drawn), flush=True)


if __name__ == "__main__":
    main()

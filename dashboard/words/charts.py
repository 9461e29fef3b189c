"""What charts show, in a sentence each, for those who don't see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from dashboard.analysis.causes import FailedRuns
from dashboard.analysis.change_evidence import Dot
from dashboard.analysis.impact import Impact
from dashboard.analysis.trends import Bucket
from dashboard.words.changes import share
from dashboard.words.safe_text import visible
from dashboard.words.values import bucket_name, count


def outcomes_told(buckets: Sequence[Bucket], unit: str, names: Mapping[str, str]) -> str:
    """How many runs ended how, and when most failed. names: what outcomes are called."""
    totals = {name: sum(bucket.counts[name] for bucket in buckets) for name in names}
    told = f"Runs by outcome: {_listed({names[name]: n for name, n in totals.items()})}"
    if not totals["failed"]:
        return f"{told}."
    worst = max(buckets, key=lambda bucket: bucket.counts["failed"])
    most = f"{worst.counts['failed']:,} of {count(worst.runs, 'run')}"
    return f"{told}; most failed {_when(worst.start, unit)}, {most}."


def causes_told(found: FailedRuns) -> str:
    """The most frequent cause of the failed runs, and when most runs failed for any."""
    if not found.rows:
        return "No failed runs."
    first = max(found.rows, key=lambda row: row.runs)
    totals = [sum(counts) for counts in zip(*(row.course for row in found.rows), strict=True)]
    start, most = max(zip(found.buckets, totals, strict=True), key=lambda pair: pair[1])
    when = f"{_when(start, found.unit)}, {most:,}"
    return (
        f"Failed runs by cause: most often “{visible(first.cause.label)}”, {first.runs:,} of "
        f"{found.failed:,}; most failed {when}."
    )


def ribbon_told(dots: Sequence[Dot], names: Mapping[str, str]) -> str:
    """How the runs nearest to a change ended on either side."""
    before, after = (
        Counter(names[dot.outcome] for dot in dots if dot.after == side) for side in (False, True)
    )
    return f"Before the change: {_listed(before)}; after it: {_listed(after)}."


def sides_told(found: Impact) -> str:
    """The rates on either side of a change."""
    before, after = found.sides.all_before, found.sides.all_after
    return f"Ended well before the change: {share(before)}; after it: {share(after)}."


def _when(start: datetime, unit: str) -> str:
    name = bucket_name(start, unit)
    return f"on {name}" if unit == "day" else f"in the {unit} of {name}"


def _listed(runs: Mapping[str, int]) -> str:
    return ", ".join(f"{n:,} {name}" for name, n in runs.items() if n) or "none"

"""What charts show, in a sentence each, for those who don't see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from dashboard.analysis.change_evidence import Dot
from dashboard.analysis.failure_course import FailureCourse
from dashboard.analysis.impact import Impact
from dashboard.analysis.rates import Rate
from dashboard.analysis.trends import Bucket
from dashboard.words.changes import share
from dashboard.words.safe_text import visible
from dashboard.words.values import bucket_name, count, interval, rate


def outcomes_told(buckets: Sequence[Bucket], unit: str, names: Mapping[str, str]) -> str:
    """How many runs ended how, and when most failed. names: what outcomes are called."""
    totals = {name: sum(bucket.counts[name] for bucket in buckets) for name in names}
    told = f"Runs by outcome: {_listed({names[name]: n for name, n in totals.items()})}"
    if not totals["failed"]:
        return f"{told}."
    worst = max(buckets, key=lambda bucket: bucket.counts["failed"])
    most = f"{worst.counts['failed']:,} of {count(worst.runs, 'run')}"
    return f"{told}; most failed {_when(worst.start, unit)}, {most}."


def rates_told(buckets: Sequence[Bucket], unit: str) -> str:
    """From what to what the failure rate went, with the 95 % range of either, and when it was
    highest and lowest. Buckets that are not whole or too few for a percentage are told only where
    there are no others."""
    every = [(bucket, _failed_of(bucket)) for bucket in buckets]
    rated = [(bucket, of) for bucket, of in every if of.n]
    whole = [(bucket, of) for bucket, of in rated if bucket.complete and interval(of)]
    shown = whole or [(bucket, of) for bucket, of in rated if interval(of)] or rated
    told = f"Failed of finished runs by {unit}"
    if not shown:
        return f"{told}: none finished."
    (first, of_first), (last, of_last) = shown[0], shown[-1]
    told += f": {_banded(of_first)} {_when(first.start, unit)}"
    if shown[1:]:
        told += f", {_banded(of_last)} {_when(last.start, unit)}{_overlap(of_first, of_last)}"
    if shown[2:]:
        for word, pick in (("highest", max), ("lowest", min)):
            bucket, of = pick(shown, key=lambda one: one[1].value or 0.0)
            told += f"; {word} {rate(of)} {_when(bucket.start, unit)}"
    return f"{told}."


def _failed_of(bucket: Bucket) -> Rate:
    counts = bucket.counts
    return Rate(counts["failed"], sum(counts[name] for name in ("failed", "bad", "succeeded")))


def _banded(of: Rate) -> str:
    """A rate with its range: "8.1 % (4.9–13.3 %)"; of few runs their counts."""
    return f"{rate(of)} ({interval(of)})" if interval(of) else rate(of)


def _overlap(first: Rate, last: Rate) -> str:
    if first.interval is None or last.interval is None or not (interval(first) and interval(last)):
        return ""
    if last.interval[0] > first.interval[1]:
        return ", a rise beyond both ranges"
    if last.interval[1] < first.interval[0]:
        return ", a fall beyond both ranges"
    return ", their ranges overlap"


def causes_told(found: FailureCourse) -> str:
    """The most frequent cause of the failed runs, and when most runs failed for any."""
    if not found.counted:
        return "No failed runs."
    totals = [sum(counts) for counts in zip(*(held for _, held in found.counted), strict=True)]
    start, most = max(zip(found.buckets, totals, strict=True), key=lambda pair: pair[1])
    cause, counts = found.counted[0]
    return (
        f"Failed runs by cause: most often “{visible(cause.label)}”, {sum(counts):,} of "
        f"{sum(totals):,}; most failed {_when(start, found.unit)}, {most:,}."
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

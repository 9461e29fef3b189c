"""How the runs of each import were read, by the words of their status.

A page about formats and words would otherwise look at all runs.
"""

from __future__ import annotations

from dashboard.store.derived.sums import Sums

_COUNTING = """
SELECT import_id, raw_status, status, count(*) AS runs,
    count(*) FILTER (outcome = 'succeeded') AS succeeded,
    count(*) FILTER (outcome = 'bad') AS bad,
    count(*) FILTER (outcome = 'failed') AS failed,
    count(*) FILTER (completed(outcome) AND judged IS NOT NULL) AS judged,
    count(quality) AS own, count(score) AS scored
FROM {runs} GROUP BY ALL
"""
READ_AS = Sums(
    "read_as", ("import_id", "raw_status", "status"),
    ("runs", "succeeded", "bad", "failed", "judged", "own", "scored"), _COUNTING,
)  # fmt: skip

"""Sentences about a worker, at their borders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.analysis.rates import Rate
from dashboard.analysis.worker import Active
from dashboard.ui.findings import elapsed, finding, not_ended

AS_OF = datetime(2026, 11, 16, 9, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rate", "unresolved", "said"),
    [
        (Rate(0, 0), None, "None of these runs has finished, so there is no rate."),
        (Rate(2, 4), 0, "2 of 4 finished runs succeeded: too few runs for a rate; no task is "
         "still failed."),
        (Rate(1, 1), None, "1 of 1 finished run succeeded: too few runs for a rate."),
        (Rate(29, 29), 1, "100.0 % of 29 finished runs succeeded (95 % interval 88.3–100.0 %): "
         "few runs, so read it with care; 1 task is still failed."),
        (Rate(900, 1000), None, "90.0 % of 1,000 finished runs succeeded (95 % interval "
         "88.0–91.7 %)."),
    ],
)  # fmt: skip
def test_finding(rate: Rate, unresolved: int | None, said: str) -> None:
    told = finding(rate, unresolved, judged=True)
    assert told.replace("\xa0", " ") == said
    assert "succeeded" not in finding(rate, unresolved, judged=False)


def test_fresh_data_has_an_age_and_old_data_has_none() -> None:
    active = Active(queued=2, pending=0, running=1, oldest=AS_OF - timedelta(hours=5))
    fresh = not_ended(active, AS_OF, AS_OF + timedelta(hours=2, minutes=10), "UTC")
    assert fresh == (
        "3 runs not ended: 1 running, 2 queued. Data of Mon 16 Nov 2026, 09:10 — 2 h 10 min old."
    )
    told = "Data of Mon 16 Nov 2026, 09:10; the oldest of them was created 5 h 0 min before that."
    for now in (AS_OF + timedelta(days=300), AS_OF - timedelta(days=300)):
        assert not_ended(active, AS_OF, now, "UTC").endswith(told)


def test_elapsed() -> None:
    spans = (timedelta(), timedelta(minutes=59.6), timedelta(days=1), timedelta(days=3, hours=4))
    assert [elapsed(it) for it in spans] == ["0 min", "1 h 0 min", "1 day", "3 days 4 h"]

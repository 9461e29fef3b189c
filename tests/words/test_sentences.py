"""Sentences, at their borders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.analysis.rates import Rate
from dashboard.analysis.worker import Active
from dashboard.words.sentences import elapsed, how_it_did, how_workers_did, not_ended

AS_OF = datetime(2026, 11, 16, 9, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rate", "unresolved", "said"),
    [
        (Rate(0, 0), None, "None of these runs has finished, so there is no rate."),
        (Rate(2, 4), 0, "2 of 4 finished runs succeeded: too few runs for a rate; no task is "
         "still failed."),
        (Rate(1, 1), None, "1 of 1 finished run succeeded: too few runs for a rate."),
        (Rate(29, 29), 1, "100.0 % of 29 finished runs succeeded (95 % range 88.3–100.0 %): "
         "few runs, so read it with care; 1 task is still failed."),
        (Rate(900, 1000), None, "90.0 % of 1,000 finished runs succeeded (95 % range "
         "88.0–91.7 %)."),
    ],
)  # fmt: skip
def test_how_a_worker_did(rate: Rate, unresolved: int | None, said: str) -> None:
    told = how_it_did(rate, rate.n, unresolved, judged=True)
    assert told.replace("\xa0", " ") == said
    assert "succeeded" not in how_it_did(rate, rate.n, unresolved, judged=False)


def test_fresh_data_has_an_age_and_old_data_has_none() -> None:
    oldest = AS_OF - timedelta(hours=5)
    active = Active(queued=2, pending=0, running=1, oldest=oldest, seen_at=AS_OF)
    fresh = not_ended(active, AS_OF + timedelta(hours=2, minutes=10), "UTC")
    assert fresh == (
        "3 runs not ended: 1 running, 2 queued. Data of 16 Nov 2026, 09:10 — 2 h 10 min old."
    )
    told = "Data of 16 Nov 2026, 09:10; the oldest of them was created 5 h 0 min before that."
    for now in (
        AS_OF + timedelta(days=2),
        AS_OF + timedelta(days=300),
        AS_OF - timedelta(days=300),
    ):
        assert not_ended(active, now, "UTC").endswith(told)


def test_elapsed() -> None:
    spans = (timedelta(), timedelta(minutes=59.6), timedelta(days=1), timedelta(days=3, hours=4))
    assert [elapsed(span) for span in spans] == ["0 min", "1 h 0 min", "1 day", "3 days 4 h"]


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ([Rate(1, 1)], "1 worker, 1 finished run: too few to rank."),
        ([Rate(20, 20), Rate(27, 29)], "2 workers, about 24 finished runs each: too few to rank."),
        ([Rate(2, 2), Rate(90, 1000)],
         "2 workers, 1 of them with 30 finished runs or more: 9.0 % succeeded."),
        ([Rate(90, 100)], "1 worker: 90.0 % of finished runs succeeded."),
        ([Rate(90, 100), Rate(0, 29), Rate(15, 30)],
         "3 workers, 2 of them with 30 finished runs or more: 50.0 % to 90.0 % succeeded."),
    ],
)  # fmt: skip
def test_how_workers_did(rates: list[Rate], said: str) -> None:
    finished = sum(rate.n for rate in rates)
    assert how_workers_did(rates, finished, judged=True).replace("\xa0", " ") == said
    assert "succeeded" not in how_workers_did(rates, finished, judged=False)


@pytest.mark.parametrize(
    ("finished", "said"),
    [
        (730, "2 workers, 730 finished runs: no rates, because these runs are chosen by how they "
         "ended."),
        (0, "2 workers: no rates, because no run has finished."),
    ],
)  # fmt: skip
def test_workers_without_rates_say_why(finished: int, said: str) -> None:
    assert how_workers_did([Rate(0, 0), Rate(0, 0)], finished, judged=True) == said

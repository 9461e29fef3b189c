"""How a worker was set up at a time is what its next run shows, wherever it is looked for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any

import pytest

from dashboard.analysis.setups import setups, texts_in_force
from dashboard.records.rows import Answers
from dashboard.store.derived import together, worth_gathering
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

FIRST, DAYS = datetime(2026, 10, 20, tzinfo=UTC), 12  # clocks change within
ZONES = ("UTC", "Europe/Berlin", "America/Havana", "Pacific/Kiritimati")
TEXTS = {"v1": "Do it.", "v2": "Do it well."}


def runs_of(seed: str) -> Iterator[dict[str, Any]]:
    """Runs of two workers: many about midnight, some at one time, and days without any."""
    dealt = random.Random(seed)
    for n in range(150):
        day, minute = dealt.choice([0, 1, 2, 5, 6, 11]), dealt.choice([0, 1, 239, 240, 300, 1439])
        yield {
            "run_id": f"r{dealt.randrange(10**6)}-{n}",
            "worker_id": dealt.choice(["ann", "bob"]),
            "created_at": FIRST + timedelta(days=day, minutes=minute),
            "status": "completed",
            "output_mode": dealt.choice(["comment", "draft"]),
            "instructions_version": dealt.choice([*TEXTS, None]),
        }


def nearest(runs: list[dict[str, Any]], worker: str, moment: datetime) -> dict[str, Any]:
    """The run of a worker that comes next, or else the last; of those at one time by its id."""
    own = sorted((run for run in runs if run["worker_id"] == worker), key=itemgetter("run_id"))
    later = [run for run in own if run["created_at"] >= moment]
    if later:
        return min(later, key=itemgetter("created_at"))
    return max(own, key=itemgetter("created_at"))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("fewest", [0, together.FEWEST_RUNS])
def test_the_next_run_shows_it_else_the_last(
    home: Home, monkeypatch: pytest.MonkeyPatch, zone: str, fewest: int
) -> None:
    monkeypatch.setattr(together, "FEWEST_RUNS", fewest)
    monkeypatch.setattr(worth_gathering, "MOST", 9)
    runs = list(runs_of(zone))
    texts = [
        {"worker_id": worker, "instructions_version": label, "instructions_text": text}
        for worker in ("ann", "bob")
        for label, text in TEXTS.items()
    ]
    import_export(home, export(*runs, instructions=texts, answers=Answers(zone=zone)), NOW)
    history = current(home)
    assert history
    assert (history.reader.rows("FROM history.tallied", {}) == []) is (fewest > 0)
    hours = [FIRST + timedelta(minutes=30 * n - 90) for n in range(48 * (DAYS + 5))]
    times = [*hours, *(run["created_at"] + timedelta(microseconds=1) for run in runs)]
    for worker in ("ann", "bob"):
        shown = setups(history, [worker] * len(times), times)
        assert [one.output_mode for one in shown] == [
            nearest(runs, worker, at)["output_mode"] for at in times
        ]
        labelled = [run for run in runs if run["instructions_version"]]
        told = [nearest(labelled, worker, at)["instructions_version"] for at in times]
        found = texts_in_force(history, [worker] * len(times), times)
        assert found == [TEXTS[label] for label in told]

"""Two workers of one name are told apart wherever the review names them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from dashboard.analysis.review.review import review
from dashboard.analysis.review.wall import wall
from dashboard.analysis.workers import workers
from dashboard.ledger.decisions import Subject
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.known_values import told_apart
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.decisions import subject_name
from dashboard.words.minutes import minutes_now
from dashboard.words.review import title
from dashboard.words.review_week import six_sentences
from tests.workspaces import import_runs

MONDAY = datetime.fromisoformat("2026-10-12T00:00:00+00:00")
ERRORS = {"a": "The ledger is closed", "b": "No stamp stands on this invoice"}
BOTH = {"Ann (a)", "Ann (b)"}


def runs() -> list[dict[str, Any]]:
    """Five weeks of two workers called Ann, both of which get worse in the last."""
    return [
        {
            "run_id": f"{worker}-{day}-{n}",
            "worker_id": worker,
            "worker": "Ann",
            "task_id": f"{worker}-{day}-{n}",
            "created_at": (MONDAY + timedelta(days=day, hours=n)).isoformat(),
            "status": "failed" if day >= 28 and n < 6 else "completed",
            "error_message": ERRORS[worker] if day >= 28 and n < 6 else None,
        }
        for worker in "ab"
        for day in range(35)
        for n in range(10)
    ]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    home = import_runs(tmp_path_factory.mktemp("anns") / "home", *runs(), as_of="2026-11-16T09:00Z")
    held = current(Home(home))
    assert held
    return held


def test_in_the_list_the_sentences_the_wall_and_the_minutes(
    history: History,
) -> None:
    found = review(history, ALL)
    assert {title(item) for item in found.items} == BOTH
    assert found.window
    assert {row.worker for row in wall(history, ALL, found.window).rows} == BOTH
    told = six_sentences(found, history.about, "", judged=False)
    assert all(any(name in sentence for sentence in told) for name in BOTH)
    minutes = minutes_now(history, ALL, ())
    assert minutes and {line.title for line in minutes.left} == BOTH
    assert {row.worker for row in workers(history, ALL)} == BOTH
    assert {subject_name(history, Subject(worker_id=one)) for one in "ab"} == BOTH


def test_only_those_that_share_a_name_are_told_apart() -> None:
    assert told_apart({"a": "Ann", "b": "Ann", "Ann": "Ann", "c": "Cleo"}) == {
        "a": "Ann (a)",
        "b": "Ann (b)",
        "Ann": "Ann",
        "c": "Cleo",
    }

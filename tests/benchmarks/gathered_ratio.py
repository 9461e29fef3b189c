"""What questions that only count take of gathered runs, beside the same asked of all runs.

    uv run python -m tests.benchmarks.gathered_ratio [runs]

Both ask one open history in turn: seconds of the processor, of the gathered the lesser of two. The
answers must be equal.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any
from unittest.mock import patch

from dashboard.store.dimensions.known import named
from dashboard.store.filters.filter_sql import RUNS
from dashboard.store.reading.choosing import GatheredDays
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.reading.recent_answers import RecentAnswers
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.reader import Row
from tests.benchmarks.many_runs import import_many

SECONDS = 300.0


def questions(history: History) -> dict[str, dict[str, Any]]:
    """By the name of each what is bound."""
    zone, until = history.about.zone, history.about.weeks_end
    assert until
    since = until - timedelta(weeks=1)
    weeks = {"since": since, "until": until, "before": since - timedelta(weeks=4)}
    edges = {"edges": [until, since, since - timedelta(weeks=1)]}
    return {
        "headline": {},
        "workers": {},
        "leaderboard": {"by": named("worker"), "shown": 20, "named": []},
        "worker_weeks": weeks,
        "worker_week_days": weeks | {"zone": zone},
        "worker_days": {"zone": zone},
        "outcomes_by_bucket": {"unit": "day", "zone": zone},
        "first_runs": {"zone": zone},
        "wall": edges,
        "causes": {},
        "cause_weeks": edges,
        "cause_worker_weeks": edges,
        "touched_customers": {},
        "suspect_weeks": edges,
        "bad_worker_weeks": edges,
    }


def asked(history: History, name: str, values: dict[str, Any]) -> tuple[float, list[Row]]:
    """Seconds of the processor, and what was answered, not from memory."""
    history._answers = RecentAnswers(history.reader)
    begun = time.process_time()
    rows = history.ask(name, seconds=SECONDS, **values)
    return time.process_time() - begun, rows


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = current(Home(import_many(Path(folder, "home"), runs)))
        assert history
        print(f"{history.about.runs:,} runs\n\n| question | runs | gathered |\n|---|--:|--:|")
        for name, values in questions(history).items():
            ours, found = min((asked(history, name, values) for _ in range(2)), key=itemgetter(0))
            with patch.object(GatheredDays, "source", lambda *_, **__: RUNS):
                plain, rows = asked(history, name, values)
            assert found == rows, name
            print(f"| {name} | {plain:.2f} | {ours:.2f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

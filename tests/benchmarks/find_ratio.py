"""What finding a text in four weeks takes of the processor beside one plain look at the same texts.

    uv run python -m tests.benchmarks.find_ratio [rows]

The plain look is DuckDB's contains() over the lower case of every column that is searched, which
knows no accents, no words and no ranks. Both ask the same open history, in turn, and each time is
the least of three. The runs are wide and their texts are not only in ASCII, which costs most.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from dashboard.analysis.find import find, outside
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.filters.sought import LOOKED_AT
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.reading.recent_answers import RecentAnswers
from dashboard.store.workspace.home import Home
from tests.benchmarks.wide_export import START, write_ndjson
from tests.workspaces import import_file

WEEKS = timedelta(weeks=4)
TEXTS = {
    "a run": "run-000777",
    "a name": "müller",
    "a word of most texts": "customer",
    "a sentence": "delivery address confirmed with the warehouse",
    "nothing": "zebra crossing nowhere found",
}


def plain(history: History, period: Filters, text: str) -> None:
    """One look at all the columns."""
    columns = [column for kind in LOOKED_AT.values() for column in kind if "(" not in column]
    held = " OR ".join(f"contains(lower({column}), $text)" for column in [*columns, "extra"])
    history.reader.rows(
        f"SELECT count(*) FROM history.runs WHERE created_at >= $since AND created_at < $until"
        f" AND ({held})",
        {"text": text.lower(), "since": period.since, "until": period.until},
    )


def least(history: History, measured: Callable[[], object]) -> float:
    """The least seconds of the processor of three, none of which is answered from memory."""
    taken = []
    for _ in range(3):
        history._answers = RecentAnswers(history.reader)
        begun = time.process_time()
        measured()
        taken.append(time.process_time() - begun)
    return min(taken)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "runs.ndjson")
        write_ndjson(file, count)
        history = current(Home(import_file(Path(folder, "home"), file)))
        assert history
        period = ALL.within(START + timedelta(days=7), START + timedelta(days=7) + WEEKS)
        print(f"{history.about.runs:,} runs, {find(history, period, 'x').searched:,} in four weeks")
        print(f"{'':24}{'plain':>8}{'find':>8}{'ratio':>8}{'outside':>9}")
        for name, text in TEXTS.items():
            base = least(history, lambda text=text: plain(history, period, text))
            ours = least(history, lambda text=text: find(history, period, text))
            rest = least(history, lambda text=text: outside(history, period, text))
            print(f"{name:24}{base:8.2f}{ours:8.2f}{ours / base:8.1f}{rest:9.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)

"""What imports and pages take, in one table: of a million runs, and of ten.

    uv run python -m tests.benchmarks [runs …]

First an import of a million rows beside plain DuckDB (import_ratio.py). Then for each number of
runs a history is made (many_runs.py), and measured are every page (page_data.py: opening it, each
page cold and again, beside plain DuckDB) and a day's export that comes into it (day_import.py).
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import day_import, import_ratio, page_data
from tests.benchmarks.many_runs import import_many

MILLION = 1_000_000
DAY = 100_000
"""Rows of a day's export."""


def main(sizes: list[int]) -> None:
    """Print the tables."""
    import_ratio.main(MILLION)
    for runs in sizes:
        with tempfile.TemporaryDirectory() as folder:
            begun = time.process_time()
            home = import_many(Path(folder, "home"), runs)
            print(f"\n## {runs:,} runs, made in {time.process_time() - begun:.0f} s\n", flush=True)
            page_data.measure(home)
            print()
            day_import.measure(home, DAY)


if __name__ == "__main__":
    main([int(given) for given in sys.argv[1:]] or [MILLION, 10 * MILLION])

"""What another filter costs on each page of a large history, beside a page with constant data.

    uv run python -m tests.benchmarks.filter_change [runs]
    uv run python -m tests.benchmarks.filter_change HOME

Every page is opened for filters that were not asked for before, then again for the same ones, when
all answers are at hand: what is left then is what the page takes with constant data. Of the
processor's time, which the server and all that it starts take, and of the clock until the page has
settled the ratio of both is printed. A history of so many runs (default: a million) is made first,
unless a workspace is named; its runs must reach into HELD.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from shutil import which
from statistics import median

import duckdb
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.harness import OpenPage, open_page
from tests.browser.servers import started_server
from tests.workspaces import import_file

PAGES = ("", "trends", "failures", "changes", "compare", "worker")
FILTERS = (
    "worker=Worker%202&since=2026-10-19&until=2026-11-01",
    "model=m-1&since=2026-11-02&until=2026-11-08",
    "not-worker=Worker%205&since=2026-08-03&until=2026-11-15",
    "model=m-2&trigger=mail&period=all",
)
"""Two weeks of a worker, a week of a model, a quarter without a worker, one trigger of a model."""
MAKE = """COPY (
    SELECT
        'run-' || n AS run_id,
        'Worker ' || (n % 20) AS worker,
        CASE WHEN hash(n) % 100 < 8 + n % 20 % 5 * 2 THEN 'failed' ELSE 'completed' END AS status,
        TIMESTAMP '2026-05-18' + INTERVAL 1 SECOND * (n * (182 * 86400 // {runs})) AS created_at,
        'm-' || (n % 7) AS model,
        ['mail', 'schedule', 'record'][n % 3 + 1] AS trigger,
        'v' || (1 + n * 3 // {runs}) AS instructions_version,
        't-' || (n // 2) AS task_id,
        CASE WHEN status = 'failed' THEN
            ['Timed out after 30 s', 'Record access denied', 'Month 3 is closed',
             'Rate limit reached'][(hash(n * 7) % 4 + 1)::INTEGER]
        END AS error_message,
        (hash(n * 3) % 300000)::INTEGER AS duration_ms
    FROM range({runs}) AS made(n)
) TO '{file}' (HEADER)"""


def made(folder: Path, runs: int) -> Path:
    """A workspace of so many runs over half a year."""
    file = folder / "runs.csv"
    duckdb.execute(MAKE.format(runs=runs, file=file))
    return import_file(folder / "home", file, "UTC")


def processor(pid: int) -> float:
    """Seconds of the processor that a process and its threads have taken."""
    told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def taken(opened: OpenPage, pid: int, path: str) -> tuple[float, float]:
    """Seconds of the processor and of the clock until another address has settled."""
    before, begun = processor(pid), time.monotonic()
    opened.go(path)
    return processor(pid) - before, time.monotonic() - begun


def measure(home: Path, log: Path) -> None:
    """Print a line a page and filter: processor and clock, new and with constant data."""
    server = started_server(home, log)
    pid = server.process.pid
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=next(filter(None, map(which, CHROMIUM))), args=list(SWITCHES)
            )
            opened = open_page(browser, f"{server.url}/data")
            print(f"{'page':10}{'processor, new':>16}{'again':>8}{'ratio':>7}", end="")
            print(f"{'clock, new':>13}{'again':>8}{'ratio':>7}  filters", flush=True)
            for page in PAGES:
                opened.go(f"/{page}?since=2026-06-01&until=2026-06-01")  # its modules are loaded
                for filters in FILTERS:
                    new = taken(opened, pid, f"/{page}?{filters}")
                    both = [taken(opened, pid, f"/{page}?{filters}&as={n}") for n in range(3)]
                    again = [median(one) for one in zip(*both, strict=True)]
                    for was, is_, width in zip(new, again, (26 - len(page), 13), strict=True):
                        name = page or "review" if width > 13 else ""
                        print(f"{name:{26 - width if name else 0}}", end="")
                        print(f"{was:{width if not name else 16}.2f}{is_:8.2f}", end="")
                        print(f"{was / max(is_, 0.01):7.1f}", end="")
                    print(f"  {filters}", flush=True)
    finally:
        server.stop()


def main(what: str) -> None:
    """Measure the workspace that is named, or one that is made."""
    with tempfile.TemporaryDirectory() as folder:
        home = made(Path(folder), int(what)) if what.isdigit() else Path(what)
        measure(home, Path(folder, "log"))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1000000")

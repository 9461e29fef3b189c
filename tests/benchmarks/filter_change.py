"""What another filter costs on each page of a large history, beside a page with constant data.

    uv run python -m tests.benchmarks.filter_change [runs] [page …]
    uv run python -m tests.benchmarks.filter_change HOME [page …]

Of each dimension the TURNS most frequent values are chosen, one after the other: a page is opened
for the filter, which nobody asked for before, then without it, then for the same again, when all
answers are at hand: what it takes then is what it takes with constant data. Told are the medians of
both, and their ratio: until the page's chart is drawn anew, until the page has settled, and of the
processor's time that the server takes. A history of so many runs (default: a million, the sample
many times over) is made first, unless a workspace is named.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.benchmarks.many_runs import import_many
from tests.browser.conftest import CHROMIUM, SWITCHES
from tests.browser.harness import OpenPage, open_page
from tests.browser.servers import started_server

PAGES = {
    "trends": ".st-key-zoom-status .js-plotly-plot",
    "failures": ".js-plotly-plot",
    "worker": "[data-table] img",
    "changes": "[data-table] img, [data-table]",
    "compare": "[data-table]",
    "review": "[data-table] img, [data-table]",
}
"""By page its chart, the first that fits."""
DIMENSIONS = (
    "worker", "version", "outcome", "cause", "origin", "model", "trigger", "tool", "record-type",
    "context", "weekday",
)  # fmt: skip
PERIODS = (
    {"since": "2026-11-02", "until": "2026-11-15"},
    {"since": "2026-10-19", "until": "2026-11-15"},
    {"period": "all"},
)
TURNS = 3
GOAL = 1.5
_LATE_MS = 60_000
_GO = """([to, chart, late]) => new Promise(done => {
    const app = document.querySelector('[data-testid=stApp]');
    const begun = performance.now();
    let ran = false, drawn = null, settled = null;
    const isNew = () => {
        const place = document.querySelector('[data-testid=stMain] :is(' + chart + ')');
        return place?.closest('[data-testid=stElementContainer]')?.dataset.stale === 'false';
    };
    const look = () => {
        const now = performance.now();
        const rests = app.dataset.testScriptState === 'notRunning';
        ran ||= !rests;
        if (ran && drawn === null && isNew()) drawn = now;
        const still = ran && rests && !document.querySelector('[data-testid=stSkeleton]');
        settled = still ? settled ?? now : null;
        if ((!still || now - settled < 150) && now - begun < late) return;
        clearInterval(looking);
        done([drawn ?? settled, settled].map(at => (at - begun) / 1000));
    };
    const looking = setInterval(look, 15);
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate', {state: {}}));
})"""
"""Goes to an address of the open app as Back does, and tells after how many seconds the chart was
that of the address, and the page had settled."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds until the chart was drawn and the page had settled, and of the server's processor."""

    chart: float
    settled: float
    processor: float


@dataclass(frozen=True, slots=True)
class Visit:
    """A page in a browser, its server's process, and what its chart is."""

    opened: OpenPage
    pid: int
    page: str

    def go(self, **filters: str) -> Taken:
        """Open the page for filters, and wait until it has settled."""
        before, to = processor(self.pid), f"/{self.page.replace('review', '')}"
        query = f"?{urlencode(filters)}" if filters else ""
        chart, settled = self.opened.page.evaluate(_GO, [to + query, PAGES[self.page], _LATE_MS])
        return Taken(chart, settled, processor(self.pid) - before)


def processor(pid: int) -> float:
    """Seconds of the processor that a process and its threads have taken."""
    told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def filters_of(history: History) -> Iterator[tuple[str, Sequence[dict[str, str]]]]:
    """What is chosen, in words, and the filters that are opened in turn."""
    held = {name: [*history.values_of(name)][:TURNS] for name in DIMENSIONS}
    for name, values in held.items():
        yield name, [{name: value} for value in values]
    yield "not worker", [{"not-worker": value} for value in held["worker"]]
    two = zip(held["trigger"], held["model"], strict=False)
    yield "two at once", [{"trigger": one, "not-model": other} for one, other in two]
    yield "period", PERIODS


def in_turns(visit: Visit, turns: Sequence[dict[str, str]]) -> tuple[list[Taken], list[Taken]]:
    """What each filter takes new and again."""
    new, again = [], []
    for filters in turns:
        new.append(visit.go(**filters))
        visit.go()
        again.append(visit.go(**filters))
        visit.go()
    return new, again


def told(new: Sequence[Taken], again: Sequence[Taken]) -> tuple[str, list[bool]]:
    """Both and their ratio, and whether it is below the goal, of each thing that is measured."""
    cells, good = [], []
    for name in Taken.__slots__:
        was, is_ = (median(getattr(one, name) for one in taken) for taken in (new, again))
        ratio = was / max(is_, 0.01)
        cells.append(f"{was:7.2f}{is_:7.2f}{ratio:6.1f}")
        good.append(ratio < GOAL)
    return " |".join(cells), good


def measure(home: Path, log: Path, pages: Sequence[str]) -> None:
    """Print a line a page and filter, and of how many the ratio is below the goal."""
    history = current(Home(home))
    assert history
    filters, below = [*filters_of(history)], []
    server = started_server(home, log)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=next(filter(None, map(which, CHROMIUM))), args=list(SWITCHES)
            )
            opened = open_page(browser, f"{server.url}/data")
            print(f"{history.about.runs:,} runs; seconds: new, again, ratio; at the end the load")
            print(f"{'':21} | {'chart':>18} | {'settled':>18} | {'processor':>18}", flush=True)
            for page in pages:
                visit = Visit(opened, server.process.pid, page)
                visit.go()
                for name, turns in filters:
                    line, good = told(*in_turns(visit, turns))
                    load = os.getloadavg()[0]
                    print(f"{page:9}{name:12} |{line} | {load:4.1f}", flush=True)
                    below.append(good)
            counts = [sum(one) for one in zip(*below, strict=True)]
            print(f"below {GOAL}: {counts} of {len(below)}")
    finally:
        server.stop()


def main(what: str, pages: Sequence[str]) -> None:
    """Measure the workspace that is named, or one that is made."""
    with tempfile.TemporaryDirectory() as folder:
        home = import_many(Path(folder, "home"), int(what)) if what.isdigit() else Path(what)
        begun = time.monotonic()
        measure(home, Path(folder, "log"), pages or [*PAGES])
        print(f"{time.monotonic() - begun:.0f} s in all")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1000000", sys.argv[2:])

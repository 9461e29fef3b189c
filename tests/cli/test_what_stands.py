"""Decisions about runs that are stuck, from their finding to their grade and back to the list."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.workspaces import import_runs

STUCK = {"finished_at": None, "status": "running"}
ENDED = {"finished_at": "2026-10-28T09:00:00Z", "status": "completed"}


def exported(day: int, *stuck: bool, new: int = 0) -> list[dict[str, Any]]:
    """Runs of Ann on every day up to one of November, two that began in October, each stuck or
    ended by then, and new ones that are stuck."""
    daily = [
        {"run_id": f"d{n}", "worker": "Ann", "created_at": f"2026-11-{n:02}T09:00:00Z"}
        for n in range(1, day + 1)
    ]
    old = [
        {"run_id": f"s{n}", "worker": "Ann", "created_at": "2026-10-27T09:00:00Z"}
        | (STUCK if one else ENDED)
        for n, one in enumerate(stuck)
    ]
    late = {"worker": "Ann", "created_at": "2026-11-12T09:00:00Z"} | STUCK
    return daily + old + [late | {"run_id": f"n{n}"} for n in range(new)]


SOON, LATER = "2026-11-12", "2026-11-30"


@pytest.mark.parametrize(
    ("by", "left", "new", "grade", "told", "listed"),
    [
        (SOON, (False, False), 0, "helped", "2 → 0 in all; 0 now: held.", False),
        (SOON, (True, True), 0, "not as expected", "2 now: more than expected.", True),
        (SOON, (True, False), 0, "unclear", "1 now: fewer, but more than expected.", True),
        (LATER, (True, True), 0, "too early", "2 now: too early to say.", False),
        (LATER, (True, True), 30, "hurt", "32 now: more than before.", True),
    ],
)
def test_what_stood_when_it_was_decided_is_looked_for_again(
    worker_runs: Run,
    monkeypatch: pytest.MonkeyPatch,
    by: str,
    left: tuple[bool, ...],
    new: int,
    grade: str,
    told: str,
    listed: bool,
) -> None:
    """The list shows a finding anew once the day is over, and before it where its grade is ill."""
    home = worker_runs.home
    monkeypatch.setenv("WORKER_RUNS_NOW", "2026-11-09T10:00:00Z")
    import_runs(home, *exported(8, True, True), as_of="2026-11-09T09:00:00Z")
    words = ("--worker", "Ann", "--counting", "stuck", "--expect", "0", "--by", by)
    assert worker_runs("decide", "other", "--other", "clear them", *words) == 0, worker_runs.err
    assert worker_runs("done", 1, "--on", "2026-11-09") == 0, worker_runs.err
    assert not worker_runs.json("show", "review")["items"]
    monkeypatch.setenv("WORKER_RUNS_NOW", "2026-11-16T10:00:00Z")
    later = exported(15, *left, new=new)
    import_runs(home, *later, as_of="2026-11-16T09:00:00Z", name="later.json")
    (kept,) = worker_runs.json("decisions")
    assert (kept["grade"], kept["since"]["counted_before"]) == (grade, 2)
    assert kept["since"]["seen_a_week"] is None
    assert worker_runs("decisions") == 0 and told in worker_runs.out
    kinds = {one["kind"] for one in worker_runs.json("show", "review")["items"]}
    assert ("stuck" in kinds) == listed

"""show review, as a person or a script calls it."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tests.workspaces import import_runs

FIELDS = {"kind", "why", "worker", "cause", "change", "check", "runs", "customer_visible"}


def test_the_document_holds_sentences_and_items_with_their_runs(changed: Run) -> None:
    found = changed.json("show", "review")
    assert 4 <= len(found["sentences"]) <= 6
    worst, *_ = found["items"]
    assert worst.keys() >= FIELDS
    assert (worst["kind"], worst["worker"]) == ("change ready to judge", "Ann | *lead*")
    assert worst["cause"] == "time-out" and worst["excess_failures"] > 0
    assert worst["runs"] and worst["decision"] is None
    shown = changed.json("show", "run", worst["runs"][0])
    assert shown["status"] == "failed"


def test_what_is_decided_leaves_the_list_and_is_told_below_it(changed: Run) -> None:
    before = changed.json("show", "review")["items"]
    words = ("decide", "instructions", "--worker", "Ann | *lead*", "--who", "Kim")
    assert changed(*words) == 0
    after = changed.json("show", "review")
    assert len(after["items"]) < len(before)
    (handled, *_) = after["handled"]
    assert handled["this_review"] and handled["decision"]["who"] == "Kim"
    assert changed("show", "review") == 0
    assert "Done in this review:\nAnn | *lead*: Update instructions, Kim" in changed.out
    assert changed("decisions", "--undo", 1) == 0
    assert changed.json("show", "review")["items"] == before


@pytest.mark.parametrize(("groups", "rest"), [(25, ""), (26, "1 smaller group"),
                                              (28, "3 smaller groups")])  # fmt: skip
def test_the_list_shows_the_worst_groups_and_counts_the_others(
    worker_runs: Run, groups: int, rest: str
) -> None:
    """Each is of a worker with runs that never ended."""
    hang = [
        {"run_id": f"{n}-{day}", "worker": f"Ann {n}", "status": "running"}
        | {"created_at": f"2026-11-{day:02}T09:00:00Z"}
        for n in range(groups)
        for day in (10, 11, 12)
    ]
    import_runs(worker_runs.home, *hang, as_of="2026-11-16T09:00:00Z")
    assert len(worker_runs.json("show", "review")["items"]) == groups
    assert worker_runs("show", "review") == 0
    _, listed = worker_runs.out.rstrip("\n").split("\n\n")
    shown = listed.split("\n")
    assert shown[25:] == ([f"and {rest} (--json lists them)"] if rest else [])


def test_good_news_is_told_as_such(loaded: Run) -> None:
    assert loaded("show", "review") == 0
    assert "Nothing was decided yet." in loaded.out

"""A retry belongs to the run that it tried again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dashboard.store.derived.retries import roots_of
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

CHAINS = {
    "nothing": ({}, {}),
    "one retry": ({"b": "a"}, {"b": "a"}),
    "a chain": ({"d": "c", "c": "b", "b": "a"}, {"b": "a", "c": "a", "d": "a"}),
    "two of one run": ({"b": "a", "c": "a"}, {"b": "a", "c": "a"}),
    "itself": ({"a": "a"}, {}),
    "a circle": ({"a": "b", "b": "a"}, {}),
    "a chain into a circle": ({"a": "b", "b": "a", "c": "a", "d": "c"}, {"c": "a", "d": "a"}),
    "a circle met late": ({"d": "c", "c": "a", "a": "b", "b": "a"}, {"c": "a", "d": "a"}),
    "a long chain": (
        {str(n + 1): str(n) for n in range(5000)}, {str(n + 1): "0" for n in range(5000)},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("retries", "roots"), CHAINS.values(), ids=CHAINS.keys())
def test_every_retry_has_the_first_run_of_its_chain(
    retries: dict[str, str], roots: dict[str, str]
) -> None:
    assert roots_of(retries) == roots
    assert roots_of(dict(reversed(retries.items()))) == roots


def run(run_id: str, hour: int, outcome: str, **more: Any) -> dict[str, Any]:
    status = {"ok": "completed"}.get(outcome, outcome)
    return {"run_id": run_id, "status": status, "created_at": NOW + timedelta(hours=hour)} | more


WORK = {
    "a retry without a task settles it": (
        [run("a", 0, "failed"), run("b", 1, "ok", retry_of="a")], ["b"], 0, 1,
    ),
    "a failed retry does not": (
        [run("a", 0, "failed"), run("b", 1, "failed", retry_of="a")], ["b"], 1, 1,
    ),
    "a chain": (
        [run("a", 0, "failed"), run("b", 1, "failed", retry_of="a"),
         run("c", 2, "ok", retry_of="b")], ["c"], 0, 1,
    ),
    "by another worker": (
        [run("a", 0, "failed", worker_id="Ann", task_id="t"),
         run("b", 1, "ok", worker_id="Bob", retry_of="a")], ["b"], 0, 1,
    ),
    "only the retry names the task": (
        [run("a", 0, "failed"), run("b", 1, "failed", retry_of="a", task_id="t"),
         run("c", 2, "ok", task_id="t")], ["c"], 0, 1,
    ),
    "of another task than it says itself": (
        [run("a", 0, "failed", task_id="t"), run("b", 1, "ok", task_id="u", retry_of="a"),
         run("c", 0, "failed", task_id="u")], ["b", "c"], 1, 2,
    ),
    "at the same time": (
        [run("z", 0, "failed"), run("y", 0, "ok", retry_of="z")], ["y"], 0, 1,
    ),
    "at the same time, and worse than the bad run that it tried again": (
        [run("a", 0, "ok", quality="bad"), run("b", 0, "failed", retry_of="a")], ["b"], 1, 1,
    ),
    "of the task of the run that it tried again, though its own clock was late": (
        [run("a", 2, "failed", task_id="t"), run("b", 1, "ok", task_id="u", retry_of="a"),
         run("c", 0, "failed", task_id="t")], ["b"], 0, 1,
    ),
    "of the first of the chain that names a task": (
        [run("a", 0, "failed"), run("b", 1, "failed", task_id="t", retry_of="a"),
         run("c", 2, "ok", task_id="u", retry_of="b"), run("d", 0, "failed", task_id="u")],
        ["c", "d"], 1, 2,
    ),
    "tries at one time, the good one named first": (
        [run("a", 0, "ok", task_id="t"), run("b", 0, "failed", task_id="t"),
         run("c", 0, "running", task_id="t")], ["a"], 0, 1,
    ),
    "tries at one time, the good one named last": (
        [run("a", 0, "failed", task_id="t"), run("b", 0, "ok", task_id="t")], ["b"], 0, 1,
    ),
    "tries at one time that ended alike": (
        [run("a", 0, "failed", task_id="t"), run("b", 0, "failed", task_id="t")], ["b"], 1, 1,
    ),
    "bad and failed at one time": (
        [run("a", 0, "ok", quality="bad", task_id="t"), run("b", 0, "failed", task_id="t")],
        ["a"], 0, 1,
    ),
    "without a time of their own, so that none is the last": (
        [run("a", 0, "failed", task_id="t", time_basis="import"),
         run("b", 1, "ok", task_id="t", time_basis="import")], [], 0, 1,
    ),
    "of an unknown run": (
        [run("a", 0, "failed", retry_of="none"), run("b", 1, "ok", retry_of="none")],
        ["a", "b"], 0, 0,
    ),
    "of itself": ([run("a", 0, "failed", retry_of="a")], ["a"], 0, 0),
    "in a circle": (
        [run("a", 0, "failed", retry_of="b"), run("b", 1, "ok", retry_of="a")], ["a", "b"], 0, 0,
    ),
}  # fmt: skip


def test_work_is_still_failed_if_its_last_try_failed(home: Home) -> None:
    """Each stands in names of its own and is chosen by its model."""
    named = ("run_id", "retry_of", "task_id", "worker_id")
    made = [
        {name: f"{case}: {value}" if name in named else value for name, value in one.items()}
        | {"model": case}
        for case, (runs, *_) in WORK.items()
        for one in reversed(runs)
    ]
    import_export(home, export(*made), NOW)
    history = current(home)
    assert history
    rows = history.reader.rows("FROM history.runs ORDER BY run_id", {})
    for case, (_, latest, failed, works) in WORK.items():
        found = [row["run_id"] for row in rows if row["is_latest"] and row["model"] == case]
        assert found == [f"{case}: {name}" for name in latest], case
        (counted,) = history.ask("headline", ALL.choosing("model", [case]))
        assert (counted["unresolved"], counted["tasks"]) == (failed, works), case


def test_tries_of_one_run_are_one_cluster_and_a_record_is_wider(home: Home) -> None:
    import_export(
        home,
        export(
            run("a", 0, "failed"), run("b", 1, "ok", retry_of="a"),
            run("c", 0, "failed", record_id="r"), run("e", 2, "ok", record_id="r"),
            run("d", 1, "ok", retry_of="c", record_id="other"),
        ),
        NOW,
    )  # fmt: skip
    history = current(home)
    assert history
    (counted,) = history.ask("headline")
    assert (counted["clusters"], counted["mm"]) == (2, 4 + 9)


def test_what_is_called_alike_is_no_cluster(home: Home) -> None:
    import_export(
        home,
        export(
            run("7", 0, "failed"), run("8", 1, "ok", task_id="7"), run("9", 2, "ok", record_id="7"),
            run("x", 3, "failed", task_id="9"), run("10", 4, "ok", retry_of="7"),
        ),
        NOW,
    )  # fmt: skip
    history = current(home)
    assert history
    (counted,) = history.ask("headline")
    assert (counted["clusters"], counted["tasks"]) == (4, 3)


def test_what_a_later_export_tells_moves_runs_to_the_work_that_they_belong_to(home: Home) -> None:
    """First of nothing, then of one record; first the latest of its task, then tried again; first
    of nobody's task, then of Ann's."""
    first = (
        run("a", 0, "failed"), run("b", 1, "ok"), run("t", 2, "failed", task_id="t"),
        run("v", 4, "ok", task_id="s", worker_id="Ann"), run("w", 5, "failed", task_id="s"),
    )  # fmt: skip
    later = (
        run("a", 0, "failed", record_id="r"), run("b", 1, "ok", record_id="r"),
        run("w", 5, "failed", task_id="s", worker_id="Ann"),
    )  # fmt: skip
    import_export(home, export(*first, as_of=NOW), NOW)
    import_export(
        home,
        export(*later, run("u", 3, "ok", retry_of="t"), as_of=NOW + timedelta(days=1)),
        NOW + timedelta(days=1),
    )
    history = current(home)
    assert history
    (counted,) = history.ask("headline")
    assert (counted["clusters"], counted["unresolved"], counted["pairs"]) == (3, 1, 2)


def test_a_run_of_which_only_a_later_export_tells_that_it_is_a_retry_was_tried_last(
    home: Home,
) -> None:
    first, retry = run("a", 2, "failed", task_id="t"), run("b", 1, "ok", task_id="t")
    import_export(home, export(first, retry, as_of=NOW), NOW)
    history = current(home)
    assert history
    assert history.ask("headline")[0]["unresolved"] == 1
    later = NOW + timedelta(days=1)
    import_export(home, export(retry | {"retry_of": "a"}, as_of=later), later)
    history = current(home)
    assert history
    assert history.ask("headline")[0]["unresolved"] == 0
    rows = history.reader.rows("SELECT run_id FROM history.runs WHERE is_latest", {})
    assert [row["run_id"] for row in rows] == ["b"]

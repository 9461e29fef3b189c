"""Which runs repeat the output of a failed run, as the history is now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from dashboard.store.writing.taking_back import take_back
from tests.store.conftest import NOW, export

TEXT = "Reminder for invoice 2041 of Alder Works is written, the customer pays on Monday."
LIMIT = {"status": "failed", "error_message": "HTTP 429"}


def wrote(run_id: str, minute: int, **fields: Any) -> dict[str, Any]:
    at = NOW - timedelta(minutes=60 - minute)
    told = {"run_id": run_id, "created_at": at, "worker_id": "ann", "comment_preview": TEXT}
    return told | fields


def repeats(home: Home) -> list[tuple[str, int]]:
    """Per worker how many of its runs repeat a failed one."""
    history = current(home)
    assert history
    rows = history.ask("repeats_of_failed", ALL)
    assert all(row["cause"] in history.causes.by_key for row in rows)
    return [(row["worker_id"], row["runs"]) for row in rows]


def test_the_last_run_that_wrote_before_it_is_repeated_on_its_task_or_record(home: Home) -> None:
    of_task, of_record = {"task_id": "t"}, {"record_id": "7", "record_type": "Deal"}
    import_export(
        home,
        export(
            wrote("f1", 0, **of_task, **LIMIT), wrote("a1", 2, **of_task),
            wrote("f2", 0, **of_record, **LIMIT),
            wrote("a2", 2, **of_record, task_id="u", worker_id="bob"),
            wrote("elsewhere", 1, record_id="7", record_type="Case", task_id="w"),
        ),
        NOW,
    )  # fmt: skip
    assert repeats(home) == [("ann", 1), ("bob", 1)]
    import_export(home, export(wrote("between", 1, **of_task, worker_id="cid")), NOW)
    assert repeats(home) == [("bob", 1), ("cid", 1)], "the last before a1 did not fail"
    import_export(home, export(wrote("silent", 1, **of_record, comment_preview=None)), NOW)
    assert repeats(home) == [("bob", 1), ("cid", 1)], "who wrote nothing is repeated by nobody"
    take_back(home)
    take_back(home)
    assert repeats(home) == [("ann", 1), ("bob", 1)]


def test_a_run_that_failed_itself_is_told_by_its_own_cause(home: Home) -> None:
    other = {"status": "failed", "error_message": "No access to the record"}
    runs = wrote("f1", 0, task_id="t", **LIMIT), wrote("f2", 1, task_id="t", **other)
    import_export(home, export(*runs), NOW)
    history = current(home)
    assert history
    (row,) = history.ask("repeats_of_failed", ALL)
    (last,) = history.ask("causes_of_runs", run_ids=["f2"])
    assert (row["cause"], row["runs"]) == (last["cause"], 1)


def test_the_newest_that_wrote_on_its_task_or_its_record_counts(home: Home) -> None:
    """Also where very many runs are of one record: each is looked at once."""
    record = {"record_id": "7", "record_type": "Deal"}
    runs = [wrote(f"w{n}", n % 50, **record, task_id=f"t{n}") for n in range(2, 2000)]
    import_export(
        home,
        export(wrote("f", 0, **record, task_id="f", **LIMIT), *runs, wrote("own", 1, task_id="t9")),
        NOW,
    )
    assert repeats(home) == [("ann", 1)], "one was next to the failed run, the others to each other"

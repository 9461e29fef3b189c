"""Rejected rows that are not like the others are announced by load, commands and Trends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.store.derived.lost import Ending, Losses, Lost, LostUnread, LostWorkers, lost
from tests.app_pages.opening import open_page, texts
from tests.cli.conftest import Run, worker_runs
from tests.workspaces import import_text

__all__ = ["worker_runs"]

HEAD = "run_id,status,created_at,worker,task_id\n"
AT = "2026-11-02T09:00:00Z"
UNTIMELY = (
    HEAD + "1,failed,,Ann,t1\n" + "".join(f"{n},completed,{AT},Ann,t{n}\n" for n in range(2, 42))
)
LOST = "The only failed run was rejected, and none of the 40 others"


def told(worker_runs: Run, text: str, *words: object, name: str = "runs.csv") -> list[str]:
    """What load says beside its counts, which the commands then announce, too."""
    file = worker_runs.home.parent / name
    file.write_text(text)
    assert worker_runs("load", file, *words) == 1
    said = worker_runs.err.splitlines()[1:]
    assert worker_runs.json("show", "trends")["notices"] == said
    return said


def test_the_only_failed_run_that_was_rejected_is_announced(worker_runs: Run) -> None:
    (said,) = told(worker_runs, UNTIMELY)
    assert said.startswith(LOST)
    file = worker_runs.home.parent / "runs.csv"
    file.write_text(UNTIMELY.replace("1,failed,,", f"1,failed,{AT},", 1))
    assert worker_runs("load", file) == 0
    assert worker_runs.json("show", "trends")["notices"] == [], "the run is there now"


JUDGED = "run_id,status,created_at,worker,quality,score,verdict\n"
MAPPING = """
[fields]
run_id = "run_id"
status = "status"
created_at = "created_at"
worker = "worker"
"""
SOURCES = {
    "a column": ("bad,,", "good,,", ""),
    "a mapping": (
        ",,poor", ",,fine",
        MAPPING + 'quality = { path = "verdict", values = { poor = "bad", fine = "good" } }\n',
    ),
    "a score": (",0.2,", ",0.9,", MAPPING + 'score = "score"\n[success]\ngood_at_least = 0.5\n'),
    "only the bad ones": ("bad,,", ",,", ""),
}  # fmt: skip
"""How an export says that a run was bad and that it was good, and the mapping that reads it."""


@pytest.mark.parametrize(("bad", "good", "mapping"), SOURCES.values(), ids=SOURCES)
def test_the_share_of_bad_runs_is_too_low_where_all_were_rejected(
    worker_runs: Run, bad: str, good: str, mapping: str
) -> None:
    text = JUDGED + "".join(f"b{n},completed,,Ann,{bad}\n" for n in range(12))
    text += "".join(f"g{n},completed,{AT},Ann,{good}\n" for n in range(60))
    words: list[object] = []
    if mapping:
        file = worker_runs.home.parent / "map.toml"
        file.write_text(mapping)
        words = ["--map", file]
    (said,) = told(worker_runs, text, *words)
    assert said.startswith("All 12 completed runs marked bad were rejected, and none of the 60")
    assert "the share of such runs is too low" in said


def test_the_bad_runs_of_tau_bench_that_cannot_be_told_apart_are_announced(
    worker_runs: Run,
) -> None:
    """Without a trial a conversation has no id."""
    graded = [{"task_id": n, "trial": 0, "reward": 1.0, "traj": [], "info": {}} for n in range(16)]
    ungraded = [one | {"trial": None, "reward": 0.0} for one in graded[:4]]
    file = worker_runs.home.parent / "bench.json"
    file.write_text(json.dumps(graded + ungraded))
    assert worker_runs("load", file) == 1
    assert "All 4 completed runs marked bad were rejected, and none of the 16" in worker_runs.err


def test_a_word_for_quality_that_cannot_be_read_may_have_meant_bad(worker_runs: Run) -> None:
    text = JUDGED + "".join(f"b{n},completed,{AT},Ann,poor,,\n" for n in range(12))
    text += "".join(f"g{n},completed,{AT},Ann,good,,\n" for n in range(60))
    (said,) = told(worker_runs, text)
    assert said.startswith("All 12 completed runs whose quality can’t be read were rejected, and")
    assert "so that the shares of good and bad runs are not known" in said


@pytest.mark.parametrize(
    "rows",
    [
        # Bad and good ones are rejected alike.
        "".join(f"{n},completed,{AT if n % 2 else ''},Ann,{'bad' if n % 4 < 2 else 'good'},,\n"
                for n in range(40)),
        # Some bad ones are.
        "".join(f"{n},completed,{'' if n < 3 else AT},Ann,{'bad' if n < 20 else 'good'},,\n"
                for n in range(40)),
        # What failed is not looked at by quality.
        "".join(f"{n},failed,{'' if n < 3 else AT},Ann,{'bad' if n < 3 else ''},,\n"
                for n in range(40)),
    ],
)  # fmt: skip
def test_what_is_rejected_like_the_others_is_not_announced(worker_runs: Run, rows: str) -> None:
    assert told(worker_runs, JUDGED + rows) == []


def test_one_loss_is_told_once(worker_runs: Run) -> None:
    """All completed runs are lost and all were good: their status says it."""
    rows = "".join(f"{n},completed,,Ann,good,,\n" for n in range(9))
    rows += "".join(f"f{n},failed,{AT},Ann,,,\n" for n in range(9))
    (said,) = told(worker_runs, JUDGED + rows)
    assert said.startswith("All 9 completed runs were rejected, and none of the 9 others.")


def test_a_worker_all_of_whose_runs_were_rejected_is_named(worker_runs: Run) -> None:
    held = "".join(f"{n},failed,{AT},Ann,t\n" for n in range(40))
    (said,) = told(worker_runs, HEAD + held + "a,failed,,Bob,t\nb,failed,,Bob,t\nc,failed,,Ann,t\n")
    assert said.startswith("All 2 runs of Bob were rejected. Nothing shown counts them;")
    more = "".join(f"w{n},failed,,W{n},t\n" for n in range(4))
    file = worker_runs.home.parent / "more.csv"
    file.write_text(HEAD + held + more)
    assert worker_runs("load", file) == 1
    assert "All runs of 4 workers were rejected: W0 (1), W1 (1), W2 (1), 1 more." in worker_runs.err
    (said,) = worker_runs.json("show", "trends")["notices"]
    assert said.startswith("All runs of 5 workers were rejected: Bob (2), W0 (1), W1 (1), 2 more.")


def test_a_worker_of_whom_other_runs_are_there_by_name_is_not_lost(worker_runs: Run) -> None:
    head = HEAD.replace("worker,", "worker,worker_id,")
    held = "".join(f"{n},failed,{AT},Ann,a1,t\n" for n in range(40))
    (said,) = told(worker_runs, f"{head}{held}a,failed,,Ann,a2,t\nb,failed,,Bob,b1,t\n")
    assert said.startswith("The only run of Bob was rejected.")


def test_a_row_without_a_status_is_told_beside_runs_that_were_there_before(
    worker_runs: Run,
) -> None:
    """Only a later file of the same name tells that it was no row."""
    file = worker_runs.home.parent / "first.csv"
    file.write_text(HEAD + f"1,failed,{AT},Ann,t\n")
    assert worker_runs("load", file) == 0
    again = HEAD + f"1,failed,{AT},Ann,t\nit tells, nothing at all\n"
    (said,) = told(worker_runs, again, name="second.csv")
    assert said.startswith("1 rejected row doesn’t tell how its run ended; 1 run was read.")
    file.with_name("second.csv").write_text(HEAD + f"1,failed,{AT},Ann,t\n2,failed,{AT},Ann,t\n")
    assert worker_runs("load", file.with_name("second.csv")) == 0
    assert worker_runs.json("show", "trends")["notices"] == []


def test_what_may_be_no_row_names_no_worker(worker_runs: Run) -> None:
    """Lines of a text without quotes that have the right number of commas, and ids of workers."""
    held = "".join(f"{n},failed,{AT},Ann,t\n" for n in range(40))
    text = "and then, it seems, we tried, Bob, once\n,failed,,Cy,t\n"
    said = told(worker_runs, HEAD + held + text)
    assert not any("runs of Bob" in one or "run of Bob" in one or "Cy" in one for one in said)


def test_a_word_that_was_explained_counts_as_what_it_means(worker_runs: Run) -> None:
    rows = "".join(f"{n},completed,{AT},Ann,t\n" for n in range(40))
    rows += "".join(f"z{n},Zorped,,Ann,t\n" for n in range(3))
    (said,) = told(worker_runs, HEAD + rows, "--status", "Zorped=failed")
    assert said.startswith("All 3 failed runs were rejected, and none of the 40 others.")


def test_trends_announces_what_was_lost_with_names_made_harmless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(tmp_path / "home"))
    rows = "z1,failed,,B\u202eob `x`,t\n"
    import_text(tmp_path / "home", "runs.csv", UNTIMELY + rows)
    said = " ".join(texts(open_page(tmp_path / "home", "trends")))
    assert "All 2 failed runs were rejected, and none of the 40 others" in said
    assert "The only run of B⟨U+202E⟩ob" in said


def test_a_run_that_several_rejected_rows_tell_of_is_one(worker_runs: Run) -> None:
    """Rows that lack a time: of one run twice, and of one that also came with a time."""
    twice = "1,failed,,Ann,t1\n1,failed,,Ann,t1\n"
    there = f"2,completed,{AT},Ann,t\n2,failed,,Ann,t\n"
    (said,) = told(worker_runs, HEAD + twice + there)
    assert said.startswith("The only failed run was rejected, and the only other was not.")


@pytest.mark.parametrize(
    ("rejected", "imported", "found"),
    [
        ({"failed": 1}, {"completed": 9}, ["failed"]),
        ({"failed": 2}, {"failed": 1, "completed": 3}, []),  # by chance more than 1 in 20
        ({"failed": 2}, {"failed": 1, "completed": 8}, []),  # by chance 3 in 55
        ({"failed": 2}, {"failed": 1, "completed": 9}, ["failed"]),  # by chance 1 in 22
        ({"failed": 5}, {"failed": 5, "completed": 90}, ["failed"]),  # half
        ({"failed": 18, "completed": 10}, {"failed": 2, "completed": 10}, []),  # of others half
        ({"failed": 2, "completed": 2}, {"completed": 2}, ["failed"]),  # all, of others half
        ({"failed": 1, "completed": 3}, {"failed": 1, "completed": 1}, []),
        ({"failed": 5, "completed": 7}, {"failed": 1, "completed": 20}, ["failed"]),
        ({"failed": 6}, {"failed": 2, "completed": 90}, ["failed"]),
        ({"failed": 6}, {"failed": 20, "completed": 90}, []),
        ({"failed": 2, "completed": 20}, {"completed": 2}, ["failed"]),
        ({"failed": 2, "completed": 20}, {"failed": 2}, ["completed"]),
        ({"failed": 5, "completed": 2}, {"completed": 90, "running": 3}, ["failed"]),
        ({"failed": 5}, {}, []),
        ({}, {"completed": 5}, []),
    ],
)
@pytest.mark.parametrize("quality", [None, "good"])
def test_when_rejected_rows_are_unlike_the_others(
    rejected: dict[str, int], imported: dict[str, int], found: list[str], quality: str | None
) -> None:
    def ending(runs: dict[str, int]) -> dict[Ending, int]:
        return {(status, quality): n for status, n in runs.items()}

    said = lost(ending(rejected), ending(imported), [])
    assert [one.kind for one in said if isinstance(one, Lost)] == found


def test_rows_that_tell_no_status_are_told_where_they_may_move_a_rate_by_a_point() -> None:
    held: dict[Ending, int] = {("completed", None): 198, ("failed", None): 99}
    assert lost({("unread", None): 2}, held, []) == ()
    assert lost({("unread", None): 2, ("unread", "good"): 1}, held, []) == (LostUnread(3, 297),)
    assert lost({("unread", None): 2}, {}, []) == ()
    found = lost({("unread", None): 200, ("failed", None): 1}, {("completed", None): 40}, [])
    assert found == (Lost("failed", 1, 0, 0, 40), LostUnread(200, 40)), "they are no others"


def test_qualities_are_compared_among_completed_runs() -> None:
    rejected = {("completed", "bad"): 5, ("failed", "good"): 2, ("failed", None): 3}
    imported = {("completed", "good"): 30, ("completed", "bad"): 1, ("failed", None): 30}
    (one,) = lost(rejected, imported, [])
    assert one == Lost("bad", 5, 1, 0, 30)


def test_workers_are_told_only_where_anything_was_imported() -> None:
    assert lost({("failed", None): 2}, {}, [("Bob", 2)]) == ()
    assert lost({}, {("failed", None): 2}, [("Bob", 2)]) == (LostWorkers((("Bob", 2),)),)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Lost("failed", 1, 0, 0, 1), "The only failed run was rejected, and the only other was not."
         " Nothing shown counts it,"),
        (Lost("failed", 2400, 0, 1200, 8800), "All 2,400 failed runs were rejected, and 1,200 of"
         " the 10,000 others. Nothing shown counts them,"),
        (Lost("bad", 5, 1, 0, 30), "5 of 6 completed runs marked bad were rejected, and none of the"
         " 30 other completed runs."),
        (Lost("good", 1, 0, 0, 1), "The only completed run marked good was rejected, and the only"
         " other completed run was not."),
        (Lost("unknown", 3, 0, 0, 9), "All 3 runs of unknown status were rejected,"),
        (LostUnread(1, 1), "1 rejected row doesn’t tell how its run ended; 1 run was read. Nothing"
         " shown counts it, so that the shares of failed and of bad runs may be"),
        (LostUnread(1200, 9000), "1,200 rejected rows don’t tell how their runs ended; 9,000 runs"
         " were read. Nothing shown counts them,"),
        (LostWorkers((("Bob", 1),)), "The only run of Bob was rejected. Nothing shown counts it;"),
        (LostWorkers((("Bob\nx" + "y" * 99, 1),)), f"The only run of Bob x{'y' * 35} was"),
        (LostWorkers((("A", 1200), ("B", 1))), "All runs of 2 workers were rejected: A (1,200), B"
         " (1). Nothing shown counts them;"),
    ],
)  # fmt: skip
def test_one_and_thousands_are_told_as_they_are_spoken(one: Losses, said: str) -> None:
    assert one.sentence.startswith(said)


def test_a_row_of_another_encoding_is_no_other_worker(worker_runs: Run, tmp_path: Path) -> None:
    """In a file that is mostly UTF-8 a row in windows-1252 has half of its worker's name."""
    rows = [f"{n},completed,{AT},Jürgen,t\n".encode() for n in range(5)]
    rows += [f"x{n},failed,{AT},Jürgen,t\n".encode("windows-1252") for n in range(2)]
    path = tmp_path / "runs.csv"
    path.write_bytes(HEAD.encode() + b"".join(rows))
    assert worker_runs("load", path) == 1
    assert "All 2 failed runs were rejected" in worker_runs.err
    assert "of J" not in worker_runs.err

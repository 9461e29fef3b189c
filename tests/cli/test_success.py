"""What counts as success: listed, said with what it changes, used by every rate, taken back."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

FORMAT = "canonical export"
DAYS = ("2026-11-02", "2026-11-10")


def graded(*grades: tuple[str, str], day: str = DAYS[0], first: int = 0) -> str:
    """An export of runs, each with its status word and its score ("" for none)."""
    lines = [
        f"{first + n},Ann,{status},{day}T09:{n:02}:00Z,{score}"
        for n, (status, score) in enumerate(grades)
    ]
    return "run_id,worker,status,created_at,score\n" + "\n".join(lines) + "\n"


GRADES = [
    ("ok", "0.9"),
    ("ok", "0.5"),
    ("passed", "0.2"),
    ("failed", "1"),
    ("ok", ""),
    ("running", ""),
]


@pytest.fixture
def scored(worker_runs: Run, tmp_path: Path) -> Run:
    """A workspace of six runs whose export judges none of them."""
    path = tmp_path / "scored.csv"
    path.write_text(graded(*GRADES))
    assert worker_runs("load", path) == 0
    return worker_runs


def ends(worker_runs: Run) -> tuple[int, int, int]:
    """How many runs succeeded, were bad, and failed."""
    found = worker_runs.json("show", "trends")
    return found["succeeded"], found["bad"], found["failed"]


def test_a_format_says_itself_what_it_calls_a_success(scored: Run) -> None:
    [found] = scored.json("success")
    assert (found["format"], found["definition"]) == (FORMAT, None)
    assert found["says"].endswith("whether it was any good, its export doesn’t say.")
    assert (found["succeeded"], found["bad"], found["failed"], found["judged"]) == (4, 0, 1, 0)
    assert scored("success") == 0 and "the format" in scored.out
    assert scored("success", FORMAT) == 0 and "Good are 4 of 5 finished runs." in scored.out


def test_a_definition_is_tried_used_for_all_and_taken_back(scored: Run, tmp_path: Path) -> None:
    before = scored.json("show", "trends")
    said = ("success", FORMAT, "--score-from", "0.5")
    tried = scored.json(*said, "--dry-run")
    assert tried["effect"] == {
        "runs": 6, "become": {"bad": 1}, "completed": 4, "judged": 3,
        "success_rate_before": 0.8, "success_rate_after": 0.6, "weeks_changed": 1,
    }  # fmt: skip
    assert not tried["applied"] and scored.json("show", "trends") == before

    assert scored(*said) == 0
    assert "Its status says that it ended well, and its score is 0.5 or more." in scored.out
    assert "1 of 6 runs becomes bad; success goes from 80.0 % to 60.0 %;" in scored.out.replace(
        "\xa0", " "
    )
    assert "1 completed run has no score and counts as succeeded." in scored.out
    assert ends(scored) == (3, 1, 1), "a run that failed is no success, whatever its score"
    trends = scored.json("show", "trends")
    assert list(trends["success_set_by_a_person"]) == [FORMAT]
    assert scored("show", "trends") == 0 and "was set by a person (canonical export)" in scored.out
    assert scored("check") == 0 and "was set by a person" in scored.out
    [worker] = scored.json("show", "workers")
    assert (worker["succeeded"], worker["bad"]) == (3, 1)
    assert scored.json("show", "bad")["bad"] == 1
    run = scored.json("show", "run", "2")
    assert (run["outcome"], run["judged"], run["quality"]) == ("bad", "bad", None)

    later = tmp_path / "later.csv"
    later.write_text(graded(("ok", "0.4"), ("ok", "0.6"), day=DAYS[1], first=100))
    assert scored("load", later) == 0
    assert ends(scored) == (4, 2, 1), "what is loaded later is judged alike"
    assert scored("load", tmp_path / "scored.csv") == 0
    assert "0 new, 0 changed, 6 unchanged" in scored.err, "nothing is another version of itself"

    assert scored("success", FORMAT, "--own") == 0
    assert ends(scored) == (6, 0, 1)
    assert scored.json("success")[0]["definition"] is None
    assert not scored.json("show", "trends")["success_set_by_a_person"]


def test_status_words_say_what_is_good(scored: Run) -> None:
    done = scored.json("success", FORMAT, "--word", "OK")
    assert done["effect"]["become"] == {"bad": 1} and ends(scored) == (3, 1, 1)
    assert scored.json("success", FORMAT, "--ended")["effect"]["become"] == {"succeeded": 1}
    assert scored.json("success", FORMAT, "--score-to", "0.5")["effect"]["become"] == {"bad": 1}
    assert ends(scored) == (3, 1, 1)


def test_the_newest_definition_goes_with_the_import_that_is_taken_back(
    scored: Run, tmp_path: Path
) -> None:
    later = tmp_path / "later.csv"
    later.write_text(graded(("ok", "0.4"), day=DAYS[1], first=100))
    scored("load", later)
    assert scored("success", FORMAT, "--score-from", "0.5") == 0
    assert scored("undo") == 0 and "what counts as success in canonical export" in scored.out
    assert ends(scored) == (4, 0, 1)


NAMED: dict[str, tuple[Any, Any]] = {
    "helpful": (1, 0),
    "checks.helpful": ({"helpful": True}, {"helpful": False}),
    "feedback[name=helpful].value": (
        [{"name": "tone", "value": 0}, {"name": "helpful", "value": 0.9}],
        [{"name": "helpful", "value": "0.1"}, {"name": "tone", "value": 1}],
    ),
    "is_correct": ([1], [0]),
    "stats[-1]": ([0, 0, 1], [1, 1, 0]),
    "'a.b'.c/d": ({"c/d": "yes"}, {"c/d": "no"}),
    "told.helpful": ('{"helpful": 1}', '{"helpful": 0}'),
}


def test_a_named_score_counts_wherever_it_stands(worker_runs: Run, tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"run_id": str(n), "status": "ok", "created_at": "2026-11-02T09:00:00Z"} for n in range(4)
    ]
    for path, values in NAMED.items():
        key = "a.b" if path.startswith("'") else path.partition(".")[0].partition("[")[0]
        for row, value in zip(rows, (*values, "n/a"), strict=False):
            row[key] = value
    file = tmp_path / "runs.json"
    file.write_text(json.dumps({"runs": rows}))
    assert worker_runs("load", file) == 0
    for path in NAMED:
        done = worker_runs.json(
            "success", FORMAT, "--score", path, "--score-from", "0.5", "--dry-run"
        )
        assert (path, done["effect"]["judged"], done["effect"]["become"]) == (path, 2, {"bad": 1})
    assert worker_runs("success", FORMAT, "--score", path, "--score-from", "0.5") == 0
    assert worker_runs.json("show", "run", "1")["outcome"] == "bad"


def test_a_check_in_words_counts_by_its_words(worker_runs: Run, tmp_path: Path) -> None:
    file = tmp_path / "runs.csv"
    with file.open("w", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["run_id", "status", "created_at", "review"])
        for n, review in enumerate(["Accepted", " accepted", "refused", ""]):
            rows.writerow([n, "ok", "2026-11-02T09:00:00Z", review])
    worker_runs("load", file)
    done = worker_runs.json("success", FORMAT, "--score", "review", "--word", "accepted")
    assert done["effect"]["become"] == {"bad": 1} and done["effect"]["judged"] == 3


def test_each_format_has_a_definition_of_its_own(scored: Run, tmp_path: Path) -> None:
    other = tmp_path / "list.csv"
    other.write_text("Run ID,Status,Created\nx,Completed,2026-11-02T09:00:00Z\n")
    scored("load", other)
    assert scored("success", FORMAT, "--word", "passed") == 0
    told = {one["format"]: (one["succeeded"], one["bad"]) for one in scored.json("success")}
    assert told == {FORMAT: (1, 3), "run list": (1, 0)}


REFUSED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("nope", "--own"), FORMAT),
    (("--own",), "Of which format"),
    (("--dry-run",), "Of which format"),
    ((FORMAT, "--score-from", "nan"), "must be a number"),
    ((FORMAT, "--score-from", "2", "--score-to", "1"), "2 or more and 1 or less"),
    ((FORMAT, "--own", "--ended"), "stand alone"),
    ((FORMAT, "--own", "--score-from", "1"), "stand alone"),
    ((FORMAT, "--score", "x"), "Which score or word"),
    ((FORMAT, "--word", "ok", "--score-from", "1"), "not both"),
    ((FORMAT, "--score", "x[]", "--score-from", "1"), "many values"),
    ((FORMAT, "--score", "x[", "--score-from", "1"), "not a path"),
    ((FORMAT, "--score", "absent", "--score-from", "1"), "“absent”"),
    ((FORMAT, "--word", "failed"), "what failed is no success"),
    ((FORMAT, "--word", " "), "Which score or word"),
)


def test_what_says_no_success_changes_nothing(scored: Run) -> None:
    kept = (scored.home / "current").read_text()
    for words, said in REFUSED:
        assert scored("success", *words) == 2, words
        assert said in scored.err, words
    assert (scored.home / "current").read_text() == kept

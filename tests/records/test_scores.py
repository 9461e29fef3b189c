"""A score that is no number never costs its run: it is kept beside it, and said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, worker_runs  # noqa: F401
from tests.reading import read, written

AT = "2026-11-16T09:10:00Z"
NO_NUMBERS: tuple[Any, ...] = (
    "C", "I", "P", "N", "A", "B+", "pass", "good", "yes", "True", "85%", "1/5", "4 of 5", "0,8",
    "1e400", "Infinity", "👍", "0x1", "1_000", "--1", "Not scored", "NaN%", True, False, [], [1, 2],
    ["C"], {"a": 1}, {"value": 0.5}, 10**400,
)  # fmt: skip
NOTHING: tuple[Any, ...] = (None, "", " ", "NaN", "null", "-", "N/A", float("nan"))


def export(folder: Path, scores: tuple[Any, ...]) -> Path:
    """A run with each of these scores."""
    rows = [
        {"run_id": str(n), "status": "ok", "created_at": AT, "score": score}
        for n, score in enumerate(scores)
    ]
    return written(folder, "\n".join(map(json.dumps, rows)), "runs.ndjson")


def test_the_command_keeps_a_run_whose_score_is_a_word_and_says_so(
    worker_runs: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    assert worker_runs("load", export(tmp_path, ("C", 0.5, "I"))) == 0
    assert "3 rows read: 3 new, 0 changed, 0 unchanged, 0 rejected" in worker_runs.err
    assert '2 rows have a score that can’t be read (the first: "C" is not a nu' in worker_runs.err
    assert worker_runs.json("show", "trends")["succeeded"] == 3
    assert worker_runs.json("show", "run", "0")["extra"] == {"score": "C"}
    assert worker_runs.json("show", "run", "1")["score"] == 0.5


def test_whatever_stands_for_a_score_keeps_its_run(tmp_path: Path) -> None:
    found = read(export(tmp_path, NO_NUMBERS))
    assert found.rejected == [] and len(found.runs) == len(NO_NUMBERS) == 30
    for run, score in zip(found.runs, NO_NUMBERS, strict=True):
        assert run["score"] is None and json.loads(run["extra"]) == {"score": score}
    (notice,) = found.export.notices
    assert notice.startswith("30 rows have a score that can’t be read")


def test_what_says_that_there_is_no_score_is_not_told(tmp_path: Path) -> None:
    found = read(export(tmp_path, NOTHING))
    assert [run["score"] for run in found.runs] == [None] * len(NOTHING)
    assert found.export.notices == ()


def test_scores_of_a_table_are_treated_alike(tmp_path: Path) -> None:
    content = f"run_id,status,created_at,score\na,ok,{AT},C\nb,ok,{AT},0.5\nc,ok,{AT},\n"
    found = read(written(tmp_path, content))
    assert [run["score"] for run in found.runs] == [None, 0.5, None]
    assert "1 row has a score that can’t be read" in found.export.notices[0]
    assert "extra" in found.export.columns["runs"]


def test_a_table_without_odd_scores_has_nothing_to_keep(tmp_path: Path) -> None:
    found = read(written(tmp_path, f"run_id,status,created_at,score\nb,ok,{AT},0.5\n"))
    assert "extra" not in found.export.columns["runs"]


INSPECT = (
    ("C", 1.0, "good"), ("I", 0.0, "bad"), ("P", 0.5, "bad"), ("N", 0.0, "bad"),
    (True, 1.0, "good"), (False, 0.0, "bad"), ("yes", 1.0, "good"), ("No", 0.0, "bad"),
    (1, 1.0, "good"), ("0.5", 0.5, "bad"), (float("nan"), None, None), (None, None, None),
    ("B", None, None), ([1, 0], None, None), ({"refused": 1}, None, None),
)  # fmt: skip


def inspect_log(folder: Path) -> Path:
    """An evaluation with a sample of each of these scores."""
    samples = [
        {"id": n, "epoch": 1, "input": "x", "scores": {"judge": {"value": score}}}
        for n, (score, _, _) in enumerate(INSPECT)
    ]
    about = {"eval_id": "e", "run_id": "r", "created": AT, "task": "t", "model": "m"}
    log = {"version": 2, "status": "success", "eval": about, "samples": samples}
    return written(folder, json.dumps(log), "log.json")


def test_scores_of_inspect_count_as_inspect_counts_them(tmp_path: Path) -> None:
    found = read(inspect_log(tmp_path))
    assert [(run["score"], run["quality"]) for run in found.runs] == [
        (score, quality) for _, score, quality in INSPECT
    ]
    assert found.rejected == []
    assert "3 rows have a score that can’t be read" in found.export.notices[0]


@pytest.mark.parametrize(
    ("rule", "score", "reads"),
    [
        ('score = { path = "s", values = { good = 1, poor = 0 } }', "good", 1.0),
        ('score = { path = "s", values = { good = 1, poor = 0 } }', "fair", None),
        ('score = { path = "s", pick = "max" }', ["C", "I"], None),
        ('score = { path = "s", pick = "max" }', [0.25, "0.5"], 0.5),
        ('score = { path = "s", pick = "sum" }', [1, "I"], None),
        ('score = { path = "s", scale = 0.01 }', "85%", None),
        ('score = { path = "s", match = "([0-9]+)%", scale = 0.01 }', "85%", 0.85),
        ('score = { path = "s", decimal = "," }', "0,5", 0.5),
        ('score = { first = ["t", "s"] }', "C", None),
    ],
)
def test_a_mapping_says_what_words_mean_and_what_it_does_not_say_costs_no_run(
    tmp_path: Path, rule: str, score: Any, reads: float | None
) -> None:
    rules = f'run_id = "i"\nstatus = {{ constant = "ok" }}\ncreated_at = "c"\n{rule}\n'
    mapping = written(tmp_path, f"[success]\ngood_at_least = 0.5\n[fields]\n{rules}", "m.toml")
    row = {"i": "a", "c": AT, "s": score}
    found = read(written(tmp_path, json.dumps(row), "runs.ndjson"), mapping)
    (run,) = found.runs
    assert run["score"] == pytest.approx(reads) if reads else run["score"] is None
    assert run["quality"] == ("good" if reads else None)
    if not reads:
        assert json.loads(run["extra"])["s"] == score, "the word is kept"
        assert found.export.notices

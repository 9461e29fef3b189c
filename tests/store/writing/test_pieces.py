"""A trace of which several loads hold different parts: the same result in any order, and said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

Span = dict[str, Any]


def spans(trace: str, *numbers: int, **root: Any) -> list[Span]:
    """Observations of a trace as Langfuse exports them: 0 is the root, the others call a model."""
    return [
        {
            "id": f"{trace}-{number}",
            "trace_id": trace,
            "type": "GENERATION" if number else "SPAN",
            "environment": "default",
            "parent_observation_id": f"{trace}-0" if number else "",
            "start_time": f"2026-11-16 09:10:0{number}.000000",
            "end_time": f"2026-11-16 09:10:{'10' if number == 0 else '09'}.000000",
            "name": "call" if number else "Invoices",
            "level": "DEFAULT",
            **({"usage_details": {"total": 7}} if number else root),
        }
        for number in numbers
    ]


def langsmith(*numbers: int) -> list[Span]:
    """Runs of LangSmith: 0 is the root."""
    return [
        {
            "id": f"s{number}",
            "trace_id": "s0",
            "parent_run_id": "s0" if number else None,
            "run_type": "llm" if number else "chain",
            "name": "call" if number else "Invoices",
            "start_time": f"2026-11-16T09:10:0{number}.000000",
            "end_time": "2026-11-16T09:10:09.000000",
            "status": "success",
            "error": None,
            "dotted_order": "x",
        }
        for number in numbers
    ]


PIECES = {
    "root and children": (spans("t", 0), spans("t", 1, 2, 3)),
    "an hour after an hour": (spans("t", 0, 1), spans("t", 2, 3)),
    "of LangSmith": (langsmith(0), langsmith(1, 2)),
}
TOGETHER = "must be loaded together, as one folder or zip"


def file_of(folder: Path, number: int, rows: list[Span]) -> Path:
    """One of several exports."""
    path = folder / f"load-{number}.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


@pytest.mark.parametrize("kind", PIECES)
def test_a_trace_in_two_loads_is_what_its_root_says_in_either_order(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [file_of(tmp_path, number, rows) for number, rows in enumerate(PIECES[kind])]
    shown = []
    for order in (files, files[::-1]):
        run = Run(tmp_path / order[0].stem, capsys)
        assert run("load", order[0]) == 0 and TOGETHER not in run.err
        assert run("load", order[1]) == 0
        assert "1 run stands in earlier loads too, with other parts" in run.err
        assert TOGETHER in run.err and "in conflict" not in run.err
        name = "s0" if "Smith" in kind else "t"
        told = run.json("show", "run", name)
        assert (told["status"], told["worker"]) == ("completed", "Invoices")
        shown.append({key: value for key, value in told.items() if key != "import_id"})
    assert shown[0] == shown[1]


def test_parts_loaded_together_are_whole_whatever_was_loaded_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path / "home", capsys)
    pieces = tmp_path / "pieces"
    pieces.mkdir()
    files = [file_of(pieces, number, spans("t", *n)) for number, n in enumerate([(0,), (1, 2)])]
    for file in (files[1], pieces):
        assert run("load", file) == 0
    told = run.json("show", "run", "t")
    assert (told["status"], told["steps"], told["tokens"]) == ("completed", 2, 14)


def test_a_trace_that_has_grown_is_shown_as_it_is_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    early = spans("t", 0, 1, end_time=None)
    for name, loads in (("a", (early, spans("t", 0, 1, 2))), ("b", (spans("t", 0, 1, 2), early))):
        run = Run(tmp_path / name, capsys)
        for number, rows in enumerate(loads):
            assert run("load", file_of(tmp_path, number, rows)) == 0
        told = run.json("show", "run", "t")
        assert (told["status"], told["steps"], told["tokens"]) == ("completed", 2, 14)


def test_the_same_parts_again_are_nothing_to_tell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(tmp_path / "home", capsys)
    for number in (0, 1):
        assert run("load", file_of(tmp_path, number, spans("t", 0, 1))) == 0
    assert TOGETHER not in run.err and "1 unchanged" in run.err

"""Several rows become one run, wherever they stand in the export."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.reading import Read, read, written

SPANS = """
skip = [{ path = "kind", equals = "note" }]
absent = ["?"]
[gather]
by = { first = ["trace", "id"] }
root = [{ lacks = "parent" }]
order = "start"
[fields]
run_id = { first = ["trace", "id"] }
worker = "name"
created_at = { path = "@parts", each = "start", pick = "min" }
finished_at = { path = "@parts", each = "end", pick = "max" }
tokens = { path = "@parts", where = { kind = "llm" }, each = "usage.total", pick = "sum" }
error_message = { path = "@parts", where = { level = "error" }, each = "message", pick = "last" }
tools_called = { path = "@parts", where = { kind = "tool" }, each = { name = "name" } }
model = { path = "@parts", each = "model", pick = "first" }
[fields.status]
when = [
    { has = { path = "@parts", where = { level = "error" } }, then = "failed" },
    { has = { path = "@parts", where = { end = "" } }, then = "running" },
]
otherwise = "completed"
"""


def span(trace: str, number: int, **more: Any) -> dict[str, Any]:
    """A span of a trace, the first of which is its root."""
    at = f"2026-11-16T09:{number:02}:00Z"
    row = {
        "trace": trace,
        "span": f"{trace}-{number}",
        "start": at,
        "end": at,
        "name": f"n{number}",
    }
    return row | ({"parent": f"{trace}-0"} if number else {}) | more


ROWS = [
    span("a", 0, kind="agent", extra_key="kept"),
    span("a", 1, kind="llm", usage={"total": 5}, model="m"),
    span("a", 2, kind="tool", level="ERROR", message="no access"),
    span("a", 3, kind="llm", usage={"total": "7"}),
    span("b", 0, kind="agent", end=None),
    span("b", 1, kind="tool"),
    span("c", 0, kind="agent"),
]


def gathered(folder: Path, rows: list[Any], name: str = "e.ndjson") -> Read:
    """Rows read with the mapping of spans."""
    path = written(folder, "\n".join(map(json.dumps, rows)), name)
    return read(path, written(folder, SPANS, "m.toml"))


def test_spans_become_runs_in_any_order(tmp_path: Path) -> None:
    found = []
    for seed in range(4):
        rows = ROWS.copy()
        random.Random(seed).shuffle(rows)
        result = gathered(tmp_path, rows if seed else ROWS)
        assert result.rejected == []
        found.append(sorted(result.runs, key=lambda run: run["run_id"]))
    assert all(runs == found[0] for runs in found)
    failed, running, completed = found[0]
    assert [run["status"] for run in found[0]] == ["failed", "running", "completed"]
    assert (failed["worker"], failed["tokens"], failed["model"]) == ("n0", 12, "m")
    assert failed["error_message"] == "no access"
    assert failed["duration_ms"] is None  # no start of its own
    assert str(failed["finished_at"]) == "2026-11-16 09:03:00+00:00"
    assert json.loads(failed["extra"])["extra_key"] == "kept"
    assert "@parts" not in failed["extra"]
    assert [call["name"] for call in running["tools_called"]] == ["n1"]
    assert (completed["tokens"], completed["tools_called"]) == (None, [])


def test_a_row_of_no_run_is_rejected_and_one_to_skip_is_not(tmp_path: Path) -> None:
    lost = {"start": "2026-11-16T09:00:00Z", "kind": "tool", "trace": "?"}
    result = gathered(tmp_path, [*ROWS, lost, {"kind": "note"}, [1], span("d", 0)])
    assert sorted(result.ids) == ["a", "b", "c", "d"]
    assert [row.line for row in result.rejected] == [8, 10]
    assert result.rejected[0].reason == "it has no trace or id, which tells whose part it is"
    assert result.read == 6


def test_a_folder_is_one_export_whose_files_join(tmp_path: Path) -> None:
    folder = tmp_path / "spans"
    (folder / "day").mkdir(parents=True)
    written(folder, "\n".join(map(json.dumps, ROWS[::2])), "one.ndjson")
    written(folder / "day", json.dumps(ROWS[1::2]), "two.json")
    written(folder, "MIT", "LICENSE")
    result = read(folder, written(tmp_path, SPANS, "m.toml"))
    assert sorted(result.ids) == ["a", "b", "c"]
    assert result.runs[result.ids.index("a")]["tokens"] == 12


def test_a_bad_row_is_told_with_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "spans"
    folder.mkdir()
    written(folder, json.dumps(ROWS[0]), "one.ndjson")
    written(folder, json.dumps(ROWS[4]) + "\n{broken\n", "two.ndjson")
    result = read(folder, written(tmp_path, SPANS, "m.toml"))
    assert sorted(result.ids) == ["a", "b"]
    assert [(row.file, row.line) for row in result.rejected] == [("two.ndjson", 2)]


@pytest.mark.parametrize(
    ("records", "document", "ids"),
    [
        ('"tests.*"', {"tests": {"x": {"n": 1}, "y": {"n": 2}}}, ["x", "y"]),
        ('"[].data"', [{"data": [{"id": "p"}, {"id": "q"}]}, {"data": []}], ["p", "q"]),
        ('"data[].rows"', {"data": [{"rows": [{"id": "p"}]}, {"rows": [{"id": "q"}]}]}, ["p", "q"]),
        ('"."', {"id": "whole", "runs": [1]}, ["whole"]),
        ('["loglines", "."]', {"loglines": [{"id": "l"}]}, ["l"]),
        ('["loglines", "."]', {"id": "whole"}, ["whole"]),
        ('"a.b"', {"a": {"b": {"id": "one"}}}, ["one"]),
        ('"a.b"', {"a": {"b": [{"id": "one"}], "c": 1}, "d": {}}, ["one"]),
        ('"*"', {"x": {"n": 1}, "y": {"n": 2}}, ["x", "y"]),
    ],
)
def test_the_ways_to_the_rows(tmp_path: Path, records: str, document: Any, ids: list[str]) -> None:
    mapping = f"""
records = {records}
[times]
when_absent = "import"
[fields]
run_id = {{ first = ["id", "@key"] }}
status = {{ constant = "done" }}
"""
    path = written(tmp_path, json.dumps(document), "e.json")
    result = read(path, written(tmp_path, mapping, "m.toml"))
    assert (result.ids, result.rejected) == (ids, [])


def test_what_stands_beside_the_rows(tmp_path: Path) -> None:
    mapping = """
records = "tests.*"
[fields]
run_id = { join = ["@folder", "@file", "@key"], with = "/" }
created_at = "@outside.made.at"
status = { constant = "done" }
task_id = { path = "@file", match = "_([0-9]+)$" }
"""
    folder = tmp_path / "week"
    folder.mkdir()
    document = {"made": {"at": "2026-11-16T09:10:00Z"}, "tests": {"x": {"n": 1}}}
    path = written(folder, json.dumps(document, indent=1), "report_17.json")
    [run] = read(path, written(tmp_path, mapping, "m.toml")).runs
    assert (run["run_id"], run["task_id"]) == ("week/report_17/x", "17")
    assert str(run["created_at"]) == "2026-11-16 09:10:00+00:00"
    assert run["extra"] == '{"n": 1}'


def test_rows_in_rows_keep_their_key(tmp_path: Path) -> None:
    mapping = """
records = "a.*.b"
[times]
when_absent = "import"
[fields]
run_id = "id"
worker = "@key"
status = { constant = "done" }
"""
    document = {"a": {"x": {"b": [{"id": 1}]}, "y": {"b": [{"id": 2}, {"id": 3}]}}}
    path = written(tmp_path, json.dumps(document), "e.json")
    found = read(path, written(tmp_path, mapping, "m.toml")).runs
    assert [run["worker"] for run in found] == ["x", "y", "y"]


def test_objects_one_after_the_other_are_rows(tmp_path: Path) -> None:
    rows = [{"run_id": n, "status": "ok", "created_at": "2026-11-16T09:10:00Z"} for n in "abc"]
    assert read(written(tmp_path, "".join(map(json.dumps, rows)), "e.json")).ids == ["a", "b", "c"]


@pytest.mark.parametrize("word", ["\\N", "NaT", "0001-01-01T00:00:00Z", "0000-00-00", "-"])
def test_words_of_nothing_are_no_times_of_parts(tmp_path: Path, word: str) -> None:
    rows = [span("a", 0, end=word), span("a", 1), span("b", 0, start=word), span("b", 1)]
    found = {run["run_id"]: run for run in gathered(tmp_path, rows).runs}
    assert found["a"]["finished_at"] == found["b"]["created_at"]
    assert found["a"]["status"] == "running"


def test_a_part_that_stands_twice_counts_once_and_the_newest_holds(tmp_path: Path) -> None:
    mapping = SPANS.replace('order = "start"', 'order = "start"\npart = "span"\nnewest = "at"')
    rows = [
        span("a", 0),
        span("a", 1, kind="llm", usage={"total": 7}, at="2026-11-16T10:00:00Z"),
        span("a", 1, kind="llm", usage={"total": 5}, at="2026-11-16T09:30:00Z"),
        span("a", 2, kind="llm", usage={"total": 1}),
        {**span("a", 2, kind="llm", usage={"total": 2}), "span": None},
        span("a", 1, kind="llm", usage={"total": 90}, at=None),
    ]
    for order in (rows, rows[::-1]):
        path = written(tmp_path, "\n".join(map(json.dumps, order)), "e.ndjson")
        [run] = read(path, written(tmp_path, mapping, "m.toml")).runs
        assert run["tokens"] == 10


@pytest.mark.parametrize(("by_root", "said"), [(True, 1), (False, 0)])
def test_a_run_of_several_roots_is_said_where_the_first_tells_its_end(
    tmp_path: Path, by_root: bool, said: int
) -> None:
    mapping = SPANS
    if by_root:
        mapping = SPANS[: SPANS.index("[fields.status]")] + (
            '[fields.status]\nwhen = [{ path = "level", equals = "error", then = "failed" }]\n'
            'otherwise = "completed"\n'
        )
    two = {"parent": None, "level": "error"}
    rows = [span("a", 0), span("a", 1, **two), span("b", 0), span("b", 1, level="error")]
    path = written(tmp_path, "\n".join(map(json.dumps, rows)), "e.ndjson")
    result = read(path, written(tmp_path, mapping, "m.toml"))
    assert len(result.runs) == 2
    assert sum("1 trace has several roots" in one for one in result.export.notices) == said


def test_a_run_without_its_root_is_unknown_and_counted(tmp_path: Path) -> None:
    result = gathered(tmp_path, [span("a", 0), span("b", 1), span("c", 2), span("c", 3)])
    assert [run["status"] for run in sorted(result.runs, key=lambda run: run["run_id"])] == [
        "completed", "unknown", "unknown",
    ]  # fmt: skip
    assert "2 traces without their root: their status is unknown." in result.export.notices
    assert gathered(tmp_path, ROWS).export.notices == ()


def test_what_skip_leaves_out_is_counted(tmp_path: Path) -> None:
    rows = [span("a", 0), span("a", 1, kind="note"), span("a", 2, kind="note")]
    assert gathered(tmp_path, rows).export.notices == (
        "2 rows were left out: by the mapping’s skip they are no runs.",
    )


BY_PARENTS = SPANS.replace(
    'by = { first = ["trace", "id"] }', 'by = "trace"\nparent = "parent"\npart = "span"'
).replace('run_id = { first = ["trace", "id"] }', 'run_id = { first = ["trace", "span"] }')
"""Only roots need to say which trace they are of."""


def by_parents(folder: Path, rows: list[dict[str, Any]]) -> Read:
    """What that makes of rows as JSON lines."""
    mapping = written(folder, BY_PARENTS, "parents.toml")
    lines = "\n".join(map(json.dumps, rows))
    return read(written(folder, lines, "export.ndjson"), mapping, zone="UTC")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_left_out_beside_parts_told_by_their_parents_is_counted_once(
    tmp_path: Path, seed: int
) -> None:
    deep = [{**span("a", n, parent=f"a-{n - 1}" if n else None), "kind": "llm"} for n in range(9)]
    rows = [{k: v for k, v in row.items() if k != "trace"} for row in deep]
    rows += [{"kind": "note", "span": f"n{n}"} for n in range(5)]
    random.Random(seed).shuffle(rows)
    result = by_parents(tmp_path, rows)
    assert [run["run_id"] for run in result.runs] == ["a-0"]
    assert "5 rows were left out: by the mapping’s skip they are no runs." in result.export.notices


@pytest.mark.parametrize("seed", range(3))
def test_parts_that_lead_in_a_circle_are_by_themselves_with_what_leads_there(
    tmp_path: Path, seed: int
) -> None:
    parents = {"x-0": "x-1", "x-1": "x-2", "x-2": "x-0", "x-3": "x-1", "x-4": "x-3"}
    rows = [
        {**span("x", int(name[-1])), "parent": parent, "trace": None, "span": name}
        for name, parent in parents.items()
    ]
    random.Random(seed).shuffle(rows)
    result = by_parents(tmp_path, rows)
    assert sorted(result.ids) == ["x-0", "x-1", "x-2"]

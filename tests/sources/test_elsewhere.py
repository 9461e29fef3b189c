"""Rows of a known format under another key of a JSON document: read and told, never guessed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import ExportRefused
from tests.cli.conftest import Run, worker_runs
from tests.reading import read, written

__all__ = ["worker_runs"]

AT = "2026-11-16T09:10:00Z"
OURS = [{"run_id": "a", "status": "ok", "created_at": AT},
        {"run_id": "b", "status": "ok", "created_at": "soon"}]  # fmt: skip
LIST = [{"Run ID": "a", "Status": "ok", "Created": AT}]
LANGSMITH = [{"id": "a", "name": "x", "run_type": "chain", "start_time": AT, "end_time": AT,
              "trace_id": "a", "status": "success", "parent_run_id": None,
              "dotted_order": "1"}]  # fmt: skip
NOISE: dict[str, Any] = {"total": 2, "next": None, "tags": ["x"], "owners": [{"name": "Ann"}]}
ALL_OURS = {"a": OURS[:1], "b": OURS[:1]}


@pytest.mark.parametrize(
    ("document", "under"),
    [
        ({"items": OURS}, "items"),
        ({"results": OURS}, "results"),
        ({"data": {"runs": OURS}}, "data.runs"),
        ({"data": {"list": {"rows": OURS}}}, "data.list.rows"),
        ({"response": {"body": {"data": {"rows": OURS}}}}, "response.body.data.rows"),
        ([{"data": OURS}], "[].data"),
        ([{"data": OURS[:1]}, {"data": OURS[1:]}], "[].data"),
        ([{"page": {"items": OURS}}], "[].page.items"),
        ({"pages": [{"items": OURS[:1]}, {"items": OURS[1:]}]}, "pages[].items"),
        ({"runs.all": OURS}, "'runs.all'"),
        ({"Läufe": OURS}, "'Läufe'"),
        ({"items": OURS, **NOISE}, "items"),
        ({"runs": [{"name": "no run"}], "items": OURS}, "items"),
        ({"runs": [], "items": OURS}, "items"),
        ({"runs": {"items": OURS}}, "runs.items"),
        ({"RECORDS": [{key.upper(): value for key, value in row.items()} for row in OURS]},
         "RECORDS"),
        ({"items": [row | {"history": [{"id": 1, "status": "ok", "created": AT}]} for row in OURS]},
         "items"),
    ],
)  # fmt: skip
def test_the_one_list_that_fits_is_read_and_told(
    worker_runs: Run, tmp_path: Path, document: Any, under: str
) -> None:
    for indent in (None, 2):
        path = written(tmp_path, json.dumps(document, indent=indent), "e.json")
        found = read(path)
        assert found.ids == ["a"] and [row.field for row in found.rejected] == ["created_at"]
        assert found.export.format == "canonical export"
        assert any(f"stand under {under}" in notice for notice in found.export.notices)
    assert worker_runs("load", path) == 1 and f"stand under {under}" in worker_runs.err
    # what it says can be said in a mapping
    mapping = f"records = {json.dumps(under)}\nsame_names = true\nignore_case = true\n"
    assert read(path, written(tmp_path, mapping, "m.toml")).ids == ["a"]


@pytest.mark.parametrize(
    ("document", "format", "under"),
    [
        ({"rows": LIST}, "run list", "rows"),
        ({"export": {"rows": LANGSMITH}}, "LangSmith runs", "export.rows"),
    ],
)
def test_other_formats_too(tmp_path: Path, document: Any, format: str, under: str) -> None:
    found = read(written(tmp_path, json.dumps(document), "e.json"))
    assert (found.export.format, found.ids) == (format, ["a"])
    assert any(f"stand under {under}" in notice for notice in found.export.notices)


def test_what_stands_beside_the_rows_is_told(tmp_path: Path) -> None:
    document = {"as_of": "2026-11-17T00:00:00Z", "items": OURS, **NOISE}
    export = read(written(tmp_path, json.dumps(document), "e.json")).export
    assert export.as_of is not None and export.as_of.day == 17
    [notice] = export.notices
    assert notice == (
        "The rows of e.json stand under items; beside them total, next, tags, owners are not read."
    )


def test_lines_that_are_pages(tmp_path: Path) -> None:
    text = "".join(json.dumps({"items": [row]}) + "\n" for row in OURS)
    found = read(written(tmp_path, text, "e.ndjson"))
    assert found.ids == ["a"] and [row.line for row in found.rejected] == [2]


def test_a_folder_of_pages(tmp_path: Path) -> None:
    for name, rows in (("1", OURS[:1]), ("2", [OURS[0] | {"run_id": "c"}])):
        written(tmp_path, json.dumps({"items": rows}), f"{name}.json")
    assert read(tmp_path).ids == ["a", "c"]


@pytest.mark.parametrize(
    ("document", "both"),
    [
        (ALL_OURS, "a, b"),
        ({"x": ALL_OURS}, "x.a, x.b"),
        ([ALL_OURS], "[].a, [].b"),
        ({"ours": OURS, "theirs": LIST}, "ours, theirs"),
        ({"open": LIST, "closed": LIST, **NOISE}, "open, closed"),
    ],
)
def test_of_several_lists_that_fit_none_is_taken(
    worker_runs: Run, tmp_path: Path, document: Any, both: str
) -> None:
    path = written(tmp_path, json.dumps(document), "e.json")
    assert worker_runs("load", path) == 2 and not worker_runs.home.exists()
    assert f"Several lists in it could be the runs: {both}" in worker_runs.err
    assert f'records = "{both.split(",")[0]}"' in worker_runs.err


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"jobs": [{"id": 1, "state": "ok", "begun": AT}]},
         ["run list", "Found under jobs: id, state, begun", 'records = "jobs"']),
        ({"jobs": [{"x": 1}], "users": [{"y": 1}]},
         ["Lists in it: jobs, users", 'records = "jobs"']),
        ({"a": {"b": {"c": {"d": {"e": {"f": {"g": OURS}}}}}}}, ["Found: a"]),
        ({"items": {"a": OURS[0]}}, ["Found: items"]),
        ({"items": [[1, 2], [3, 4]]}, ["Found: items"]),
        ({"items": ["run_id", "status"]}, ["Found: items"]),
    ],
)  # fmt: skip
def test_where_no_list_fits_the_lists_are_named(
    worker_runs: Run, tmp_path: Path, document: Any, says: list[str]
) -> None:
    path = written(tmp_path, json.dumps(document), "e.json")
    assert worker_runs("load", path) == 2
    for words in says:
        assert words in worker_runs.err, worker_runs.err


FIELDS = '[fields]\nrun_id = "key"\nstatus = "state"\ncreated_at = "at"\n'
ROW = {"key": "a", "state": "ok", "at": AT}


@pytest.mark.parametrize("top", ["", '[recognise]\ncolumns = ["key", "state"]\n'])
def test_a_mapping_that_does_not_say_where_finds_the_one_list(tmp_path: Path, top: str) -> None:
    mapping = written(tmp_path, top + FIELDS, "m.toml")
    found = read(written(tmp_path, json.dumps({"items": [ROW], **NOISE}), "e.json"), mapping)
    assert found.ids == ["a"]
    with pytest.raises(ExportRefused, match="Several lists in it could be the runs: x, y"):
        read(written(tmp_path, json.dumps({"x": [ROW], "y": [ROW]}), "e.json"), mapping)


def test_a_mapping_that_says_where_is_not_looked_past(tmp_path: Path) -> None:
    mapping = written(tmp_path, 'records = "other"\n' + FIELDS, "m.toml")
    with pytest.raises(ExportRefused, match="no list under other"):
        read(written(tmp_path, json.dumps({"items": [ROW]}), "e.json"), mapping)


def test_a_document_that_is_a_run_is_one(tmp_path: Path) -> None:
    document = OURS[0] | {"history": [OURS[0] | {"run_id": "old"}]}
    assert read(written(tmp_path, json.dumps(document), "e.json")).ids == ["a"]


KEYED = {
    "r1": {"status": "ok", "created_at": AT},
    "r2": {"status": "failed", "created_at": AT, "worker": "Ann"},
    "r3": {"status": "ok", "created_at": "soon"},
    "r4": {"status": "ok"},
}


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (KEYED, "e.json stand each under a key of its own."),
        ({"runs": KEYED}, "e.json stand under runs, each under a key of its own."),
        ({"data": {"runs": KEYED}, "n": 4},
         "e.json stand under data.runs, each under a key of its own; beside them n is not read."),
        ({"as_of": AT, "runs": KEYED}, "e.json stand under runs, each under a key of its own."),
    ],
)  # fmt: skip
def test_rows_under_their_ids_are_read_and_told(
    tmp_path: Path, document: dict[str, Any], told: str
) -> None:
    found = read(written(tmp_path, json.dumps(document, indent=1), "e.json"))
    assert {run["run_id"]: run["status"] for run in found.runs} == {
        "r1": "completed", "r2": "failed"}  # fmt: skip
    assert [(row.run_id, row.field) for row in found.rejected] == [
        ("r3", "created_at"), ("r4", "created_at")]  # fmt: skip
    assert found.export.notices == (f"The rows of {told}",)


def test_an_id_within_a_row_goes_before_its_key(tmp_path: Path) -> None:
    rows = {"k1": KEYED["r1"] | {"run_id": "a"}, "k2": KEYED["r2"] | {"run_id": "b"}}
    assert read(written(tmp_path, json.dumps(rows), "e.json")).ids == ["a", "b"]


@pytest.mark.parametrize(
    "document",
    [
        {"0": KEYED["r1"], "1": KEYED["r2"]},
        {"runs": {"0": KEYED["r1"], "1": KEYED["r2"]}},
        {"run": KEYED["r1"]},
        {"run": KEYED["r1"], "worker": {"name": "Ann"}},
        {"r1": KEYED["r1"], "r2": KEYED["r2"], "count": 2},
    ],
)
def test_what_is_no_id_of_a_row_is_not_taken_for_one(
    tmp_path: Path, document: dict[str, Any]
) -> None:
    with pytest.raises(ExportRefused, match="does not fit"):
        read(written(tmp_path, json.dumps(document), "e.json"))

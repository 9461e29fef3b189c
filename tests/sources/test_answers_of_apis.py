"""Rows of JSON as APIs and databases answer: in an envelope each, with types around their values,
or as lists of values whose names stand elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import ExportRefused
from dashboard.records.drafts.profile import places, profile
from dashboard.records.reading import located
from dashboard.sources.files.files import TextFile
from dashboard.sources.tables.wrapped_values import is_extended
from tests.reading import read, written

RUNS = [
    {"run_id": str(n), "status": status, "created_at": f"2026-10-0{n}T09:00:00Z", "worker": worker,
     "tokens": 10 * n}
    for n, status, worker in ((1, "completed", "Ann"), (2, "failed", "Bob"), (3, "ok", "Ann"))
]  # fmt: skip
AT = "2026-10-01T09:00:00Z"
NAMES = list(RUNS[0])
LISTS = [list(run.values()) for run in RUNS]
TEXTS = [[str(value) for value in row] for row in LISTS]
TOLD = [("1", "completed", "Ann", 10), ("2", "failed", "Bob", 20), ("3", "completed", "Ann", 30)]


def told(path: Path) -> list[tuple[Any, ...]]:
    """What the runs say, none of which is rejected."""
    found = read(path)
    assert found.rejected == []
    assert [str(run["created_at"])[:10] for run in found.runs] == [
        f"2026-10-0{run['run_id']}" for run in found.runs
    ]
    return [(run["run_id"], run["status"], run["worker"], run["tokens"]) for run in found.runs]


def enveloped(key: str, **beside: Any) -> list[dict[str, Any]]:
    return [{**beside, key: run} for run in RUNS]


def lines(values: list[Any]) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


HITS = enveloped("_source", _index="runs", _id="x", _score=1.0)
EDGES = enveloped("node", cursor="c")


@pytest.mark.parametrize(
    "document",
    [
        {"took": 5, "hits": {"total": {"value": 3}, "hits": HITS}},
        {"_scroll_id": "s", "hits": {"total": 3, "hits": HITS}},
        HITS,
        [{"hits": {"hits": [hit]}} for hit in HITS],
        {"data": {"runs": {"edges": EDGES, "pageInfo": {"hasNextPage": False}}}},
        {"data": {"workspace": {"agent": {"runs": {"edges": EDGES}}}}},
        {"data": {"runs": {"nodes": RUNS}}},
        {"data": [{"type": "runs", "id": run["run_id"], "attributes": run} for run in RUNS]},
        {"records": enveloped("fields", id="rec1", createdTime="2026-10-09T09:00:00Z")},
        {"rows": [{"row_idx": 0, "row": run, "truncated_cells": []} for run in RUNS]},
        {"rows": [{"id": "x", "key": "x", "value": {"rev": "1"}, "doc": run} for run in RUNS]},
        [{"schema": {}, "payload": {"before": None, "after": r, "op": "c"}} for r in RUNS],
    ],
)
def test_envelopes(tmp_path: Path, document: Any) -> None:
    assert told(written(tmp_path, json.dumps(document), "e.json")) == TOLD
    if isinstance(document, list):
        assert told(written(tmp_path, lines(document), "e.ndjson")) == TOLD


def test_what_stands_around_fills_in(tmp_path: Path) -> None:
    inner = {"status": "ok", "created_at": "2026-10-01T09:00:00Z"}
    document = {"data": [{"type": "runs", "id": "7", "attributes": inner}]}
    assert read(written(tmp_path, json.dumps(document), "e.json")).ids == ["7"]


def test_other_objects_are_no_envelopes(tmp_path: Path) -> None:
    row = {**RUNS[0], "result": {"status": "failed"}, "attributes": {"run_id": "9"}}
    assert told(written(tmp_path, lines([row]), "e.ndjson")) == TOLD[:1]


def test_a_mapping_may_name_the_envelope(tmp_path: Path) -> None:
    mapping = written(
        tmp_path,
        'records = "hits.hits"\n[fields]\nrun_id = "_id"\nstatus = "_source.status"\n'
        'created_at = "_source.created_at"\n',
        "m.toml",
    )
    found = read(written(tmp_path, json.dumps({"hits": {"hits": HITS[:1]}}), "e.json"), mapping)
    assert (found.ids, found.runs[0]["status"]) == (["x"], "completed")


def of_mongo(run: dict[str, Any]) -> dict[str, Any]:
    date = {"$date": {"$numberLong": str(1790758800000 + 86_400_000 * int(run["run_id"]))}}
    return run | {"_id": {"$oid": "6" * 24}, "created_at": date,
                  "tokens": {"$numberInt": str(run["tokens"])}, "cost": {"$numberDouble": "0.5"},
                  "metrics": {"n": [{"$numberLong": "5"}]}}  # fmt: skip


def of_dynamo(run: dict[str, Any]) -> dict[str, Any]:
    typed = {key: {"N" if key == "tokens" else "S": str(value)} for key, value in run.items()}
    return typed | {"metrics": {"M": {"n": {"L": [{"N": "5"}]}}}, "cost": {"N": "0.5"}}


def of_firestore(run: dict[str, Any]) -> dict[str, Any]:
    fields = {key: {"stringValue": value} for key, value in run.items()} | {
        "tokens": {"integerValue": str(run["tokens"])}, "cost": {"doubleValue": 0.5},
        "created_at": {"timestampValue": run["created_at"]},
        "metrics": {"mapValue": {"fields": {
            "n": {"arrayValue": {"values": [{"integerValue": "5"}]}}}}},
    }  # fmt: skip
    return {"document": {"name": "runs/1", "fields": fields, "createTime": "2026-10-09T09:00:00Z"}}


@pytest.mark.parametrize("typed", [of_mongo, of_dynamo, of_firestore])
def test_types_around_values(tmp_path: Path, typed: Any) -> None:
    rows = [typed(run) for run in RUNS]
    for path in (
        written(tmp_path, lines(rows), "e.ndjson"),
        written(tmp_path, json.dumps({"Items": rows, "Count": 3}), "e.json"),
    ):
        assert told(path) == TOLD
        for run in read(path).runs:
            assert run["cost"] == 0.5
            assert json.loads(run["extra"])["metrics"] == {"n": [5]}


def test_exports_of_dynamo_hold_an_item_a_line(tmp_path: Path) -> None:
    assert told(written(tmp_path, lines([{"Item": of_dynamo(run)} for run in RUNS]))) == TOLD


COLUMNS = [{"name": name, "type": "STRING"} for name in NAMES]


@pytest.mark.parametrize(
    "document",
    [
        {"schema": {"fields": COLUMNS}, "totalRows": "3",
         "rows": [{"f": [{"v": value} for value in row]} for row in TEXTS]},
        {"resultSetMetaData": {"numRows": 3, "rowType": COLUMNS}, "data": TEXTS},
        {"manifest": {"schema": {"columns": COLUMNS}, "chunks": [{"chunk_index": 0}]},
         "result": {"row_count": 3, "data_array": TEXTS}},
        {"ResultSet": {
            "Rows": [{"Data": [{"VarCharValue": v} for v in row]} for row in (NAMES, *TEXTS)],
            "ResultSetMetadata": {"ColumnInfo": [{"Name": n, "Type": "varchar"} for n in NAMES]}}},
        {"tables": [{"name": "PrimaryResult", "columns": COLUMNS, "rows": LISTS}]},
        {"data": {"rows": LISTS, "cols": COLUMNS}, "row_count": 3, "status": "completed"},
        {"results": [{"series": [{"name": "runs", "columns": NAMES, "values": LISTS}]}]},
        {"results": [{"columns": NAMES, "data": [{"row": r, "meta": [None]} for r in LISTS]}]},
        {"table": {"cols": [{"id": "A", "label": name} for name in NAMES],
                   "rows": [{"c": [{"v": value} for value in row]} for row in LISTS]}},
        {"results": [[{"field": k, "value": str(v)} for k, v in r.items()] for r in RUNS]},
        {"data": LISTS, "types": ["a", "b", "c", "d", "e"], "names": NAMES},
        {name: [run[name] for run in RUNS] for name in NAMES},
        {"meta": COLUMNS, "data": {name: [run[name] for run in RUNS] for name in NAMES}},
    ],
)  # fmt: skip
def test_lists_of_values_and_their_names(tmp_path: Path, document: Any) -> None:
    assert told(written(tmp_path, json.dumps(document), "e.json")) == TOLD


TABLE = {"columns": NAMES[:3], "rows": [["7", "failed", RUNS[0]["created_at"]]] * 2}
GRID = [[1, 2], [3, 4]]
WORKERS = [{"worker_id": "a", "name": "Ann"}, {"worker_id": "b", "name": "Bob"}]
STAGES = [{"name": "a", "step": 1}, {"name": "b", "step": 2}]
FILTERS = [[{"field": "status", "value": "any"}]]


def with_id(run: dict[str, Any]) -> dict[str, Any]:
    return {"id" if key == "run_id" else key: value for key, value in run.items()}


@pytest.mark.parametrize(
    ("many", "document"),
    [
        (3, {"runs": [run | {"id": f"n{run['run_id']}"} for run in RUNS], "failures": TABLE}),
        (3, {"items": [*map(with_id, RUNS)], "recent": TABLE}),
        (3, {"items": [*map(with_id, RUNS)], "chart": {"columns": ["day", "n"], "rows": GRID * 2}}),
        (2, {"items": [*map(with_id, RUNS[:2])], "series": [[1, 5], [2, 6], [3, 7]]}),
        (1, {"runs": RUNS[:1], "summary": {"columns": ["worker", "n"], "rows": GRID}}),
        (1, {"runs": [RUNS[0] | {"output": TABLE}]}),
        (1, {"runs": [RUNS[0] | {"heat": GRID, "stages": STAGES}]}),
        (1, {"as_of": "2026-10-05T00:00:00Z", "runs": RUNS[:1], "workers": WORKERS, "grid": GRID}),
        (3, {"items": [*map(with_id, RUNS)], "filters": FILTERS}),
        (3, {"runs": RUNS, "filters": FILTERS}),
        (3, {"index": ["a", "b", "c", "d", "e"], "columns": NAMES, "data": LISTS}),
        (3, {"types": ["a", "b", "c", "d", "e"], "columns": NAMES, "data": LISTS}),
        (1, RUNS[0] | {"data": {"seen": [1, 2], "sent": [3, 4]}}),
        (2, {"runs": {"a": RUNS[0], "b": RUNS[1]}, "data": {"seen": [1, 2], "sent": [3, 4]}}),
        (2, {"data": {"runs": RUNS[:2]}, "a": {"b": {"c": {"d": {"old": RUNS[2:]}}}}}),
    ],
)  # fmt: skip
def test_no_list_beside_the_runs_takes_their_place(
    tmp_path: Path, many: int, document: Any
) -> None:
    assert told(written(tmp_path, json.dumps(document), "e.json")) == TOLD[:many]


def test_runs_without_what_a_format_needs_give_no_other_list_their_place(tmp_path: Path) -> None:
    document = {"runs": [{"worker": "Ann"}], "failures": TABLE}
    with pytest.raises(ExportRefused, match="worker"):
        read(written(tmp_path, json.dumps(document), "e.json"))


def test_two_lists_of_names_that_fit_are_refused(tmp_path: Path) -> None:
    document = {"a": LISTS, "b": NAMES, "c": ["Status", "Run ID", "Created", "Agent", "Tokens"]}
    with pytest.raises(ExportRefused, match="Several lists in it could be the names of its col"):
        read(written(tmp_path, json.dumps(document), "e.json"))


def test_a_mapping_is_suggested_for_lists_of_values(tmp_path: Path) -> None:
    names = ["nummer", "lage", "begonnen", "wer", "menge"]
    document = {"resultSetMetaData": {"rowType": [{"name": n} for n in names]}, "data": TEXTS}
    path = written(tmp_path, json.dumps(document), "e.json")
    with located(path) as found:
        seen = profile(places(found)[0])
    assert [column.path for column in seen.columns] == names
    fields = 'run_id = "nummer"\nstatus = "lage"\ncreated_at = "begonnen"\n'
    mapping = written(tmp_path, f"[fields]\n{fields}", "m.toml")
    assert read(path, mapping).ids == ["1", "2", "3"]


def test_lists_of_values_one_a_line(tmp_path: Path) -> None:
    types = ["String", "LowCardinality(String)", "DateTime64(3)", "Nullable(String)", "UInt32"]
    for head in ([NAMES], [NAMES, types]):
        for name in ("e.json", "e.ndjson"):
            assert told(written(tmp_path, lines([*head, *LISTS]), name)) == TOLD


def test_times_of_a_column_of_times(tmp_path: Path) -> None:
    at = {"1": "1.7908452E9", "2": "1.790931600E9", "3": "1.791018E9"}
    rows = [{"f": [{"v": at[r[0]] if n == 2 else v} for n, v in enumerate(r)]} for r in TEXTS]
    fields = [{"name": n, "type": "TIMESTAMP" if n == "created_at" else "STRING"} for n in NAMES]
    document = {"schema": {"fields": fields}, "rows": rows}
    assert told(written(tmp_path, json.dumps(document), "e.json")) == TOLD


def test_pages_of_such_answers_are_said(tmp_path: Path) -> None:
    listed = {"schema": {"fields": COLUMNS}, "rows": [{"f": [{"v": v} for v in TEXTS[0]]}]}
    for document, said in (
        ({"hits": {"total": {"value": 300}, "hits": HITS}}, "total is 300, and 3 rows are here"),
        ({"hits": {"total": {"value": 3, "relation": "gte"}, "hits": HITS}}, "there are 3 or more"),
        (listed | {"totalRows": "300"}, "totalRows is 300, and 1 row is here"),
        (listed | {"pageToken": None, "nextPageToken": "x"}, "more follows (nextPageToken)"),
    ):
        found = read(written(tmp_path, json.dumps(document), "e.json"))
        assert said in " ".join(found.export.notices)


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ({"timed_out": True}, "as timed_out beside them says"),
        ({"_shards": {"total": 5, "failed": 2}}, "as _shards beside them says"),
        ({"errors": [{"message": "timeout"}], "data": {}}, "as errors beside them says"),
        ({"manifest": {"truncated": True}}, "as truncated beside them says"),
        ({"timed_out": False, "_shards": {"failed": 0}, "errors": [], "truncated": False}, ""),
    ],
)
def test_an_answer_in_part_is_said(tmp_path: Path, beside: dict[str, Any], said: str) -> None:
    found = read(written(tmp_path, json.dumps(beside | {"hits": {"hits": HITS}}), "e.json"))
    notices = " ".join(found.export.notices)
    assert said in notices and ("may lack rows" in notices) == bool(said)


@pytest.mark.parametrize(
    "beside", [{"errors": 3}, {"errors": [{"run": "1", "message": "x"}]}, {"errors": ["x"]}]
)
@pytest.mark.parametrize("under", ["runs", "data"])
def test_errors_of_runs_make_no_answer_in_part(
    tmp_path: Path, under: str, beside: dict[str, Any]
) -> None:
    found = read(written(tmp_path, json.dumps({under: RUNS} | beside), "e.json"))
    assert "may lack rows" not in " ".join(found.export.notices)


def test_an_answer_in_part_of_several_pages_is_said_to_be_both(tmp_path: Path) -> None:
    document = {"data": {"runs": RUNS, "hasMore": True}, "errors": [{"message": "timeout"}]}
    notices = " ".join(read(written(tmp_path, json.dumps(document), "e.json")).export.notices)
    assert "as errors beside them says" in notices and "more follows (hasMore)" in notices


def test_rows_that_are_null_or_lack_types_are_only_those(tmp_path: Path) -> None:
    found = read(written(tmp_path, json.dumps([{"node": None}, *EDGES]), "e.json"))
    assert (len(found.rejected), found.ids) == (1, ["1", "2", "3"])
    rows = [of_dynamo(RUNS[0]) | {"status": "failed"}, *map(of_dynamo, RUNS[1:])]
    assert [run["status"] for run in read(written(tmp_path, lines(rows), "e.ndjson")).runs] == [
        "failed", "failed", "completed"]  # fmt: skip


def test_types_of_mongo_are_taken_off_wherever_they_stand(tmp_path: Path) -> None:
    rows = [{"run_id": f"{n}", "status": "ok", "created_at": AT} for n in range(25)]
    late = {"run_id": {"$oid": "x"}, "status": "ok", "created_at": {"$date": AT}}
    every = [*rows, late]
    for text, name in ((lines(every), "e.ndjson"), (json.dumps({"runs": every}), "e.json")):
        found = read(written(tmp_path, text, name))
        assert (found.rejected, found.ids[-1], len(found.ids)) == ([], "x", 26)


def test_types_of_mongo_are_found_where_two_blocks_of_a_file_meet(tmp_path: Path) -> None:
    for before in (*range(2**20 - 12, 2**20 + 2), 2**20 - 2**10 - 3, 3 * 2**20):
        path = written(tmp_path, " " * before + '{"$oid" : "x"}', "e.json")
        assert is_extended(TextFile(path, path.name)), before
    other = written(tmp_path, '{"oid": "$oid"}', "e.json")
    assert not is_extended(TextFile(other, other.name))


@pytest.mark.parametrize("row", [1, 25])
def test_more_beside_an_envelope_is_kept_with_the_row(tmp_path: Path, row: int) -> None:
    runs = [{"run_id": f"{n}", "status": "ok", "created_at": AT} for n in range(30)]
    rows: list[dict[str, Any]] = [{"_id": "x", "_source": run} for run in runs]
    rows[row] |= {"seen": True}
    found = read(written(tmp_path, lines(rows), "e.ndjson"))
    assert (found.rejected, len(found.runs)) == ([], 30)
    assert json.loads(str(found.runs[row]["extra"]))["seen"] is True


def test_a_row_that_only_has_a_member_of_the_name_of_an_envelope_is_itself(tmp_path: Path) -> None:
    runs = [{"run_id": f"{n}", "status": "ok", "created_at": AT} for n in range(30)]
    rows: list[dict[str, Any]] = [{"result": run} for run in runs]
    rows[25] = runs[25] | {"result": {"status": "failed"}}
    found = read(written(tmp_path, lines(rows), "e.ndjson"))
    assert (found.rejected, found.runs[25]["status"]) == ([], "completed")


BYTES = "AAECAwQFBgcICQoLDA0ODw=="


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"$binary": {"subType": "04"}}, {"$binary": {"subType": "04"}}),
        ({"$binary": {"base64": BYTES, "subType": "03"}}, BYTES),
        ({"$binary": {"base64": BYTES, "subType": "04"}}, "00010203-0405-0607-0809-0a0b0c0d0e0f"),
        ({"$date": {"$numberLong": "NaN"}}, None),
    ],
)
def test_bytes_and_times_that_are_none(tmp_path: Path, value: Any, kept: Any) -> None:
    found = read(written(tmp_path, lines([RUNS[0] | {"x": value}]), "e.ndjson"))
    assert json.loads(str(found.runs[0]["extra"] or "{}")).get("x") == kept


def test_a_map_of_firestore_without_members(tmp_path: Path) -> None:
    typed = {key: {"stringValue": str(value)} for key, value in RUNS[0].items()}
    row = typed | {"x": {"mapValue": {"fields": [1]}}}
    found = read(written(tmp_path, lines([row]), "e.ndjson"))
    assert json.loads(str(found.runs[0]["extra"])) == {"x": [1]}


def test_only_types_are_a_row_of_types(tmp_path: Path) -> None:
    names = ["run_id", "status", "created_at", "worker"]
    rows = [["JSON import", "OK", "Oct 1, 2026 09:00", "Ann"], ["b", "OK", AT, "Bob"]]
    found = read(written(tmp_path, lines([names, *rows]), "e.json"), zone="UTC")
    assert found.ids == ["JSON import", "b"]
    types = [
        "LowCardinality(String)",
        "Enum8('ok' = 1)",
        "DateTime64(3, 'UTC')",
        "Nullable(String)",
    ]
    assert read(written(tmp_path, lines([names, types, rows[1]]), "e.json")).ids == ["b"]

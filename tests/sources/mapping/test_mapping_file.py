"""Mapping files: what each part of the language does, and how a wrong one is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import ExportRefused, MappingInvalid, TextRefused
from dashboard.records.canonical import field_kinds
from dashboard.sources.mapping.mapping_file import parse_mapping
from tests.reading import Read, read, written

BASE = '[times]\nwhen_absent = "import"\n[fields]\nrun_id = "id"\nstatus = { constant = "done" }\n'


def mapped(folder: Path, fields: str, *rows: dict[str, Any], head: str = "") -> Read:
    """Rows read with a mapping of these fields."""
    numbered = [{"id": n, **row} for n, row in enumerate(rows or ({},))]
    mapping = written(folder, f"{head}\n{BASE}{fields}\n", "m.toml")
    return read(written(folder, json.dumps(numbered), "e.json"), mapping)


@pytest.mark.parametrize(
    ("rule", "row", "value"),
    [
        ('record_id = "a.b[1].c"', {"a": {"b": [0, {"c": "x"}]}}, "x"),
        ('record_id = "a[-1].c"', {"a": [{"c": "x"}, {"c": "y"}]}, "y"),
        ('record_id = "a[5].c"', {"a": [{"c": "x"}]}, None),
        ("""record_id = "'a.b'.c" """, {"a.b": {"c": "x"}}, "x"),
        ("""record_id = "'a[b]'" """, {"a[b]": "x"}, "x"),
        ("""record_id = "'No.'" """, {"No.": "x"}, "x"),
        ("""record_id = "'No. (old'" """, {"No. (old": "x"}, "x"),
        ('record_id = "a.b"', {"a.b": "x"}, "x"),
        ("""record_id = "a.'b.c'.d" """, {"a.b.c.d": "x"}, "x"),
        ("""record_id = "a.'b.c'.d" """, {"a.b.c": '{"d": "x"}'}, "x"),
        ("""record_id = "a.'b.c'.d" """, {"a": {"b.c": {"d": "x"}}, "a.b.c": {"d": "y"}}, "x"),
        ('record_id = "a.b[-1].c"', {"a.b": [{"c": "w"}, {"c": "x"}]}, "x"),
        ('tokens = { path = "a.b[].n", pick = "sum" }', {"a.b": '[{"n": 3}, {"n": 4}]'}, 7),
        ('record_id = "a.b"', {"a": '{"b": "x"}'}, "x"),
        ('record_id = "a.b"', {"a": "no json"}, None),
        ('record_id = { first = ["a", "b.c", { constant = "z" }] }', {"b": {"c": "x"}}, "x"),
        ('record_id = { first = ["a", { constant = "z" }] }', {"a": " "}, "z"),
        ('record_id = { join = ["a", "b", "c"], with = "/" }', {"a": 1, "c": "x"}, "1/x"),
        ('record_id = { join = ["a", "b"], with = "/" }', {}, None),
        ('tokens = { sum = ["a", "b", "c"] }', {"a": 1, "b": "2"}, 3),
        ('tokens = { sum = ["a"] }', {}, None),
        ('tokens = { sum = ["a", "b"] }', {"a": "\\N", "b": 5}, 5),
        ('tokens = { first = ["a", "b"] }', {"a": "NaN", "b": 5}, 5),
        ('worker = { first = ["a", "b"] }', {"a": "None", "b": "x"}, "None"),
        ('cost = { path = "a", scale = 0.01 }', {"a": "\\N"}, None),
        ('tokens = { path = "a", pick = "sum" }', {"a": [1, "NaN", "-"]}, 1),
        ('tokens = { path = "a", pick = "last" }', {"a": [1, "\\N"]}, 1),
        ('trigger = { when = [{ lacks = "a", then = "none" }] }', {"a": "NaT"}, "none"),
        ('steps = { count = "a" }', {"a": [1, 2]}, 2),
        ('steps = { count = { path = "a", where = { k = "t" } } }', {"a": [{"k": "T"}, {}]}, 1),
        ('trigger = { path = "a", values = { true = "person", "2" = "" } }', {"a": True}, "person"),
        ('trigger = { path = "a", values = { true = "person", "2" = "" } }', {"a": 2}, None),
        ('trigger = { path = "a", values = { X = "y" } }', {"a": " x "}, "y"),
        ('trigger = { path = "a", values = { X = "y" } }', {"a": "other"}, "other"),
        ('trigger = { path = "a", values = { X = "y" }, otherwise = "z" }', {"a": "other"}, "z"),
        ('duration_ms = { path = "a", unit = "s" }', {"a": 1.5}, 1500.0),
        ('duration_ms = { path = "a", unit = "min" }', {"a": "2"}, 120000.0),
        ('cost = { path = "a", scale = 0.01 }', {"a": 250}, 2.5),
        ('cost = { path = "a", decimal = "," }', {"a": "1.234,5"}, 1234.5),
        ('cost = { path = "a", decimal = "." }', {"a": " -1,234.5 "}, -1234.5),
        ('cost = { path = "a", decimal = "," }', {"a": 1.5}, 1.5),
        ('duration_ms = { path = "a", decimal = ",", unit = "s" }', {"a": "1,5"}, 1500.0),
        ('cost = { sum = [{ path = "a", decimal = "," }, "b"] }', {"a": "0,5", "b": 1}, 1.5),
        ('context_sources = { path = "a", split = "," }', {"a": "x, y;z,"}, ["x", "y;z"]),
        ('context_sources = { path = "a", each = "n" }', {"a": [{"n": "x"}, {}, "y"]}, ["x", "y"]),
        ('context_sources = { path = "a", values = { x = "X" } }', {"a": ["x", "y"]}, ["X", "y"]),
        ('comment_preview = { path = "a", where = { r = ["b", 1] }, each = "t", with = "\\n" }',
         {"a": [{"r": "b", "t": "x"}, {"r": "c", "t": "-"}, {"r": 1, "t": "y"}]}, "x\ny"),
        ('quality = { path = "a", values = { accepted = "good" } }', {"a": "Accepted"}, "good"),
        ('record_id = "a[k=x].v"', {"a": [{"k": "y", "v": 1}, {"k": "x", "v": 2}]}, "2"),
        ('record_id = "a[k=x].v"', {"a": [{"k": "y", "v": 1}]}, None),
        ('record_id = "a[k=1].v"', {"a": ["k", {"k": 1, "v": "z"}]}, "z"),
        ('score = { path = "a.*.v", pick = "min" }', {"a": {"x": {"v": 2}, "y": {"v": "1"}}}, 1.0),
        ('score = { path = "a.*.v", pick = "max" }', {"a": {"x": {"v": 2}, "y": {}}}, 2.0),
        ('score = { path = "a.*.v", pick = "max" }', {"a": {}}, None),
        ('tokens = { path = "a[].b[].n", pick = "sum" }',
         {"a": [{"b": [{"n": 1}, {"n": "2"}]}, {"b": []}, {"b": [{"n": 4}]}]}, 7),
        ('tokens = { path = "a[].n", pick = "sum" }', {"a": '[{"n": 3}]'}, 3),
        ('context_sources = "a[].n"', {"a": [{"n": "x"}, {"m": 1}, {"n": "y"}]}, ["x", "y"]),
        ('record_id = { path = "a", where = { k = "" }, each = "v", pick = "last" }',
         {"a": [{"k": 1, "v": "x"}, {"v": "y"}, {"k": " ", "v": "z"}]}, "z"),
        ('record_id = { path = "a", unless = { k = ["b", "c"] }, each = "v", pick = "first" }',
         {"a": [{"k": "B", "v": "x"}, {"v": "y"}]}, "y"),
        ('steps = { path = "a", pick = "count" }', {"a": [1, None, ""]}, 1),
        ('tokens = { path = "a", once = "m.id", each = "n", pick = "sum" }',
         {"a": [{"m": {"id": 1}, "n": 5}, {"n": 1}, {"m": {"id": 1}, "n": 7}, {"n": 2}]}, 10),
        ('context_sources = { path = "a", answered = { by = "b[].c[]", at = "of", to = "m.id" },'
         ' each = { first = ["@answer.e", "n"] } }',
         {"a": [{"n": "x", "m": {"id": 1}}, {"n": "y", "m": {"id": "2"}}, {"n": "z"}],
          "b": [{"c": [{"of": "1", "e": "no"}, {"of": 3, "e": "other"}, {"e": "of none"}, 4]}]},
         ["no", "y", "z"]),
        ('record_id = { path = "a", answered = { by = "b", at = "of", to = "id" },'
         ' each = "@answer.v", pick = "last" }',
         {"a": [{"id": 1}], "b": [{"of": 1, "v": "old"}, {"of": 1, "v": "new"}]}, "new"),
        ('started_at = { path = "a", pick = "min" }',
         {"a": ["2026-03-02T10:00:00+02:00", "2026-03-02T08:30:00Z"]},
         datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ('record_id = { path = "a", match = "task-([0-9]+)" }', {"a": "x task-17 y"}, "17"),
        ('record_id = { path = "a", match = "task-[0-9]+" }', {"a": "x task-17 y"}, "task-17"),
        ('record_id = { path = "a", match = "task" }', {"a": "x"}, None),
        ('started_at = { path = "a", format = "%d.%m.%y %H:%M", zone = "UTC" }',
         {"a": "02.03.26 10:15"}, datetime(2026, 3, 2, 10, 15, tzinfo=UTC)),
        ('started_at = { path = "a", format = "%d.%m.%y %H:%M" }', {"a": "NaT"}, None),
        ('started_at = { path = "a", format = "%d.%m.%y %H:%M %z" }',
         {"a": "02.03.26 10:15 +0200"}, datetime(2026, 3, 2, 8, 15, tzinfo=UTC)),
        ('trigger = { when = [{ has = { path = "a", where = { k = "x" } }, then = "yes" }],'
         ' otherwise = "no" }', {"a": [{"k": "y"}]}, "no"),
        ('trigger = { when = [{ path = { path = "a", pick = "sum" }, at_least = 3, then = "yes" }],'
         ' otherwise = "no" }', {"a": [1, 2]}, "yes"),
    ],
)  # fmt: skip
def test_where_a_value_is(tmp_path: Path, rule: str, row: dict[str, Any], value: Any) -> None:
    result = mapped(tmp_path, rule, row)
    assert result.rejected == []
    assert result.runs[0][rule.split(" = ")[0].strip()] == value


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"error": {"message": "boo"}}, "failed"),
        ({"error": {"message": ""}}, "running"),
        ({"error": {"message": False}}, "running"),
        ({"ended": 1, "code": "0"}, "completed"),
        ({"ended": 1, "code": 3}, "failed"),
        ({"ended": 1, "code": 1}, "failed"),
        ({"ended": 1, "code": -1}, "cancelled"),
        ({"ended": 1, "code": 0.5}, "unknown"),
        ({"ended": 1, "code": -3}, "cancelled"),
        ({"ended": 1}, "unknown"),
        ({"ended": 1, "word": "waiting"}, "pending"),
    ],
)
def test_a_status_from_conditions(tmp_path: Path, row: dict[str, Any], status: str) -> None:
    mapping = """
[times]
when_absent = "import"
[fields]
run_id = "id"
[fields.status]
when = [
    { has = "error.message", then = "failed" },
    { lacks = "ended", then = "running" },
    { path = "code", equals = [0, 7], then = "completed" },
    { path = "code", at_least = 1, then = "failed" },
    { path = "code", at_most = -1, then = "cancelled" },
    { has = "word", take = "word" },
]
otherwise = "nothing we know"
"""
    path = written(tmp_path, json.dumps([{"id": 1, **row}]), "e.json")
    [run] = read(path, written(tmp_path, mapping, "m.toml")).runs
    assert (run["status"], run["raw_status"]) == (status, None)


def test_status_words_go_through_the_mapping_first(tmp_path: Path) -> None:
    mapping = BASE.replace('{ constant = "done" }', '{ path = "s", values = { OK = "failed" } }')
    rows = [{"id": n, "s": word} for n, word in enumerate(["ok", "Done", "odd"])]
    path = written(tmp_path, json.dumps(rows), "e.json")
    runs = read(path, written(tmp_path, mapping, "m.toml")).runs
    assert [(r["status"], r["raw_status"]) for r in runs] == [
        ("failed", "ok"), ("completed", "Done"), ("unknown", "odd"),
    ]  # fmt: skip


def test_tools_from_a_list_of_events(tmp_path: Path) -> None:
    rule = (
        'tools_called = { path = "ev", where = { kind = "tool" }, each = { name = "f.n", '
        'error = "e", ok = { when = [{ has = "e", then = false }], otherwise = true } } }'
    )
    events = [
        {"kind": "tool", "f": {"n": "look"}},
        {"kind": "llm"},
        {"kind": "tool", "f": {"n": "write"}, "e": "denied"},
    ]
    [run] = mapped(tmp_path, rule, {"ev": events}).runs
    assert [(c["name"], c["ok"], c["error"]) for c in run["tools_called"]] == [
        ("look", True, None), ("write", False, "denied"),
    ]  # fmt: skip
    assert json.loads(run["extra"]) == {"ev": events}  # the calls say less than the events


def test_the_list_may_stand_anywhere(tmp_path: Path) -> None:
    head = 'records = "data.items"\nas_of = "meta.at"\nnote = "Ours."'
    mapping = written(tmp_path, f"{head}\n{BASE}", "m.toml")
    export = {"data": {"count": 1, "items": [{"id": 1}]}, "meta": {"at": "2026-11-01T00:00:00Z"}}
    path = written(tmp_path, json.dumps(export), "e.json")
    result = read(path, mapping)
    assert (result.ids, result.export.note) == (["1"], "Ours.")
    assert result.export.as_of is not None
    assert result.export.as_of.isoformat() == "2026-11-01T00:00:00+00:00"
    written(tmp_path, f'records = "data.rows"\n{BASE}', "m.toml")
    with pytest.raises(ExportRefused, match=r"no list under data\.rows"):
        read(path, mapping)


def test_times_zones_units_and_success(tmp_path: Path) -> None:
    mapping = written(
        tmp_path,
        """
[times]
zone = "Europe/Berlin"
unit = "ms"
dates = "mdy"
[success]
good_at_least = 0.5
good_at_most = 1
[fields]
run_id = "id"
status = "s"
created_at = "c"
started_at = { path = "b", unit = "s" }
finished_at = { path = "e", zone = "UTC", dates = "dmy" }
score = "q"
""",
        "m.toml",
    )
    rows = [{"id": 1, "s": "ok", "c": "03/04/2026 09:00", "b": 1763280000, "e": "03/04/2026 09:00"}]
    rows += [{"id": n, "s": "ok", "c": 1763280000000, "q": q} for n, q in ((2, 0.5), (3, 2))]
    path = written(tmp_path, json.dumps(rows), "e.json")
    first, second, third = read(path, mapping).runs
    assert [first[n].isoformat()[:16] for n in ("created_at", "started_at", "finished_at")] == [
        "2026-03-04T08:00", "2025-11-16T08:00", "2026-04-03T09:00",
    ]  # fmt: skip
    assert (first["quality"], second["quality"], third["quality"]) == (None, "good", "bad")
    [tokyo, *_] = read(path, mapping, zone="Asia/Tokyo").runs  # a person's word goes first
    assert tokyo["created_at"].isoformat()[:16] == "2026-03-04T00:00"


def test_rows_without_a_time(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"at": "2026-11-16T09:10:00Z"}, {}, {"at": "never"}]
    result = mapped(tmp_path, 'created_at = "at"', *rows)
    assert [run["time_basis"] for run in result.runs] == ["export", "import"]
    assert [rejected.field for rejected in result.rejected] == ["created_at"]


def test_what_no_field_used_is_kept(tmp_path: Path) -> None:
    fields = """
model = "m.name"
record_id = { join = ["a", "b"], with = "-" }
record_type = { path = "t", values = { x = "y" } }
task_id = { first = ["k1", "k2"] }
"""
    row = {"m": {"name": "g", "ver": 2}, "a": "1", "b": "2", "t": "x", "k1": "p", "k2": "q", "z": 0}
    [run] = mapped(tmp_path, fields, row).runs
    assert json.loads(run["extra"]) == {
        "m": {"ver": 2}, "a": "1", "b": "2", "t": "x", "k2": "q", "z": 0,
    }  # fmt: skip
    flat = {"m.name": "g", "m.ver": 2}
    [run] = mapped(tmp_path, """model = "m.'name'" """, flat).runs
    assert (run["model"], json.loads(run["extra"])) == ("g", {"m.ver": 2})
    [run] = mapped(tmp_path, 'model = "m.name"', row, head='ignore = ["a", "b", "t", "z"]').runs
    assert json.loads(run["extra"]) == {"m": {"ver": 2}, "k1": "p", "k2": "q"}


def test_same_names_and_ignore_case_on_a_csv(tmp_path: Path) -> None:
    mapping = written(
        tmp_path,
        'same_names = true\nignore_case = true\n[fields]\nrun_id = "job no"\n',
        "m.toml",
    )
    path = written(tmp_path, "Job_No;STATUS;Created at;Model\n1;ok;2026-11-16T09:10Z;g\n")
    [run] = read(path, mapping).runs
    assert (run["run_id"], run["status"], run["model"], run["extra"]) == (
        "1", "completed", "g", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "row", "value"),
    [
        ('tokens = { path = "a", decimal = "." }', {"a": "1.000"}, 1),
        ('tokens = { path = "a", decimal = "," }', {"a": "1.000"}, 1000),
        ('tokens = { path = "a", decimal = "," }', {"a": "1,000"}, 1),
        ('tokens = { sum = [{ path = "a", decimal = "," }, "b"] }', {"a": "1.000", "b": 2}, 1002),
        ('tokens = { path = "a", decimal = ".", scale = 1000 }', {"a": "1.500"}, 1500),
        ('tokens = { path = "a", scale = 1000 }', {"a": "0.500"}, 500),
        ('tokens = { path = "a", scale = 1000 }', {"a": "1.5"}, 1500),
        ('tokens = { sum = ["a", "b"] }', {"a": "9007199254740993", "b": "0"}, 2**53 + 1),
        ('tokens = { path = "a", scale = 1 }', {"a": "9007199254740993"}, 9_007_199_254_740_993),
        ('tokens = { sum = ["a", "b"] }', {"a": 1.0, "b": "2.0"}, 3),
        ('cost = { sum = ["a", "b"] }', {"a": "1.000", "b": "2.500"}, 3.5),
        ('cost = { path = "a", scale = 0.01 }', {"a": "12.000"}, 0.12),
    ],
)  # fmt: skip
def test_a_whole_number_is_read_alike_wherever_it_enters(
    tmp_path: Path, rule: str, row: dict[str, Any], value: Any
) -> None:
    [run] = mapped(tmp_path, rule, row).runs
    assert run[rule.split()[0]] == value


@pytest.mark.parametrize(
    ("rule", "a", "reason"),
    [
        ('tokens = { sum = ["a", "b"] }', "1.000", "thousands"),
        ('tokens = { sum = ["b", "a"] }', " +12.000 ", "thousands"),
        ('tokens = { sum = ["a"] }', "1.000.000", "thousands"),
        ('tokens = { sum = [{ first = ["x", "a"] }] }', "1.000", "thousands"),
        ('tokens = { first = ["x", { path = "a", scale = 1 }] }', "1.000", "thousands"),
        ('tokens = { first = ["x", "a"] }', "1.000", "thousands"),
        ('steps = { path = "a", scale = 1 }', "1.000", "thousands"),
        ('steps = { when = [{ has = "a", take = { sum = ["a"] } }] }', "1.000", "thousands"),
        ('max_iterations = { sum = [{ path = "a", scale = 2 }] }', "1.000", "thousands"),
        ('steps = { path = "a", values = { x = 1 } }', "1.000", "thousands"),
        ('steps = { join = ["a"] }', "1.000", "thousands"),
        ('tokens = { sum = ["a", "b"] }', True, "not a number"),
        ('tokens = { sum = ["a", "b"] }', "1_000", "not a number"),
        ('tokens = { sum = ["a", "b"] }', "9" * 400, "too large"),
        ('tokens = { sum = ["a", { constant = 0.5 }] }', "9" * 400, "not a number"),
        ('tokens = { path = "a", scale = 0.5 }', "9" * 400, "not a number"),
        ('tokens = { path = "a", decimal = "." }', "9" * 400 + ".5", "not a number"),
    ],
)  # fmt: skip
def test_what_could_be_a_thousand_is_rejected_wherever_it_enters(
    tmp_path: Path, rule: str, a: Any, reason: str
) -> None:
    result = mapped(tmp_path, rule, {"a": a, "b": "2"})
    assert result.runs == []
    [rejected] = result.rejected
    assert rejected.field == rule.split()[0] and reason in rejected.reason


@pytest.mark.parametrize(
    ("score", "tokens", "good"),
    [("1.000", "7", "good"), ("0.999", "7", "bad"), ("1", "7", "good"), ("1.000", "1.000", None)],
)
def test_a_bound_reads_a_point_as_that_of_decimals(
    tmp_path: Path, score: str, tokens: str, good: str | None
) -> None:
    """A score may be 1.000; what is a whole number, its own column rejects."""
    rules = (
        'tokens = "a"\nquality = { when = [{ path = "b", at_least = 1, then = "good" },'
        ' { path = "a", at_most = 500, then = "bad" }] }'
    )
    result = mapped(tmp_path, rules, {"a": tokens, "b": score})
    assert [run["quality"] for run in result.runs] == ([good] if good else [])


IGNORING = (
    'ignore_case = true\n[fields]\nrun_id = "id"\nstatus = "state"\ncreated_at = "t"\n'
    'quality = "q"\nerror_message = "e.m"\n'
)


def one_row(folder: Path, header: str, row: str, format: str) -> Path:
    """A file of one row, with a time, in CSV or NDJSON."""
    keys, values = [*header.split(","), "T"], [*row.split(","), "2026-11-02T09:00:00Z"]
    lines = [",".join(keys), ",".join(values)]
    text = "\n".join(lines) if format == "csv" else json.dumps(dict(zip(keys, values, strict=True)))
    return written(folder, text + "\n", f"e.{format}")


@pytest.mark.parametrize("format", ["csv", "ndjson"])
@pytest.mark.parametrize(
    ("header", "row", "found", "extra"),
    [
        ("Id,STATE,state", "3,ok,failed", ("3", "failed", None), {"STATE": "ok"}),
        ("ID,id,State", "1,2,ok", ("2", "completed", None), {"ID": "1"}),
        ("id,state,State,STATE", "1,failed,a,", ("1", "failed", None), {"State": "a"}),
        ("i_d,ST ATE", "1,failed", ("1", "failed", None), None),
        ("id,state,Q,q", "1,ok,good,bad", ("1", "completed", "bad"), {"Q": "good"}),
        ("id,state,q,Q", "1,ok,,bad", ("1", "completed", None), {"Q": "bad"}),
    ],
)  # fmt: skip
def test_the_column_of_exactly_the_name_wins(
    tmp_path: Path, format: str, header: str, row: str, found: Any, extra: Any
) -> None:
    path = one_row(tmp_path, header, row, format)
    [run] = read(path, written(tmp_path, IGNORING, "m.toml")).runs
    assert (run["run_id"], run["status"], run["quality"]) == found
    assert json.loads(run["extra"] or "null") == extra


@pytest.mark.parametrize(
    ("header", "row", "both"),
    [
        ("id,State,STATE", "1,ok,failed", "State, STATE"),
        ("Id,iD,state", "1,2,ok", "Id, iD"),
        ("id,state,Q,_q", "1,ok,good,bad", "Q, _q"),
    ],
)
def test_several_columns_that_fit_alike_are_refused(
    tmp_path: Path, header: str, row: str, both: str
) -> None:
    mapping = written(tmp_path, IGNORING, "m.toml")
    with pytest.raises(ExportRefused, match=both):
        read(one_row(tmp_path, header, row, "csv"), mapping)
    result = read(one_row(tmp_path, header, row, "ndjson"), mapping)
    assert result.runs == [] and both in result.rejected[0].reason


def test_a_path_leads_on_where_case_makes_no_difference(tmp_path: Path) -> None:
    row = {"ID": 1, "STATE": "ko", "T": "2026-11-02T09:00:00Z", "e": {"m": "boom"}}
    path, mapping = written(tmp_path, json.dumps([row]), "e.json"), written(tmp_path, IGNORING, "m")
    assert read(path, mapping).runs[0]["error_message"] == "boom"


def test_columns_are_those_that_the_export_has(tmp_path: Path) -> None:
    fields = 'model = "m.name"\ntrigger = "gone"\nscore = "q"\n[success]\ngood_at_least = 1'
    columns = mapped(tmp_path, fields, {"m": {"name": None}}, {"q": 1}).export.columns["runs"]
    assert {"run_id", "status", "created_at", "model", "score", "quality"} <= columns
    assert not {"trigger", "worker"} & columns


@pytest.mark.parametrize(
    "rule",
    [
        'quality = "a.q"',
        'steps = { count = "a.q" }',
        'quality = { when = [{ lacks = "a.error", then = "good" }] }',
        'finished_at = "a.t"',
        'context_sources = { path = "l", each = "q" }',
        'context_sources = { path = "l", split = "," }',
        'context_sources = { path = "l", where = { q = "x" } }',
    ],
)
def test_a_path_into_broken_json_rejects_the_row(tmp_path: Path, rule: str) -> None:
    row = {"a": '{"q": "good", "q": "bad"}', "l": '["x", "y'}
    result = mapped(tmp_path, rule, row, {})
    assert result.ids == ["1"]
    assert "begins like JSON" in result.rejected[0].reason


def test_text_that_only_begins_with_a_bracket_is_no_json(tmp_path: Path) -> None:
    rule = 'context_sources = { path = "a", each = "n" }\nrecord_id = { first = ["a.x", "b"] }'
    [run] = mapped(tmp_path, rule, {"a": "[beta] crm; docs", "b": "B"}).runs
    assert (run["context_sources"], run["record_id"]) == (["[beta] crm", "docs"], "B")
    [run] = mapped(tmp_path, 'context_sources = { path = "a", split = "," }', {"a": '["x,y"]'}).runs
    assert run["context_sources"] == ["x,y"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("fields = [", ["not TOML", "m.toml"]),
        ("[field]\nrun_id = 'id'", ["line 1", "field is not known", "did you mean fields?"]),
        ("[fields]\nrun_idd = 'id'", ["line 2", "run_idd", "did you mean run_id?"]),
        ("[fields]\nrun_id = { pth = 'id' }", ["line 2", "did you mean path?"]),
        (
            "[fields]\nrun_id = { path = 'id', constant = 'x' }",
            ["exactly one of", "path and const"],
        ),
        ("[fields]\nrun_id = { values = { a = 'b' } }", ["exactly one of"]),
        ("[fields]\nrun_id = 5", ["a path in quotes or a table"]),
        ("[fields]\nrun_id = 'a..b'", ["not a path"]),
        ("[fields]\nrun_id = 'a[b]'", ["stands in single quotes"]),
        ("[fields]\nrun_id = { first = [] }", ["at least one"]),
        ("[fields]\nrun_id = { path = 'a', unit = 's' }", ["only used by times"]),
        ("[fields]\ncreated_at = { path = 'a', unit = 'h' }", ["must be one of s, ms, us, ns"]),
        ("[fields]\nrun_id = { path = 'a', zone = 'UTC' }", ["only used by times"]),
        ("[fields]\nmodel = { path = 'a', scale = 2 }", ["only used by numbers"]),
        ("[fields]\ncost = { path = 'a', scale = 'x' }", ["must be a number"]),
        ("[fields]\ncost = { path = 'a', decimal = ';' }", ["must be"]),
        ("[fields]\nmodel = { path = 'a', decimal = ',' }", ["only used by numbers"]),
        ("[fields]\nmodel = { path = 'a', each = { name = 'n' } }", ["lists of tools or effects"]),
        ("[fields]\nmodel = { path = 'a', otherwise = 'n' }", ["only used with values or when"]),
        ("[fields]\nmodel = { path = 'a', with = 'n' }", ["only used with join or each"]),
        (
            "[fields]\nmodel = { path = 'a', answered = { by = 'b', at = 'c', to = 'd' } }",
            ["fields.model.answered is only used with each"],
        ),
        (
            "[fields]\nmodel = { path = 'a', answered = { by = 'b', at = 'c' }, each = 'e' }",
            ["needs by, at and to"],
        ),
        (
            "[fields]\nmodel = { path = 'a', answered = { by = 1, at = '', to = '' }, each = 'e' }",
            ["fields.model.answered.by must be a path"],
        ),
        ("[fields]\nmodel = { when = [{ has = 'a' }] }", ["either then"]),
        ("[fields]\nmodel = { when = [{ then = 'a' }] }", ["needs has = path"]),
        ("[fields]\nmodel = { when = [{ hass = 'a', then = 'b' }] }", ["did you mean has?"]),
        ("[fields]\nmodel = { path = 'a', values = { x = ['y'] } }", ["a word"]),
        ("[times]\nzone = 'Mars/Base'\n[fields]\nrun_id = 'a'", ["line 2", "no time zone"]),
        ("[times]\ndates = 'ymd'\n[fields]\nrun_id = 'a'", ["dmy"]),
        ("[times]\nunit = 'h'\n[fields]\nrun_id = 'a'", ["s, ms, us, ns"]),
        ("[times]\nwhen_absent = 'x'\n[fields]\nrun_id = 'a'", ["reject"]),
        ("[success]\ngood_at_least = '1'\n[fields]\nrun_id = 'a'", ["a number"]),
        ("[fields]\ncost = { path = 'a', scale = 1e18 }", ["no number that can be reckoned with"]),
        ("reader = 'x'\n[fields]\nrun_id = 'a'", ["reader"]),
        ("same_names = 'yes'\n[fields]\nrun_id = 'a'", ["true or false"]),
        ("records = 'a[0]'\n[fields]\nrun_id = 'a'", ["keys, * and [] only"]),
        ("records = 5\n[fields]\nrun_id = 'a'", ["a path in quotes"]),
        ("[recognise]\nignore = ['a']\n[fields]\nrun_id = 'a'", ["ignore stands at the top"]),
        ("good_at_least = 1\n[fields]\nrun_id = 'a'", ["the section [success]"]),
        ("by = 'a'\n[fields]\nrun_id = 'a'", ["the section [gather]"]),
        ("[gather]\nroot = [{ lacks = 'p' }]\n[fields]\nrun_id = 'a'", ["gather.by is missing"]),
        (
            "[gather]\nby = 'a'\nroot = [{ lack = 'p' }]\n[fields]\nrun_id = 'a'",
            ["did you mean lacks"],
        ),
        ("skip = [{ has = 'a', then = 'b' }]\n[fields]\nrun_id = 'a'", ["no part of a case"]),
        ("[fields]\nrun_id = { path = 'a', pick = 'best' }", ["first, last, min, max, sum, count"]),
        ("[fields]\nrun_id = { path = 'a', match = '(' }", ["no pattern"]),
        ("[fields]\nrun_id = { path = 'a', match = '(a)(b)' }", ["one group"]),
        ("[fields]\ncreated_at = { path = 'a', format = 5 }", ["no format of a time"]),
        ("[fields]\nrun_id = { path = 'a', format = '%Y' }", ["only used by times"]),
        ("columns = ['a', 'a']\n[fields]\nrun_id = 'a'", ["name a column twice, like a"]),
        ("columns = ['a', ' ']\n[fields]\nrun_id = 'a'", ["give each column a name"]),
        ("columns = 'a'\n[fields]\nrun_id = 'a'", ["a list in brackets"]),
        ("[fields]\nrun_id = 'a'\n[times]\nbackslash = true", ["stands at the top"]),
        ("[fields]\nrun_id = 'a'\nzone = 'UTC'", ["zone stands in the section [times]"]),
        ("[fields]\nrun_id = 'a'\nrecords = 'a'", ["records stands at the top"]),
        ("[recognise]\nlacks = [5]\n[fields]\nrun_id = 'a'", ["a path in quotes"]),
        ("[recognise]\nvalues = ['a']\n[fields]\nrun_id = 'a'", ["recognise.values must be"]),
        ("[recognise]\ncolumns = [5]\n[fields]\nrun_id = 'a'", ["a path in quotes"]),
        ("name = 'x'", ["fields is missing"]),
        ("[fields]\nrun_id = 'a'", ["fields.status is missing"]),
        ("[fields]\nrun_id = 'a'\nstatus = 's'", ["fields.created_at is missing", "when_absent"]),
    ],
)
def test_a_wrong_mapping_is_refused_saying_where_and_what(
    tmp_path: Path, text: str, parts: list[str]
) -> None:
    mapping = written(tmp_path, text + "\n", "m.toml")
    with pytest.raises(MappingInvalid) as refused:
        read(written(tmp_path, '[{"a": 1}]', "e.json"), mapping)
    for part in parts:
        assert part in str(refused.value)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TextRefused, match="no such file"):
        read(written(tmp_path, "[{}]", "e.json"), tmp_path / "gone.toml")


def test_a_mapping_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, '[{"id": 1, "x": 2}]', "e.json")
    with pytest.raises(ExportRefused, match=r"No row has status \(from s\)\. Found: id, x"):
        read(path, written(tmp_path, BASE.replace('{ constant = "done" }', '"s"'), "m.toml"))
    with pytest.raises(ExportRefused, match=r"mapping m\.toml: kind is missing"):
        read(path, written(tmp_path, f'[recognise]\ncolumns = ["kind"]\n{BASE}', "m.toml"))
    for sign, missing in (("values = { x = [1, 3] }", "x = 1"), ('lacks = ["x"]', "without x")):
        with pytest.raises(ExportRefused, match=f"{missing} is missing"):
            read(path, written(tmp_path, f"[recognise]\n{sign}\n{BASE}", "m.toml"))
    told = f'[recognise]\nvalues = {{ x = [1, 2] }}\nlacks = ["y"]\n{BASE}'
    assert read(path, written(tmp_path, told, "m.toml")).ids == ["1"]


def test_bounds_between_which_no_score_lies_are_refused(tmp_path: Path) -> None:
    for least, most in ((1, 0), (0.5, 0.4999)):
        head = f"[success]\ngood_at_least = {least}\ngood_at_most = {most}\n"
        with pytest.raises(MappingInvalid, match="no score is good"):
            mapped(tmp_path, "", head=head)
    assert mapped(tmp_path, "", head="[success]\ngood_at_least = 1\ngood_at_most = 1\n").runs


@pytest.mark.parametrize("end", ["zone", "path"])
def test_what_is_quoted_of_a_mapping_is_cut(tmp_path: Path, end: str) -> None:
    long = {"zone": f'zone = "{"A" * 900}"', "path": f'as_of = "{"[" * 900}"'}[end]
    head = f"[times]\n{long}\n" if end == "zone" else long
    text = f'{head}\n[fields]\nrun_id = "id"\n'
    with pytest.raises(MappingInvalid) as raised:
        read(written(tmp_path, "[]", "e.json"), written(tmp_path, text, "m.toml"))
    assert max(len(raised.value.what), len(raised.value.where)) <= 302


def test_no_error_quotes_more_than_can_be_read() -> None:
    error = MappingInvalid("begin " + "x" * 5000 + " end", where="/a/" + "b" * 5000 + "/m.toml")
    assert len(str(error)) < 650 and "begin" in error.what and error.what.endswith("end")
    assert error.where.endswith("/m.toml")


@pytest.mark.parametrize(
    "rule",
    [
        '{ path = "s", values = { ok = "great" } }',
        '{ first = [{ path = "s", values = { ok = "great" } }, "t"] }',
    ],
)
def test_a_status_that_no_run_can_have_is_refused(tmp_path: Path, rule: str) -> None:
    def statuses(written_rule: str) -> Read:
        base = BASE.replace('{ constant = "done" }', written_rule)
        mapping = written(tmp_path, base, "m.toml")
        return read(written(tmp_path, '[{"id": 1, "s": "OK"}]', "e.json"), mapping)

    with pytest.raises(MappingInvalid, match="“great”, which is no status"):
        statuses(rule)
    assert statuses(rule.replace("great", "Succeeded")).runs[0]["status"] == "completed"
    assert statuses(rule.replace("{ ok", '{ none = "", ok').replace("great", "done")).runs


def test_words_that_mean_nothing_mean_nothing_within_a_row(tmp_path: Path) -> None:
    row = {"a": {"b": "?", "c": ["x", " ? "]}, "d": "y"}
    rules = 'model = { first = ["a.b", "d"] }\ncontext_sources = "a.c"'
    [run] = mapped(tmp_path, rules, row, head='absent = ["?"]').runs
    assert (run["model"], run["context_sources"]) == ("y", ["x"])


def test_the_nearest_format_says_what_it_sees(tmp_path: Path) -> None:
    log = {"version": 2, "eval": {"task": "t", "model": "m"}, "samples": [{"input": "?"}]}
    with pytest.raises(ExportRefused, match=r"Inspect log\): id, epoch are missing"):
        read(written(tmp_path, json.dumps(log), "log.json"))


@pytest.mark.parametrize(
    "row", [{"metadata": {}, "status": "ok"}, {"run_id": "a"}, {"a": 1}, {"id": "x", "type": "y"}]
)
def test_what_no_format_is_near_is_not_measured_by_one(tmp_path: Path, row: dict[str, Any]) -> None:
    says = rf"fit any known format\. Found: {', '.join(row)}\nSay which columns are the id, the"
    with pytest.raises(ExportRefused, match=says):
        read(written(tmp_path, json.dumps([row]), "e.json"))


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ('["status"]', None),
        ('["cost"]', r"recognise\.fields names cost, which no rule reads"),
        ('["nothing"]', r"recognise\.fields names nothing, which no rule reads"),
        ('"status"', r"recognise\.fields must be a list"),
        ("[1]", r"recognise\.fields names 1, which no rule reads"),
        ("[[]]", r"recognise\.fields names \[\], which no rule reads"),
    ],
)
def test_a_file_may_be_known_by_what_its_fields_read(
    tmp_path: Path, said: str, wrong: str | None
) -> None:
    text = f"[recognise]\nfields = {said}\n[fields]\nrun_id = 'id'\ncreated_at = 'at'\n"
    text += "status = { first = ['state', { join = ['how', 'why'], with = ' ' }] }\n"
    if wrong:
        with pytest.raises(MappingInvalid, match=wrong):
            parse_mapping(text, "m.toml", field_kinds("runs"))
    else:
        mapping = parse_mapping(text, "m.toml", field_kinds("runs"))
        assert mapping.recognise == (("state", "how"),)

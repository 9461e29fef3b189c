"""Typed values: converted without guessing, or the row is rejected naming field and value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading import HEADER, ROW, read, written

CALL = {"name": None, "category": None, "ok": None, "error": None, "wrote": None}
EFFECT = {"kind": None, "id": None, "url": None, "customer_visible": None}


def as_json(folder: Path, **values: Any) -> Any:
    """A run with these values, read from JSON."""
    row = {"run_id": "a", "status": "ok", "created_at": "2026-11-16T09:10:00Z", **values}
    return read(written(folder, json.dumps([row]), "e.json"))


@pytest.mark.parametrize(
    ("column", "raw", "value"),
    [
        ("duration_ms", "1500", 1500.0),
        ("duration_ms", 1.5, 1.5),
        ("score", " -0.5 ", -0.5),
        ("cost", "1e-3", 0.001),
        ("steps", "12.0", 12),
        ("tokens", 9_007_199_254_740_993, 9_007_199_254_740_993),
        ("tokens", "9007199254740993", 9_007_199_254_740_993),
        ("tokens", "1234567890123456789", 1_234_567_890_123_456_789),
        ("tokens", str(2**63 - 1), 2**63 - 1),
        ("tokens", 2**63 - 1, 2**63 - 1),
        ("tokens", "0" * 30 + "7", 7),
        ("record_title", "x" * 100_000, "x" * 100_000),
        ("quality", " Good ", "good"),
        ("output_policy", "ADDS", "adds"),
        ("score", "", None),
        ("steps", "  ", None),
        ("record_id", 7, "7"),
        ("record_id", True, "true"),
        ("record_title", ["x", {"b": 1, "a": 2}], '["x", {"a": 2, "b": 1}]'),
        ("task_url", "javascript:alert(1)", "javascript:alert(1)"),
        ("context_sources", "crm; docs ;", ["crm", "docs"]),
        ("context_sources", '["crm; x", 5]', ["crm; x", "5"]),
        ("context_sources", "[draft] notes; crm", ["[draft] notes", "crm"]),
        ("context_sources", [], []),
        ("context_sources", "[]", []),
        ("context_sources", None, None),
        ("tools_called", "a; b", [{**CALL, "name": "a"}, {**CALL, "name": "b"}]),
        ("tools_called", [{"name": "a", "ok": "no", "wrote": 1}],
         [{**CALL, "name": "a", "ok": False, "wrote": True}]),
        ("tools_called", '[{"name": "a", "error": "b"}]', [{**CALL, "name": "a", "error": "b"}]),
        ("effects", [{"kind": "comment", "id": 5}], [{**EFFECT, "kind": "comment", "id": "5"}]),
        ("tools_called", ['{"name": "a", "error": "b"}'], [{**CALL, "name": "a", "error": "b"}]),
        ("tools_called", "[beta] search; {x} find",
         [{**CALL, "name": "[beta] search"}, {**CALL, "name": "{x} find"}]),
        ("context_sources", "[1] notes", ["[1] notes"]),
        ("context_sources", "[redacted]", ["[redacted]"]),
        ("tokens", "1 234", 1234),
        ("cost", "-12’345.5", -12345.5),
        ("effects", "message", [{**EFFECT, "kind": "message"}]),
        *(
            ("error_message", said, None)
            for said in ("None", " null", "NaN", "-", "N/A", "<NA>", "\\N", "no error", "Keine",
                         "Aucune erreur", "Sin errores", "なし", False, {}, [], "{}", "false")
        ),
        *(("error_type", said, said) for said in ("0", "None of them", "no errors left")),
    ],
)  # fmt: skip
def test_values_become_their_type(tmp_path: Path, column: str, raw: Any, value: Any) -> None:
    result = as_json(tmp_path, **{column: raw})
    assert result.rejected == []
    assert result.runs[0][column] == value
    assert type(result.runs[0][column]) is type(value)


@pytest.mark.parametrize(
    ("column", "raw", "reason"),
    [
        ("duration_ms", -1, "negative"),
        ("duration_ms", "1.5 fortnights", "none of ns, µs, ms, s, min, h, d, weeks"),
        ("duration_ms", "01:23", "hours and minutes, or minutes and seconds"),
        ("cost", "inf", "not a number"),
        ("cost", "1,5", "a comma before its decimals"),
        ("cost", "1,234,567.5", "a comma between its thousands"),
        ("tokens", "1,000", "a comma between its thousands"),
        ("cost", "1_000", "not a number"),
        ("cost", "0 123", "not a number"),
        ("cost", "00 123", "not a number"),
        ("tokens", "0’123", "not a number"),
        ("cost", True, "not a number"),
        ("duration_ms", {"ms": 1}, "not a number"),
        ("steps", 1.5, "not a whole number"),
        ("tokens", 2**63, "too large"),
        ("tokens", str(2**63), "too large"),
        ("tokens", "9" * 30, "too large"),
        ("steps", "-3", "negative"),
        ("quality", "superb", "not one of good, bad"),
        ("output_visibility", "public", "not one of internal"),
        ("tools_called", [{"ok": True}], "without name"),
        ("tools_called", [{"name": "a", "ok": "perhaps"}], "neither true nor false"),
        ("started_at", "soon", "is not read as a time"),
        ("finished_at", 5, "bare number"),
        ("created_at", None, "empty"),
        ("status", "", "empty"),
        ("run_id", " ", "empty"),
        ("run_id", "x" * 100_001, "100,001 characters"),
    ],
)
def test_a_bad_value_rejects_the_row(tmp_path: Path, column: str, raw: Any, reason: str) -> None:
    result = as_json(tmp_path, **{column: raw})
    assert result.runs == []
    [rejected] = result.rejected
    assert rejected.field == column
    assert reason in rejected.reason
    assert rejected.raw.startswith('{"run_id"')


@pytest.mark.parametrize("name", ["e.csv", "e.json"])
@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("tools_called", '[{"name":"a","name":"b"}]', "“name” stands twice"),
        ("tools_called", '[{"name": "a"}, {"na', "not complete"),
        ("tools_called", '[{"name": "a; b"}, {"na', "not complete"),
        ("tools_called", "[-Infinity, 1]", "not a JSON number"),
        ("tools_called", "[" * 978 + "]" * 978, "nested too deeply"),
        ("tools_called", '{"name":"a"};{"name":"b"}', "extra data"),
        ("tools_called", 'a; [{"name":"b"}]', "JSON in a list of texts"),
        ("tools_called", '["[1]"]', "cannot be a list"),
        ("tools_called", '["{\\"name"]', "not complete"),
        ("effects", '[{"kind":"comment","kind":"record"}]', "“kind” stands twice"),
        ("effects", '{name: "a"}', "not complete"),
        ("context_sources", '["crm", "docs"', "not complete"),
        ("context_sources", '\ufeff["crm"]', "JSON in a list of texts"),
        ("context_sources", "['crm' 'docs']", "not complete"),
        ("context_sources", "[crm, docs]", "in no quotes"),
        ("context_sources", "{crm;docs}", "in no quotes"),
        ("context_sources", "[1, 2", "not complete"),
        ("context_sources", "[", "not complete"),
    ],
)  # fmt: skip
def test_broken_json_in_a_cell_is_no_name(
    tmp_path: Path, name: str, column: str, cell: str, reason: str
) -> None:
    row = {"run_id": "a", "status": "ok", "created_at": "2026-11-16T09:10:00Z", column: cell}
    quoted = ",".join('"' + value.replace('"', '""') + '"' for value in row.values())
    text = f"{','.join(row)}\n{quoted}\n" if name == "e.csv" else json.dumps([row])
    result = read(written(tmp_path, text, name))
    assert result.runs == []
    [rejected] = result.rejected
    assert rejected.field == column and reason in rejected.reason


def test_tool_calls_that_say_more_are_kept_whole(tmp_path: Path) -> None:
    calls = [{"name": "a", "arguments": {"x": 1}}]
    assert json.loads(as_json(tmp_path, tools_called=calls).runs[0]["extra"]) == {
        "tools_called": calls
    }


def test_an_export_of_our_own_reads_back_the_same(tmp_path: Path) -> None:
    text = (
        f"{HEADER},raw_status,time_basis,extra\n"
        'a,unknown,2026-11-16T09:10:00Z,odd,import,"{""b"": 1, ""a"": ""=x""}"\n'
    )
    [run] = read(written(tmp_path, text)).runs
    assert (run["status"], run["raw_status"], run["time_basis"]) == ("unknown", "odd", "import")
    assert run["extra"] == '{"a": "=x", "b": 1}'


def test_an_extra_that_says_otherwise_than_its_neighbour_is_kept_beside_it(tmp_path: Path) -> None:
    run = as_json(tmp_path, extra={"colour": "red", "x": 1, "y": 2}, colour="blue", y=2).runs[0]
    assert json.loads(run["extra"]) == {"extra.colour": "red", "colour": "blue", "x": 1, "y": 2}


def test_absent_columns_are_filled_from_their_neighbours(tmp_path: Path) -> None:
    run = as_json(tmp_path, worker="W", task_url="https://t/1", task_title="T").runs[0]
    assert (run["worker_id"], run["task_id"]) == ("W", "https://t/1")
    result = as_json(tmp_path, worker_id="w", task_title="T")
    assert (result.runs[0]["worker"], result.runs[0]["task_id"]) == ("w", None)
    assert {"worker", "raw_status", "time_basis"} <= result.export.columns["runs"]
    assert "task_id" not in result.export.columns["runs"]


def test_unknown_columns_of_a_csv_are_kept(tmp_path: Path) -> None:
    result = read(written(tmp_path, f"{HEADER},zone,version\n{ROW},Ö,=1\n"))
    assert result.runs[0]["extra"] == '{"version": "=1", "zone": "Ö"}'
    assert "extra" in result.export.columns["runs"]
    assert "extra" not in read(written(tmp_path, f"{HEADER}\n{ROW}\n")).export.columns["runs"]


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", "\u3000", "\u202f"])
@pytest.mark.parametrize(
    "column", ["run_id", "worker", "worker_id", "model", "instructions_version", "task_id"]
)
def test_blanks_around_ids_and_names_are_none_of_them(
    tmp_path: Path, column: str, blank: str
) -> None:
    (run,) = as_json(tmp_path, **{column: f"{blank}Ann B{blank}", "comment_preview": " a "}).runs
    assert (run[column], run["comment_preview"]) == ("Ann B", " a ")


def test_a_worker_with_blanks_around_its_name_is_the_same_worker(tmp_path: Path) -> None:
    names = ("Zoë", "Zoë ", " Zoë", "Zoë\u00a0")
    rows = [f"{at},ok,2026-11-16T09:10:00Z,{name}" for at, name in enumerate(names)]
    found = read(written(tmp_path, "\n".join([f"{HEADER},worker", *rows])))
    assert {(run["worker_id"], run["worker"]) for run in found.runs} == {("Zoë", "Zoë")}

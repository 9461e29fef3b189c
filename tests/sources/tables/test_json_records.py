"""NDJSON, arrays and objects: the shapes of JSON, and elements that spoil no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import ExportRefused
from dashboard.sources.raw.json_walk import elements
from dashboard.sources.raw.walked_text import TextInMemory
from tests.reading import read, written


def run(name: Any, **more: Any) -> dict[str, Any]:
    """A good row."""
    return {"run_id": name, "status": "ok", "created_at": "2026-11-16T09:10:00Z", **more}


RUNS = [run("a"), run("b")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("e.json", json.dumps(RUNS)),
        ("e.json", json.dumps(RUNS, indent=2)),
        ("e.json", json.dumps({"as_of": "2026-11-17T00:00:00Z", "runs": RUNS})),
        ("e.json", json.dumps({"runs": RUNS, "workers": []}, indent=2)),
        ("e.json", "\n".join(map(json.dumps, RUNS))),
        ("e.ndjson", "\n\n".join(map(json.dumps, RUNS)) + "\n"),
        ("e.jsonl", "\r\n".join(map(json.dumps, RUNS))),
        ("e.jsonl", "\ufeff" + "\n".join(map(json.dumps, RUNS))),
        ("e.txt", json.dumps(RUNS)),
        ("e.json", json.dumps(RUNS)[:-1] + ",]"),
        ("e.json", json.dumps(RUNS, indent=2)[:-1] + ",\n\n]\n"),
        ("e.json", json.dumps({"runs": RUNS})[:-2] + ", ],}"),
        ("e.ndjson", "".join(json.dumps(row) + ",\n" for row in RUNS)),
        ("e.json", " , \n".join(map(json.dumps, RUNS)) + "\n"),
        ("e.json-seq", "".join(f"\x1e{json.dumps(row)}\n" for row in RUNS)),
        ("e.json", "".join(f"\x1e{json.dumps(row, indent=1)}\n" for row in RUNS)),
        ("e.json", "".join(json.dumps([row], indent=1) for row in RUNS)),
        ("e.jsonl", "".join(f"{json.dumps([row])}\n" for row in RUNS)),
        ("e.json", f"{json.dumps(RUNS)}\n[]\n"),
    ],
)
def test_every_shape_gives_the_same_runs(tmp_path: Path, name: str, text: str) -> None:
    result = read(written(tmp_path, text, name))
    assert result.ids == ["a", "b"]
    assert result.rejected == []


def test_rows_of_further_lists_are_told_by_their_lines(tmp_path: Path) -> None:
    pages = [[RUNS[0]], [{"run_id": "x"}], [RUNS[1], 5]]
    result = read(written(tmp_path, "\n".join(map(json.dumps, pages)) + "\nand more", "e.json"))
    assert result.ids == ["a", "b"]
    assert [one.line for one in result.rejected] == [2, 3, 4]


@pytest.mark.parametrize("end", [",,]", ",]]", ",] x", ", x]", ","])
def test_what_a_list_ends_in_otherwise_is_not_lost(tmp_path: Path, end: str) -> None:
    result = read(written(tmp_path, json.dumps(RUNS)[:-1] + end, "e.json"))
    assert result.ids == ["a", "b"] and len(result.rejected) == 1


def test_one_object_is_one_run(tmp_path: Path) -> None:
    assert read(written(tmp_path, json.dumps(RUNS[0], indent=1), "e.json")).ids == ["a"]


def test_utf_16_is_read(tmp_path: Path) -> None:
    assert read(written(tmp_path, json.dumps(RUNS).encode("utf-16"), "e.json")).ids == ["a", "b"]


@pytest.mark.parametrize("name", ["e.json", "e.ndjson"])
@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"run_id": "c", "sta', "not complete JSON"),
        ('{"run_id": "c", "score": -Infinity}', "Infinity"),
        ('{"run_id": "c", "score": 1e400}', "too large"),
        ('{"run_id": "c" "status": "ok"}', "not complete JSON"),
        ('{"run_id": ' + "9" * 5000 + "}", "thousands of digits"),
        ('{"x": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ("5", "a number"),
        ('["c"]', "a list"),
        ("null", "null"),
    ],
)
def test_a_bad_element_spoils_no_other(tmp_path: Path, name: str, bad: str, reason: str) -> None:
    good = [json.dumps(run(letter)) for letter in "ab"]
    cut = bad.endswith("sta")
    parts = [*good, bad] if cut else [good[0], bad, good[1]]
    text = "\n".join(parts) if name == "e.ndjson" else "[" + ",\n".join(parts) + "]" * (not cut)
    result = read(written(tmp_path, text, name))
    assert result.ids == ["a", "b"]
    [rejected] = result.rejected
    assert reason in rejected.reason
    assert rejected.line == (3 if cut else 2)
    assert len(rejected.raw) <= 500


def test_a_list_that_is_cut_between_rows_is_said(tmp_path: Path) -> None:
    result = read(written(tmp_path, json.dumps(RUNS)[:-1], "e.json"))
    assert result.ids == ["a", "b"]
    assert "ends within" in result.rejected[0].reason


def test_a_latin_1_row_is_rejected_with_its_line(tmp_path: Path) -> None:
    lines = [json.dumps(run(name, worker="café"), ensure_ascii=False) for name in "abc"]
    data = [line.encode("latin-1" if n == 1 else "utf-8") for n, line in enumerate(lines)]
    for name, content in (
        ("e.ndjson", b"\n".join(data)),
        ("e.json", b"[" + b",\n".join(data) + b"]"),
    ):
        result = read(written(tmp_path, content, name))
        assert result.ids == ["a", "c"]
        assert (result.rejected[0].line, "Latin-1" in result.rejected[0].reason) == (2, True)


@pytest.mark.parametrize(
    ("literal", "text"),
    [
        ('"00123"', "00123"),
        ("1234567890123456789012", "1234567890123456789012"),
        ("1.50", "1.50"),
        ("1E5", "1E5"),
        ("true", "true"),
        ('"🦊 x"', "🦊 x"),
        ('"a\\ud800b"', "a\\ud800b"),
        ('" padded "', "padded"),
    ],
)
def test_ids_survive_exactly(tmp_path: Path, literal: str, text: str) -> None:
    line = f'{{"run_id": {literal}, "status": "ok", "created_at": "2026-11-16T09:10:00Z"}}\n'
    assert read(written(tmp_path, line, "e.ndjson")).ids == [text]


def test_unknown_keys_are_kept(tmp_path: Path) -> None:
    rows = [run("a", zeta={"b": 1.5, "a": [True, None]}, alpha="\ud800é", gone=None), run("b")]
    first, second = read(written(tmp_path, json.dumps(rows), "e.json")).runs
    assert first["extra"] == '{"alpha": "\ufffdé", "zeta": {"a": [true, null], "b": 1.5}}'
    assert second["extra"] is None


def test_keys_of_half_characters_stay_apart(tmp_path: Path) -> None:
    rows = [run(key, **{half: 1, "in": {half: 1}})
            for key, half in (("a", "\ud800"), ("b", "\udc00"))]  # fmt: skip
    first, second = read(written(tmp_path, json.dumps(rows), "e.json")).runs
    assert json.loads(first["extra"]) == {"\\ud800": 1, "in": {"\\ud800": 1}}
    assert json.loads(second["extra"]) == {"\\udc00": 1, "in": {"\\udc00": 1}}


def test_rows_may_have_different_keys(tmp_path: Path) -> None:
    rows = [{"run_id": "x"}] * 1_500 + [run("a")]
    result = read(written(tmp_path, json.dumps(rows), "e.json"))
    assert result.ids == ["a"]
    assert {(r.field, r.reason) for r in result.rejected} == {
        ("status", "it is empty, and no row can do without it")
    }
    with pytest.raises(ExportRefused, match=r"created_at .*missing.*Found: run_id, status"):
        read(written(tmp_path, '[{"run_id": "a", "status": "ok"}]', "f.json"))


def test_an_object_brings_workers_changes_and_instructions(tmp_path: Path) -> None:
    export = {
        "runs": [
            run("a", worker_id="w", instructions_text="Do it."),
            run("b", instructions_text="Do it."),
        ],
        "note": "Hello",
        "workers": [{"worker": "W", "instructions_text": "Do it well."}],
        "changes": [
            {"worker": "W", "changed_at": "2026-11-10T08:00:00Z", "what": "Model", "new": 4}
        ],
        "instructions": [{"instructions_id": "v1", "instructions_text": "Old."}],
    }
    result = read(written(tmp_path, json.dumps(export), "e.json"))
    assert result.export.note == "Hello"
    assert result.tables["workers"][0]["worker_id"] == "W"
    assert [(c["what"], c["new"]) for c in result.tables["changes"]] == [("model", "4")]
    texts = [row["instructions_text"] for row in result.tables["instructions"]]
    assert sorted(set(texts)) == ["Do it well.", "Do it.", "Old."]
    assert result.runs[0]["instructions_id"] == result.runs[1]["instructions_id"] is not None
    assert "instructions_id" in result.export.columns["runs"]


@pytest.mark.parametrize(
    "text",
    [
        '"hello"', "5", "null", "run_id,status\n",
        f"INFO start, now\nINFO go\n{json.dumps(run('a'))}\n",
        f"INFO start, now\nINFO go\n\n  {json.dumps([run('a')])}\n",
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ExportRefused, match="holds no rows: it is neither a list nor an object"):
        read(written(tmp_path, text, "e.json"))


@pytest.mark.parametrize("name", ["e.json", "e.jsonl"])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("between", ["\n", " ", ""])
def test_objects_that_follow_each_other_are_runs(
    tmp_path: Path, between: str, indent: int | None, name: str
) -> None:
    text = between.join(json.dumps(run, indent=indent) for run in RUNS)
    result = read(written(tmp_path, text, name))
    assert result.ids == ["a", "b"]
    assert result.rejected == []


def test_what_follows_an_object_in_its_line_is_not_lost(tmp_path: Path) -> None:
    a, b = map(json.dumps, RUNS)
    result = read(written(tmp_path, f"{a}{b}\n{a}{b[:-2]}\n{a} junk\n{b}{a},{b}", "e.jsonl"))
    assert result.ids == ["a", "b", "a", "b"]
    assert [(reject.line, reject.raw) for reject in result.rejected] == [
        (2, b[:-2]), (3, f"{a} junk"), (4, f"{a},{b}")
    ]  # fmt: skip


@pytest.mark.parametrize("text", [json.dumps(RUNS), json.dumps({"runs": RUNS, "note": "x"})])
def test_what_stands_after_the_end_is_not_lost(tmp_path: Path, text: str) -> None:
    result = read(written(tmp_path, f"{text}\n junk", "e.json"))
    assert result.ids == ["a", "b"]
    assert [(reject.line, reject.raw) for reject in result.rejected] == [(2, "junk")]
    assert "after the end" in result.rejected[0].reason


@pytest.mark.parametrize("letters", [10, (1 << 16) - 30, 1 << 16, 200_000])
def test_an_element_is_told_from_the_next_however_long_it_is(letters: int) -> None:
    long = json.dumps({"run_id": "1", "text": "y" * letters})
    text = TextInMemory(
        f'[{long}, {long[:-1]}, oops}} {{"run_id": "2"}}, 3, {long[: letters // 2]}'
    )
    found = list(elements(text, 0))
    assert [one.value and (one.value if one.value == 3 else one.value["run_id"]) for one in found][
        :4
    ] == ["1", None, "2", 3]
    assert [text[one.start : one.end] for one in found[:2]] == [long, f"{long[:-1]}, oops}}"]
    assert [bool(one.fault) for one in found] == [False, True, False, False, True]


def test_lines_of_a_log_among_rows_are_rejected_wherever_they_stand(tmp_path: Path) -> None:
    row = '{"run_id": "%s", "status": "ok", "created_at": "2026-11-16T09:10:00Z"}'
    text = "\n".join(["INFO starting", row % "a", "WARN slow", row % "b"])
    found = read(written(tmp_path, text, "runs.ndjson"))
    assert found.ids == ["a", "b"]
    assert [bad.line for bad in found.rejected] == [1, 3]
    with pytest.raises(ExportRefused, match="neither a list nor an object"):
        read(written(tmp_path, "INFO starting\nWARN slow\n", "log.ndjson"))

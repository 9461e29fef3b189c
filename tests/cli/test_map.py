"""A mapping file suggested in a terminal: what it says is what `load --map` then reads."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.reading import read

JOBS = """\
Job No.;Bot;How it went;Begun;Ended;Took (s);What broke
J-1;Invoices;Successful;2026-11-16T09:00:00Z;2026-11-16T09:01:00Z;60;
J-2;Invoices;Faulted;2026-11-16T10:00:00Z;2026-11-16T10:01:01Z;61;Selector not found
J-3;Mails;Gone to a person;2026-11-17T09:00:00Z;2026-11-17T09:00:59Z;59;
J-4;Mails;Successful;2026-11-17T10:00:00Z;2026-11-17T10:01:00Z;60;
"""
TWO_DATES = """\
ID,Bot,Result,Date 1,Date 2
1,Ann,Success,2026-11-16T09:00:00Z,2026-11-16T09:05:00Z
2,Bob,Failed,2026-11-17T09:00:00Z,2026-11-17T09:05:00Z
"""


def mapped(run: Run, folder: Path, text: str, name: str = "export.csv") -> tuple[Path, Path]:
    """A file with that text, and the mapping file that is printed for it."""
    export, mapping = folder / name, folder / "mapping.toml"
    export.write_bytes(text.encode("utf-8", "surrogateescape"))
    run.status = run("map", export)
    mapping.write_text(run.out, encoding="utf-8")
    return export, mapping


def test_the_printed_mapping_says_why_and_loads_as_it_stands(
    worker_runs: Run, tmp_path: Path
) -> None:
    assert worker_runs("load", tmp_path / "none.csv") == 2
    export, mapping = mapped(worker_runs, tmp_path, JOBS)
    assert worker_runs.status == 0
    for said in (
        """# named ‘Job No.’; another value in every row\nrun_id = "'Job No.'\"""",
        "# by what stands in it; 3 different words, 2 of them known statuses",
        '"Gone to a person" 1 × unknown',
        "looks like times; says when runs began, and nothing says better when they were created",
        'duration_ms = { path = "Took (s)", unit = "s" }',
        "# ‘What broke’, text",
    ):  # fmt: skip
        assert said in worker_runs.out
    [first, second, third, _] = read(export, mapping).runs
    assert [first["run_id"], second["status"], third["status"]] == ["J-1", "failed", "unknown"]
    assert (first["worker"], first["duration_ms"]) == ("Invoices", 60_000)
    assert worker_runs("load", "--map", mapping, export) == 0
    assert "4 rows read: 4 new" in worker_runs.err


def test_what_fits_alike_is_left_to_a_person_and_one_line_says_which(
    worker_runs: Run, tmp_path: Path
) -> None:
    export, mapping = mapped(worker_runs, tmp_path, TWO_DATES)
    assert worker_runs.status == 1
    assert "Left to you: created_at." in worker_runs.err
    assert worker_runs("load", "--map", mapping, export) == 2
    assert "fields.created_at is missing" in worker_runs.err
    text = mapping.read_text()
    chosen = text.replace('# created_at = "Date 2"', 'created_at = "Date 2"')
    assert chosen != text
    mapping.write_text(chosen)
    assert worker_runs("load", "--map", mapping, export) == 0


def test_a_list_without_ids_is_told_apart_by_columns_that_differ_together(
    worker_runs: Run, tmp_path: Path
) -> None:
    rows = [
        "2026-11-16 09:00,Ann,Remind Fir,Completed",
        "2026-11-16 09:00,Ann,Remind Oak,Failed",
        "2026-11-16 09:00,Bob,Remind Oak,Completed",
        "2026-11-16 09:10,Bob,Remind Oak,Completed",
    ]
    text = "\n".join(["Created,Worker,Task,Status", *rows, ""])
    export, mapping = mapped(worker_runs, tmp_path, text)
    assert "‘Created’, ‘Worker’, ‘Task’ together differ in every row" in worker_runs.out
    assert "Left to you: run_id." in worker_runs.err
    offered = 'run_id = { join = ["Created", "Worker", "Task"], with = " " }'
    mapping.write_text(mapping.read_text().replace(f"# {offered}", offered))
    assert worker_runs("load", "--map", mapping, export, "--zone", "UTC") == 0
    assert "4 rows read: 4 new" in worker_runs.err
    assert worker_runs("load", "--map", mapping, export, "--zone", "UTC") == 0
    assert "0 new, 0 changed, 4 unchanged" in worker_runs.err


def test_a_history_with_nothing_but_times_can_be_told_apart_by_them(
    worker_runs: Run, tmp_path: Path
) -> None:
    text = (
        "timestamp,found,status\n2026-11-16T09:00:00Z,5,SUCCESS\n2026-11-17T09:00:00Z,5,FAILURE\n"
    )
    export, mapping = mapped(worker_runs, tmp_path, text)
    offered = 'run_id = "timestamp"'
    assert f"If rows that agree in it are one run:\n# {offered}\n" in worker_runs.out
    assert "Left to you: run_id." in worker_runs.err
    mapping.write_text(mapping.read_text().replace(f"# {offered}", offered))
    assert worker_runs("load", "--map", mapping, export) == 0
    assert "2 rows read: 2 new" in worker_runs.err


@pytest.mark.parametrize("codes", ["-1 0", "0 137", "2 -9"])
def test_the_codes_with_which_programs_end_are_statuses_and_no_ids(
    worker_runs: Run, tmp_path: Path, codes: str
) -> None:
    rows = [f"Check disk,{code},2026-11-1{n}T09:00:00Z" for n, code in enumerate(codes.split())]
    export, mapping = mapped(
        worker_runs, tmp_path, "\n".join(["prompt,exit_code,timestamp", *rows])
    )
    assert 'run_id = "exit_code"' not in worker_runs.out
    mapping.write_text(
        mapping.read_text().replace('# run_id = "timestamp"', 'run_id = "timestamp"')
    )
    assert worker_runs("load", "--map", mapping, export) == 0
    worker_runs("show", "runs", "--json")
    found = {run["run_id"]: run["status"] for run in json.loads(worker_runs.out)["runs"]}
    assert found == {
        row.split(",")[2]: "failed" if int(row.split(",")[1]) else "completed" for row in rows
    }


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # The next export may have two runs of one time.
        (["9:00,Ann,Fir,Completed", "9:01,Ann,Fir,Failed"], "‘Created’, ‘Worker’ together"),
        # What tells no two rows apart is left out.
        (["9:00,Ann,Fir,Completed", "9:00,Ann,Oak,Failed"], "‘Created’, ‘Worker’, ‘Task’ together"),
        # Nothing that is absent in a row can tell it from another.
        (["9:00,,Fir,Completed", "9:00,Ann,Oak,Failed"], "‘Created’, ‘Task’ together"),
        # How runs ended tells none apart: it changes.
        (["9:00,Ann,Fir,Completed", "9:00,Ann,Fir,Failed"], "no column looks like it, and"),
        (["9:00,,,Completed", "9:00,Ann,Fir,Failed"], "no column looks like it, and"),
        # A history of one worker has nothing else; whether it is enough is left to people.
        (["9:00,,,Completed", "9:01,Ann,Fir,Failed"], "it; ‘Created’ differs in every row, and"),
    ],
)
def test_columns_are_named_only_where_they_tell_all_rows_apart(
    worker_runs: Run, tmp_path: Path, rows: list[str], told: str
) -> None:
    text = "\n".join(["Created,Worker,Task,Status", *(f"2026-11-16 {row}" for row in rows), ""])
    mapped(worker_runs, tmp_path, text)
    assert told in worker_runs.out


def test_a_file_without_a_status_can_be_read_by_whether_there_is_an_error(
    worker_runs: Run, tmp_path: Path
) -> None:
    rows = "".join(f"N-{n},2026-11-1{n},{n}:05 PM,{'-x'[n % 2]}\n" for n in range(1, 5))
    export, mapping = mapped(worker_runs, tmp_path, f"Ref,Date,Time,Error\n{rows}")
    assert "Left to you: status." in worker_runs.err
    mapping.write_text(mapping.read_text().replace("# status = {", "status = {"))
    found = read(export, mapping, zone="UTC").runs
    assert [run["status"] for run in found] == ["failed", "completed"] * 2
    assert str(found[1]["created_at"]) == "2026-11-12 14:05:00+00:00"


def test_keys_within_keys_are_columns_wherever_the_list_stands(
    worker_runs: Run, tmp_path: Path
) -> None:
    rows = [
        {
            "execution": {"id": f"x-{n}", "state": ("OK", "KO gone")[n % 2]},
            "input": {"customer": {"name": f"Customer {n // 2}"}, "a.b": n},
            "agent": {"name": "Ann"},
            "timing": {"started_at": 1794300000000 + n, "duration_ms": 5 * n},
            "tags": ["a", "b"],
            "calls": [{"tool": "crm"}],
        }
        for n in range(4)
    ]
    document = {"meta": {"pages": [{"n": 1}]}, "result": {"items": rows}}
    export, mapping = mapped(worker_runs, tmp_path, json.dumps(document), "export.json")
    assert worker_runs.status == 0
    found = tomllib.loads(mapping.read_text())
    assert found["records"] == "result.items"
    assert found["fields"]["record_title"] == "input.customer.name"
    assert found["fields"]["created_at"] == {"path": "timing.started_at", "unit": "ms"}
    assert "‘calls’, lists of objects (a mapping can take them apart" in worker_runs.out
    runs = read(export, mapping).runs
    assert [run["run_id"] for run in runs] == ["x-0", "x-1", "x-2", "x-3"]
    assert [run["duration_ms"] for run in runs] == [0, 5, 10, 15]


def test_yes_and_no_the_decimal_comma_and_utc_in_a_name_are_read_as_they_are_said(
    worker_runs: Run, tmp_path: Path
) -> None:
    text = (
        "Case Number;Worker;OK?;Start (UTC);Cost EUR;Score\n"
        "1;Ann;Yes;2026-11-16 09:00;0,5;1\n2;Ann;no;2026-11-16 09:10;1,25;0\n"
    )
    export, mapping = mapped(worker_runs, tmp_path, text)
    assert worker_runs.status == 0
    first, second = read(export, mapping).runs
    assert (first["status"], second["status"]) == ("completed", "failed")
    assert (first["cost"], second["cost"]) == (0.5, 1.25)
    assert first["created_at"].isoformat() == "2026-11-16T09:00:00+00:00"
    assert (first["quality"], second["quality"]) == ("good", "bad")


@pytest.mark.parametrize(
    ("column", "words", "statuses"),
    [
        ("status_code", [200, 503, 404], ["completed", "failed", "failed"]),
        ("exit_code", [0, 137, 3], ["completed", "failed", "failed"]),
        ("Success", [1, 0, 1], ["completed", "failed", "completed"]),
        ("Erfolg", ["Ja", "nein", "ja"], ["completed", "failed", "completed"]),
        ("Estado", ["Correcto", "✖", "❌ Error"], ["completed", "failed", "failed"]),
    ],
)
def test_numbers_and_signs_that_are_statuses(
    worker_runs: Run, tmp_path: Path, column: str, words: list[str | int], statuses: list[str]
) -> None:
    rows = [
        {"key": f"r-{n}", column: word, "started": f"2026-11-16T09:0{n}:00Z"}
        for n, word in enumerate(words)
    ]
    export, mapping = mapped(worker_runs, tmp_path, json.dumps(rows), "export.json")
    assert [run["status"] for run in read(export, mapping).runs] == statuses


HOSTILE = (
    "![x](http://h/p.png)", "<script>alert(1)</script>", 'a "quoted" one', "it's", "tab\there",
    "# a comment", "a.b[0]", "[x]", "*", "\x7f\x1b[31m", "\u202egnp", "name = 1", "'\"", "ключ",
    "a\\b", "$x", "{{y}}", "===", "'single'", "x" * 500,
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_and_value_gives_a_mapping_that_can_be_read(
    name: str, worker_runs: Run, tmp_path: Path
) -> None:
    cell = '"' + name.replace('"', '""') + '"'
    rows = "".join(
        f"{n},{('ok', 'failed')[n % 2]},2026-11-1{n}T09:00:00Z,{cell}\n" for n in range(4)
    )
    export, mapping = mapped(worker_runs, tmp_path, f"{cell},Status,Created,{name!r:.3}2\n{rows}")
    found = tomllib.loads(mapping.read_text())
    assert set(found["fields"]) >= {"status", "created_at"}
    if worker_runs.status == 1:  # a name that no mapping can say is not suggested
        assert "run_id" not in found["fields"]
        return
    assert [run["run_id"] for run in read(export, mapping).runs] == ["0", "1", "2", "3"]


def test_ten_thousand_columns_huge_cells_and_names_that_are_none(
    worker_runs: Run, tmp_path: Path
) -> None:
    many = ",".join(f"c{n}" for n in range(9_990))
    head = f"Run ID,,State,Created,{many}\n"
    row = "1,x,ok,2026-11-16T09:00:00Z" + "," * 9_989 + "," + "y" * 5_000_000 + "\n"
    _, mapping = mapped(worker_runs, tmp_path, head + row)
    assert worker_runs.status == 0
    assert "… and 9,979 more" in worker_runs.out and len(worker_runs.out) < 10_000
    assert tomllib.loads(mapping.read_text())["fields"]["run_id"] == "Run ID"
    mapped(worker_runs, tmp_path, "Run,Run,Status,Created\n1,2,ok,2026-11-16\n")
    assert worker_runs.status == 1 and "‘Run (2)’, numbers" in worker_runs.out
    mapped(worker_runs, tmp_path, "\udc89PNG\r\n\x1a\n")
    assert worker_runs.status == 2 and worker_runs.out == ""

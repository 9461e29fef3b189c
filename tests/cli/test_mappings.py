"""Mappings that a workspace keeps: tried before the built-in formats, listed, printed, removed."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_map import JOBS, TWO_DATES
from tests.reading import read, written
from tests.sources.test_formats import lines
from tests.sources.test_observability import LANGFUSE
from tests.workspaces import ONE_ROW, RUN_LIST

RECOGNISED = '[recognise]\ncolumns = ["Nr", "Lage", "Wann"]\n'
FIELDS = '[fields]\nrun_id = "Nr"\nstatus = "Lage"\ncreated_at = "Wann"\n'


def test_a_kept_mapping_reads_such_files_until_it_is_removed(
    worker_runs: Run, tmp_path: Path
) -> None:
    export = written(tmp_path, JOBS, "jobs.csv")
    assert worker_runs("load", export) == 2
    assert worker_runs("mappings") == 0 and worker_runs.out == "None is kept.\n"
    assert worker_runs("map", export, "--save", "night jobs") == 0
    printed = worker_runs.out
    [loaded] = worker_runs.json("load", export)["files"]
    assert (loaded["format"], loaded["new"]) == ("night jobs", 4)
    assert worker_runs("mappings", "night jobs") == 0 and worker_runs.out == printed
    [listed] = worker_runs.json("mappings")
    assert listed["name"] == "night jobs" and "Job No." in listed["columns"]
    by_hand = written(tmp_path, printed, "by hand.toml")
    assert worker_runs("load", "--map", by_hand, export) == 0
    assert "4 unchanged" in worker_runs.err, "given or kept, its rows are the same"
    assert worker_runs("mappings", "night jobs", "--remove") == 0
    assert worker_runs("load", export) == 2


def test_it_goes_before_the_built_in_formats_and_takes_no_other_file(
    worker_runs: Run, tmp_path: Path
) -> None:
    run_list = written(tmp_path, RUN_LIST, "list.csv")
    assert worker_runs("load", run_list, "--explain") == 0
    assert "list.csv: run list" in worker_runs.out
    nested = {"data": {"jobs": [{"key": f"k{n}", "state": "ok", "begun": "2026-11-16T09:00:00Z"}
                                for n in range(3)]}}  # fmt: skip
    deep = written(tmp_path, json.dumps(nested), "deep.json")
    assert worker_runs("map", run_list, "--save", "our list") == 0
    assert worker_runs("map", deep, "--save", "deep jobs") == 0
    others = {
        "list.csv": (RUN_LIST, "our list"),
        "deep.json": (json.dumps(nested), "deep jobs"),
        "one.csv": (ONE_ROW, "canonical export"),
        "one.json": (json.dumps({"runs": [{"run_id": "1", "status": "ok", "created_at": "2026"}]}),
                     "canonical export"),
        "traces.jsonl": (lines(LANGFUSE), "Langfuse export"),
    }  # fmt: skip
    for name, (text, format) in others.items():
        assert worker_runs("load", written(tmp_path, text, name), "--explain") == 0
        assert worker_runs.out.startswith(f"{tmp_path / name}: {format}"), name


def test_an_edited_file_is_kept_and_what_can_t_be_tried_is_refused(
    worker_runs: Run, tmp_path: Path
) -> None:
    export = written(tmp_path, TWO_DATES, "two.csv")
    assert worker_runs("map", export, "--save", "two") == 2
    assert "it was not kept" in worker_runs.err and 'mappings "two" --keep' in worker_runs.err
    edited = written(
        tmp_path, worker_runs.out.replace('# created_at = "Date 1"', 'created_at = "Date 1"'), "m"
    )
    assert worker_runs("mappings", "two", "--keep", edited) == 0
    assert worker_runs("load", export) == 0
    for text, why in (
        (FIELDS, "says under [recognise] of no column"),
        ('columns = ["Nr", "Lage", "Wann"]\n' + RECOGNISED + FIELDS, "files without a header"),
        (RECOGNISED + "[fields]\nrun = 3\n", "fields.run is no field of a run"),
        ("name = ", "This is not TOML"),
    ):
        assert worker_runs("mappings", "odd", "--keep", written(tmp_path, text, "odd")) == 2
        assert why in worker_runs.err
    assert worker_runs.json("mappings")[0]["name"] == "two"


@pytest.mark.parametrize(
    "name", ["", " ", "../up", "a/b", ".hidden", "x" * 61, "a\nb", "run list", "Canonical Export"]
)
def test_names_that_are_none(name: str, worker_runs: Run, tmp_path: Path) -> None:
    mapping = written(tmp_path, RECOGNISED + FIELDS, "m.toml")
    assert worker_runs("mappings", name, "--keep", mapping) == 2
    assert worker_runs("map", written(tmp_path, JOBS), "--save", name) == 2
    assert not list(tmp_path.rglob("mappings/*"))


def test_a_kept_file_that_was_broken_stops_no_load_and_is_told(
    worker_runs: Run, export: Path
) -> None:
    folder = worker_runs.home / "mappings"
    folder.mkdir(parents=True)
    (folder / "bad one.toml").write_text("[fields]\nrun_id = [\n")
    (folder / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    assert worker_runs("load", export) == 0
    assert "The mapping kept as bad one can’t be used: bad one.toml: This is not TOML" in (
        worker_runs.err
    )
    assert "worker-runs mappings 'bad one' --remove" in worker_runs.err
    assert worker_runs("mappings") == 0 and "bytes" in worker_runs.err
    assert worker_runs("mappings", "bad one", "--remove") == 0
    assert worker_runs("mappings", "bad one") == 2
    assert worker_runs("mappings", "--remove") == 2
    assert read(export).runs


@pytest.mark.parametrize("name", ["foo@bar", "langfuse", "it's $HOME", "a;b"])
def test_the_way_that_is_said_removes_what_a_person_put_there(
    worker_runs: Run, tmp_path: Path, name: str
) -> None:
    kept = worker_runs.home / "mappings" / f"{name}.toml"
    kept.parent.mkdir(parents=True)
    kept.write_text("no toml")
    assert worker_runs("load", written(tmp_path, ONE_ROW, "runs.csv")) == 0
    advised = re.search(r"`worker-runs (mappings .* --remove)`", worker_runs.err)
    assert advised, worker_runs.err
    assert worker_runs(*shlex.split(advised[1])) == 0
    assert not kept.exists()
    assert worker_runs("mappings", "../current", "--remove") == 2
    assert (worker_runs.home / "current").exists()

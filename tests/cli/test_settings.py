"""The rules and the zone of a workspace."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_days_follow_the_zone_that_is_set(worker_runs: Run, export: Path) -> None:
    worker_runs("load", export)
    assert worker_runs("zone", "Pacific/Auckland") == 0
    assert worker_runs.out.strip() == "Pacific/Auckland"
    start = worker_runs.json("show", "trends")["buckets"][0]["start"]
    assert start == "2026-11-09T11:00:00Z"
    for wrong in (
        "Berlin",
        "localtime",
        "europe/berlin",
        "../etc/passwd",
        "Factory/x",
        "UTC+1",
        " ",
    ):
        assert worker_runs("zone", wrong) == 2, wrong
        assert "IANA" in worker_runs.err
    assert worker_runs("load", export, "--zone", "localtime") == 2
    assert worker_runs("zone") == 0 and worker_runs.out.strip() == "Pacific/Auckland"


def test_a_zone_that_is_set_first_is_no_import(worker_runs: Run, export: Path) -> None:
    assert worker_runs("zone") == 0 and worker_runs.out == "UTC\n"
    assert worker_runs("zone", "Asia/Tokyo") == 0 and worker_runs.out == "Asia/Tokyo\n"
    assert worker_runs("zone") == 0 and worker_runs.out == "Asia/Tokyo\n"
    for words in (("rejects",), ("imports",), ("check",), ("show", "trends"), ("statuses",)):
        assert worker_runs(*words) == 2 and "Nothing was imported" in worker_runs.err
    assert worker_runs("load", export) == 0
    assert worker_runs("zone") == 0 and worker_runs.out == "Asia/Tokyo\n"


def test_rules_are_printed_edited_and_applied(failing: Run, tmp_path: Path) -> None:
    assert failing("rules") == 0
    mine = tmp_path / "mine.toml"
    mine.write_text(
        failing.out + '\n[[rule]]\nname = "closed"\nlabel = "Closed month"\n'
        'origin = "source record"\ntexts = ["is closed"]\nexamples = ["Month 7 is closed"]\n'
    )
    assert failing("rules", mine) == 0 and "4 failed runs moved" in failing.out
    assert {cause["cause"] for cause in failing.json("show", "causes")} == {"time-out", "closed"}
    mine.write_text(mine.read_text().replace('origin = "source record"', 'origin = "moon"'))
    assert failing("rules", mine) == 2
    assert f"{mine}, line" in failing.err and "origin" in failing.err
    assert {cause["cause"] for cause in failing.json("show", "causes")} == {"time-out", "closed"}


ODD = "run_id,status,created_at\n" + "".join(
    f"{n},{word},2026-11-1{n}T09:00:00Z\n"
    for n, word in enumerate(["Wobbly", "wobbly", "half-way", "ok", "ok", "failed"])
)


def by_status(worker_runs: Run) -> dict[str, int]:
    """The numbers of runs by status, without those of 0."""
    found: dict[str, int] = worker_runs.json("show", "trends")["by_status"]
    return {status: runs for status, runs in found.items() if runs}


def test_unknown_status_words_are_said_and_can_be_explained(
    worker_runs: Run, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(ODD)
    assert worker_runs("load", path) == 0
    said = "3 of 6 runs have a status we don’t know: Wobbly (1), half-way (1), wobbly (1). "
    assert said in worker_runs.err and "`worker-runs statuses Wobbly=failed`" in worker_runs.err
    assert by_status(worker_runs) == {"unknown": 3, "completed": 2, "failed": 1}

    assert worker_runs("statuses", "WOBBLY=Failed", "Half-Way=running") == 0
    assert "3 runs have another status now." in worker_runs.err
    assert by_status(worker_runs) == {"running": 1, "completed": 2, "failed": 3}
    listed = {row["word"]: row["status"] for row in worker_runs.json("statuses")}
    assert (listed["wobbly"], listed["half-way"], listed["ok"]) == (
        "failed", "running", "completed",
    )  # fmt: skip

    path.write_text(ODD + "9,WOBBLY,2026-11-16T09:00:00Z\n")
    assert worker_runs("load", path) == 0
    assert "1 new, 0 changed, 6 unchanged" in worker_runs.err, "remembered, and no other version"
    assert "don’t know" not in worker_runs.err
    assert by_status(worker_runs) == {"running": 1, "completed": 2, "failed": 4}
    generation = worker_runs.json("load", path)["generation"]

    assert worker_runs("load", path, "--status", "ok=failed", "--status", "wobbly=ok") == 2
    assert worker_runs("load", path, "--status", "wobbly=cancelled") == 0
    assert "3 runs have another status now." in worker_runs.err
    assert by_status(worker_runs) == {"running": 1, "completed": 2, "failed": 1, "cancelled": 3}
    again = worker_runs.json("load", path, "--status", "wobbly=cancelled")
    assert again["generation"] == generation + 1


SAID_OF = {0: "Sent RE-9999.", 30: "Sent RE-9998.", 31: "", 32: ""}
SAYING = (
    "run_id,status,created_at,worker,task_id,task_text,comment_preview,error_message\n"
    + "".join(
        f"{n},{('geschafft', 'completed')[n % 2]},2026-10-{5 + n // 4:02}T09:{n:02}:00Z,"
        f"Ann,t{n // 3},Invoice RE-20{n},{SAID_OF.get(n, f'Sent RE-20{n}.')},\n"
        for n in range(60)
    )
    + "60,kaputt,2026-10-20T09:00:00Z,Ann,t20,,,Timed out after 3 s\n"
)
SHOWN = ("trends", "workers", "causes", "changes", "compare", "review", "sample", "runs", "tasks")


def test_a_word_that_is_explained_later_counts_as_one_that_was_always_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, meant = tmp_path / "odd.csv", ("geschafft=completed", "kaputt=failed")
    at_load = [word for said in meant for word in ("--status", said)]
    path.write_text(SAYING)
    known, later, again = (Run(tmp_path / name, capsys) for name in ("known", "later", "again"))
    assert known("load", path, *at_load) == 0
    assert later("load", path) == 0 and later("statuses", *meant) == 0
    assert again("load", path) == 0 and again("load", path, *at_load) == 0
    assert "0 new, 0 changed, 61 unchanged" in again.err
    for name in SHOWN:
        expected = known.json("show", name)
        assert later.json("show", name) == expected and again.json("show", name) == expected, name
    for run in range(0, 60, 7):
        expected = known.json("show", "run", run)
        assert later.json("show", "run", run) == expected
        assert again.json("show", "run", run) == expected
    assert known.json("show", "runs", "--check", "unsourced")["runs"], "some are flagged"


def test_a_word_that_is_explained_at_the_load_hides_no_newer_row_of_a_run(
    worker_runs: Run, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(
        "run_id,status,created_at,updated_at\n"
        + "".join(
            f"{n},{word},2026-10-05T09:00:00Z,2026-10-05T{hour}:00:00Z\n"
            for n in range(9)
            for word, hour in (("läuft", "09"), ("fertig", "10"))[:: 1 if n % 2 else -1]
        )
    )
    meant = ("--status", "läuft=running", "--status", "fertig=completed")
    assert worker_runs("load", path, *meant) == 0
    assert by_status(worker_runs) == {"completed": 9}


@pytest.mark.parametrize(
    "word", ["Waiting for what the head of the department says", "W" * 5_000, "-", "--x", "it's"]
)
def test_a_word_is_explained_by_the_command_that_load_says(
    worker_runs: Run, tmp_path: Path, word: str
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(f"run_id,status,created_at\n1,{word},2026-11-16T09:00:00Z\n")
    assert worker_runs("load", path) == 0 and len(worker_runs.err) < 1_000
    command = worker_runs.err.split("`")[1]
    assert worker_runs(*shlex.split(command)[1:]) == 0
    assert by_status(worker_runs) == {"failed": 1}


def test_what_a_word_means_is_remembered_for_its_format(worker_runs: Run, tmp_path: Path) -> None:
    path, other = tmp_path / "odd.csv", tmp_path / "list.csv"
    path.write_text(ODD)
    other.write_text("Run ID,Status,Created\nx,Wobbly,2026-11-10T09:00:00Z\n")
    assert worker_runs("load", path, "--status", "wobbly=failed") == 0
    assert worker_runs("load", other) == 0 and "Wobbly (1)" in worker_runs.err
    assert worker_runs("statuses", "Wobbly=completed", "--format", "run list") == 0
    assert by_status(worker_runs) == {"unknown": 1, "completed": 3, "failed": 3}


def test_words_that_cannot_be_explained_are_refused(worker_runs: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(ODD)
    worker_runs("load", path)
    for words in ("Wobbly", "Wobbly=", "=failed", "Wobbly=nice", "a=b=c"):
        assert worker_runs("statuses", words) == 2 and "WORD=STATUS" in worker_runs.err
        assert worker_runs("load", path, "--status", words) == 2
    assert worker_runs("statuses", "absent=failed") == 2 and "absent" in worker_runs.err
    assert worker_runs("load", path, "--explain", "--status", "Wobbly=failed") == 2
    assert worker_runs("load", path, "--explain", "--json") == 2
    assert worker_runs("statuses", "--format", "run list") == 2 and "--format" in worker_runs.err
    assert by_status(worker_runs) == {"unknown": 3, "completed": 2, "failed": 1}


def test_what_is_said_again_changes_nothing(worker_runs: Run, tmp_path: Path) -> None:
    path, rules = tmp_path / "odd.csv", tmp_path / "rules.toml"
    path.write_text(ODD)
    worker_runs("load", path)
    assert worker_runs("rules") == 0
    rules.write_text(worker_runs.out)
    said = (
        ("statuses", "Wobbly=failed", "half-way=failed"), ("zone", "Asia/Tokyo"), ("rules", rules)
    )  # fmt: skip
    for words in said:
        assert worker_runs(*words) == 0
        once = (worker_runs.home / "current").read_text()
        assert worker_runs(*words) == 0
        assert (worker_runs.home / "current").read_text() == once, words
    assert worker_runs("statuses", "wobbly=failed", "Wobbly=failed") == 0
    assert (worker_runs.home / "current").read_text() == once
    assert by_status(worker_runs) == {"completed": 2, "failed": 4}


def test_a_word_that_no_run_of_a_load_has_is_said(worker_runs: Run, tmp_path: Path) -> None:
    path = tmp_path / "runs.csv"
    head = "run_id,status,created_at\n"
    path.write_text(f"{head}1,Zorp,2026-11-10T09:00:00Z\n2,Blip,\n")
    words = ("--status", "zorp=failed", "--status", "BLIP=failed")
    assert worker_runs("load", path, *words) == 1
    assert "has the status" not in worker_runs.err, "one has it, and a rejected one has the other"
    worker_runs("load", path, *words, "--status", "NotThere=failed")
    assert "No run of this load has the status word “NotThere”; what it means" in worker_runs.err
    path.write_text(f"{head}3,Not-there,2026-11-10T09:00:00Z\n")
    assert worker_runs("load", path) == 0
    said = {row["word"]: row["status"] for row in worker_runs.json("statuses")}
    assert said["Not-there"] == "failed", "it is kept for later loads"


@pytest.mark.parametrize(
    "words", [("Zorp=failed", "Zorp=completed"), ("TimedOut=failed", "timed out=cancelled")]
)
def test_one_word_is_not_given_two_meanings(
    worker_runs: Run, export: Path, words: tuple[str, str]
) -> None:
    one, other = words
    assert worker_runs("load", export, "--status", one, "--status", other) == 2
    assert "can’t mean both failed and" in worker_runs.err
    assert not worker_runs.home.exists()
    assert worker_runs("load", export, "--status", one, "--status", one) == 0
    assert worker_runs("statuses", one, other) == 2
    assert "can’t mean both failed and" in worker_runs.err

"""What people record by record and mark."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run, forty_days


def test_mark_names_merges_splits_and_takes_back(failing: Run) -> None:
    assert failing("mark", "time-out", "--name", "Slow", "--origin", "context", "--who", "Ann") == 0
    assert "Recorded." in failing.err
    assert failing("mark", "Slow", "--name", "Slow") == 0 and "Nothing new" in failing.err
    found = {cause["label"]: cause for cause in failing.json("show", "causes")}
    assert found["Slow"]["origin"] == "context" and found["Slow"]["named"]
    other = found["Month … is closed"]["cause"]
    assert failing("mark", other, "--split", "month 1", "--name", "January") == 0
    assert failing("mark", other, "--into", "time-out") == 0
    assert {cause["label"]: cause["runs"] for cause in failing.json("show", "causes")} == {
        "Slow": 5, "January": 1,
    }  # fmt: skip
    marks = failing.json("mark")
    assert [mark["kind"] for mark in marks] == [
        "cause named", "cause origin", "cause split", "causes merged",
    ]  # fmt: skip
    assert failing("mark", "--undo", marks[-1]["number"]) == 0
    assert len(failing.json("show", "causes")) == 3
    assert failing("mark") == 0 and "taken back" in failing.out
    assert failing("mark", "time-out", "--fixed", "2026-11-11") == 0
    found = {cause["cause"]: cause for cause in failing.json("show", "causes")}
    assert found["time-out"]["state"] == "came back"
    assert failing("mark", "time-out", "--fixed", "2026-11-12") == 0
    found = {cause["cause"]: cause for cause in failing.json("show", "causes")}
    assert found["time-out"]["state"] == "history too short"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("time-out", "--name", "Slow", "--fixed", "notadate"), "is not a date"),
        (("time-out", "--name", "Slow", "--fixed", ""), "is not a date"),
        (("time-out", "--name", "Slow", "--into", "nosuch"), "There is no cause “nosuch”"),
        (("time-out", "--name", "Slow", "--into", "time-out"), "into itself"),
        (("time-out", "--origin", "context", "--split", "nowhere"), "No run of this cause"),
        (("time-out", "--split", "s", "--name", "x" * 121), "0 to 120 letters"),
        (("time-out", "--name", " "), "1 to 120 letters"),
        (("--name", "Slow"), "Of which cause"),
        (("", "--origin", "context"), "Of which cause"),
        (("--undo", "1", "--name", "Slow"), "Leave out --name"),
        (("time-out", "--undo", "1"), "Leave out the cause"),
    ],
)
def test_what_is_refused_in_part_is_not_recorded_in_part(
    failing: Run, words: tuple[str, ...], says: str
) -> None:
    assert failing("mark", *words) == 2 and says in failing.err
    assert failing.json("mark") == []


def test_a_change_is_recorded_listed_and_taken_back(changed: Run, tmp_path: Path) -> None:
    text = tmp_path / "new.txt"
    text.write_text("Answer as JSON.")
    words = (
        "record", "Ann | *lead*", "model", "--when", "2026-09-11T08:00", "--new", "large",
        "--fixes", "time-out", "--who", "Kim",
    )  # fmt: skip
    said = "Ann | *lead*, model → large, 11 Sep 2026, 08:00 UTC."
    assert changed(*words) == 0 and changed.err == f"Recorded: {said}\n"
    assert changed(*words) == 0 and changed.err == f"That was recorded before: {said}\n"
    found = {tuple(change["what"]): change for change in changed.json("show", "changes")}
    assert found[("model",)]["should_fix"] == "time-out"
    assert found[("model",)]["changed_at"] == "2026-09-11T08:00:00Z"
    (entry,) = changed.json("mark")
    assert changed("mark") == 0 and "Ann | *lead* model large" in changed.out
    assert "taken back" not in changed.out
    assert changed("mark", "--undo", entry["number"]) == 0
    assert changed("mark") == 0 and "taken back" in changed.out
    assert len(changed.json("show", "changes")) == 1


def test_a_recorded_text_says_at_once_what_it_asks_for_in_vain(
    worker_runs: Run, tmp_path: Path
) -> None:
    runs, text = tmp_path / "runs.json", tmp_path / "new.txt"
    setup = {"tool_categories": "docs", "output_mode": "task comment"}
    runs.write_text(json.dumps({"runs": [run | setup for run in forty_days("Ann")]}))
    assert worker_runs("load", runs) == 0
    polite = "be polite, " * 300
    text.write_text(f"Book a meeting.\nAlways {polite}send the customer an email, {polite}please.")
    assert worker_runs(
        "record", "Ann", "instructions", "--when", "2026-12-01", "--new-text", text
    ) == 0  # fmt: skip
    recorded, tool, email = worker_runs.err.splitlines()
    assert recorded == "Recorded: Ann, instructions, 1 Dec 2026, 00:00 UTC."
    assert tool == (
        "“Book a meeting.”: it asks for the tool category scheduling; the worker has docs."
    )
    assert "send the customer an email" in email
    assert email.endswith("it asks for email; the worker writes a task comment.")
    assert worker_runs("show", "changes", "--until", "2026-09-10") == 0
    told = [line for line in worker_runs.out.splitlines() if line.startswith("Ann, instructions")]
    assert [line.partition(": ")[2] for line in told] == [tool, email]


def test_an_empty_text_is_no_text(changed: Run, tmp_path: Path) -> None:
    text = tmp_path / "empty.txt"
    text.write_text(" \n")
    words = ("record", "Ann | *lead*", "instructions", "--when", "2026-09-11", "--new-text", text)
    assert changed(*words) == 2 and "The text is empty." in changed.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("record", "Nobody", "model", "--when", "2026-09-11"), "No worker has the id or name"),
        (("record", "Ann | *lead*", "model", "--when", "soon"), "is not a date"),
        (
            ("record", "Ann | *lead*", "model", "--when", "2026-09-11", "--who", "x" * 61),
            "Your name has at most 60 letters",
        ),
        (("record", "Ann | *lead*", "model", "--when", "2026-09-11", "--fixes", "moon"), "“moon”"),
        (
            (
                "record",
                "Ann | *lead*",
                "instructions",
                "--when",
                "2026-09-11",
                "--new-text",
                "/nowhere",
            ),
            "/nowhere: There is no such file.\nCheck the spelling",
        ),
    ],
)
def test_what_can_not_be_recorded_is_said(changed: Run, words: tuple[str, ...], said: str) -> None:
    assert changed(*words) == 2
    assert said in changed.err
    assert changed.json("mark") == []


def test_when_clocks_change_an_offset_says_which_time_is_meant(changed: Run) -> None:
    changed("zone", "Europe/Berlin")
    said = ("record", "Ann | *lead*", "model", "--when")
    assert changed(*said, "2026-10-25T02:30") == 2 and "happens twice" in changed.err
    assert changed(*said, "2026-03-29T02:30") == 2 and "does not exist" in changed.err
    assert "Write its offset, like 2026-03-29T02:30+01:00." in changed.err
    assert changed.json("mark") == []
    assert changed(*said, "2026-10-25T02:30+02:00") == 0
    assert "model, 25 Oct 2026, 02:30 Europe/Berlin (+02:00)." in changed.err
    assert [mark["at"] for mark in changed.json("mark")] == ["2026-10-25T00:30:00+00:00"]


@pytest.mark.parametrize("words", [("rules",), ("load", "--map", "/dev/zero"), ("record",)])
def test_what_never_ends_is_refused_at_once(
    changed: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    recorded = ("Ann | *lead*", "instructions", "--when", "2026-09-11")
    more = (*recorded, "--old-text", "/dev/zero", "--new-text", pipe) if "record" in words else ()
    began = time.monotonic()
    assert changed(*words, *(more or (pipe,))) == 2
    assert time.monotonic() - began < 2
    assert "not a file" in changed.err and "to a file first" in changed.err

"""What the commands print for people."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from wcwidth import wcswidth

from dashboard.cli import main
from dashboard.cli.printing import table
from tests.cli.conftest import HEAD, Run


def test_columns_stand_under_their_heads_whatever_the_letters_take() -> None:
    names = (
        "請求書フォローアップ",
        "Ann",
        "équipe",
        "e\u0301quipe",
        "👨\u200d👩\u200d👧 family",
        "ナ",
    )
    head, *rows = table(("worker", "runs"), [(name, 12) for name in names]).splitlines()
    place = wcswidth(head[: head.index("runs")])
    assert [wcswidth(row[: row.index("12")]) for row in rows] == [place] * len(names)


def test_whole_numbers_are_written_as_in_sentences() -> None:
    assert table(("", "runs", "ok"), [("a", 100_000, True), ("b", None, False)]).split() == [
        "runs", "ok", "a", "100,000", "True", "b", "–", "False",
    ]  # fmt: skip


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_a_stream_that_was_closed_ends_no_command(
    worker_runs: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    path = tmp_path / "runs.csv"
    path.write_text(f"{HEAD}1,failed,2026-11-10T09:00:00Z,Ann,t1,m\n", encoding="utf-8")
    for words, status in ((("load", path), 0), (("show", "workers"), 0), (("rejects", "9"), 2)):
        with monkeypatch.context() as patched:
            patched.setattr(sys, closed, None)
            assert main(["--home", str(worker_runs.home), *map(str, words)]) == status


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "shift_jis", "utf-8"])
def test_a_letter_that_the_output_lacks_ends_no_answer(
    worker_runs: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    name = "Zoë 請求 😀"
    path = tmp_path / "runs.csv"
    path.write_text(f"{HEAD}1,failed,2026-11-10T09:00:00Z,{name},t1,m\n", encoding="utf-8")
    assert worker_runs("load", path) == 0
    for words in (("show", "workers"), ("show", "workers", "--json"), ("load", path, "--json")):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", stream)
            assert worker_runs(*words) == 0, words
        stream.seek(0)
        written = stream.read()
        if "--json" not in words:
            assert (name in written) == (encoding == "utf-8")
        elif "show" in words:
            assert json.loads(written)[0]["worker"] == name

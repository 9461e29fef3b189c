"""Rows that are broken say what was lost with them, as far as it can be read."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run, worker_runs

__all__ = ["worker_runs"]

AT = "2026-11-02T09:00:00Z"
HEAD = "run_id,status,created_at,error_message\n"
GOOD, BAD = 30, 8
LOST = f"All {BAD} failed runs were rejected, and none of the {GOOD} others."
UNREAD = f"{BAD} rejected rows don’t tell how their runs ended; {GOOD} runs were read."


def table(bad: str, head: str = HEAD, good: str = f"g#,completed,{AT},\n") -> str:
    """Good and bad rows, # for their number."""
    return head + times(good, GOOD) + times(bad, BAD)


def lines(bad: str) -> str:
    """The same as objects, one a line."""
    good = {"run_id": "g#", "status": "completed", "created_at": AT}
    return times(json.dumps(good) + "\n", GOOD) + times(bad + "\n", BAD)


def times(row: str, many: int) -> str:
    return "".join(row.replace("#", str(n)) for n in range(many))


def loaded(worker_runs: Run, text: str | bytes, name: str = "runs.csv") -> list[str]:
    """What load says beside its counts."""
    file = worker_runs.home.parent / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert worker_runs("load", file, "--encoding", "utf-8") == 1
    return worker_runs.err.splitlines()[1:]


def told(worker_runs: Run, text: str | bytes, name: str = "runs.csv") -> list[str]:
    """The same, which Trends says, too."""
    said = loaded(worker_runs, text, name)
    assert worker_runs.json("show", "trends")["notices"] == said
    return said


TITLED = "run_id,title,status,created_at\n"
CSV = {
    "an unquoted comma": (table(f"b#,failed,{AT},HTTP 429, retry\n"), LOST),
    "several": (table(f"b#,failed,{AT},a, b, c, d, e\n"), LOST),
    "a comma before the status": (
        table(f"b#,Fix, then check,failed,{AT}\n", TITLED, f"g#,Fix,completed,{AT}\n"), LOST),
    "a text that has the word of another": (
        table(f"b#,a, c, completed,failed,{AT}\n", TITLED, f"g#,Fix,completed,{AT}\n"), LOST),
    "a text with a word where the status is": (
        table(f"b#,a,completed,failed,{AT}\n", TITLED, f"g#,Fix,completed,{AT}\n"), LOST),
    "two words, each beside a time": (
        table(f"b#,a,completed,{AT},failed,{AT}\n", TITLED, f"g#,Fix,completed,{AT}\n"), UNREAD),
    "a cell too few": (table(f"b#,failed,{AT}\n"), LOST),
    "half the cells, and no time": (table("b#,failed\n"), UNREAD),
    "a quote within": (table(f'b#,failed,{AT},"bad "quote""\n'), LOST),
    "a quote that stays open": (table(f'b#,failed,{AT},"bad\n'), LOST),
    "no word of a status": (table(f"b#,x,{AT},a,b\n"), UNREAD),
    "no status at all": (table(f"b#,,{AT},\n"), UNREAD),
    "bytes of Latin-1": (table(f"b#,failed,{AT},café\n").encode("latin-1"), LOST),
    "a status of Latin-1": (table(f"b#,café,{AT},\n").encode("latin-1"), UNREAD),
}  # fmt: skip
NOTED = "run_id,worker,status,created_at,note\n"
GOOD_NOTED = f"g#,Ann,completed,{AT},Summary\n"
PLACES = {
    "too few cells": ("# steps,1 retry,failed,then fine\n", UNREAD),
    "as many as the header": ("# steps,1 retry,failed,then,fine\n", UNREAD),
    "as many, with a number": ("# steps,1 retry,failed,3 times,fine\n", UNREAD),
    "too many, and a time for the status": (f"# steps,1 retry,then,{AT},failed,so,on\n", UNREAD),
    "no time": ("b#,Ann,failed,,note\n", LOST),
    "no time, in a word": ("b#,Ann,failed,N/A,note\n", LOST),
    "a day that isn't": ("b#,Ann,failed,2026-02-30,note\n", LOST),
    "a time of day": ("b#,Ann,failed,09:00,note\n", LOST),
    "in words": ("b#,Ann,failed,yesterday,note\n", LOST),
    "a piece of a text behind a word": ("b#,Ann, failed, and then, note\n", UNREAD),
    "a text that begins with a word": ("b#,Ann,failed, and then,note\n", UNREAD),
    "a word for the status that isn't known": ("b#,Ann,zorped,yesterday,note\n", UNREAD),
    "no id": (",Ann,failed,yesterday,note\n", UNREAD),
    "in words, and an open quote": ('b#,Ann,failed,yesterday,"note\n', LOST),
    "an open quote, no time": ('b#,Ann,failed,,"note\n', LOST),
    "a comma more, no time": ("b#,Ann,failed,,note, more\n", UNREAD),
}  # fmt: skip
"""What stands in a CSV where a run may: lines of a text without quotes, and rows of failed runs."""
NDJSON = {
    "a quote within": ('{"run_id":"b#","status":"failed","error_message":"a "b""}', LOST),
    "a quote before": ('{"run_id":"b#","error_message":"a "b" c","status":"failed"}', LOST),
    "NaN": ('{"run_id":"b#","status":"failed","cost":NaN}', LOST),
    "a number too large": ('{"run_id":"b#","cost":1e999,"status":"failed"}', LOST),
    "too many digits": (f'{{"run_id":"b#","steps":{"9" * 5000},"status":"failed"}}', LOST),
    "another key twice": ('{"run_id":"b#","x":1,"x":2,"status":"failed"}', LOST),
    "the status twice": ('{"run_id":"b#","status":"completed","status":"failed"}', UNREAD),
    "the status twice in capitals": (
        '{"run_id":"b#","Status":"completed","status":"failed"}', UNREAD),
    "in capitals": ('{"RUN_ID":"b#","STATUS":"failed","COST":NaN}', LOST),
    "cut": ('{"run_id":"b#","status":"failed","error_mess', LOST),
    "cut within the status": ('{"run_id":"b#","status":"fail', UNREAD),
    "cut before the status": ('{"run_id":"b#","tools":[{"status":"failed"', UNREAD),
    "the status of something else": (
        '{"run_id":"b#","error_message":"a "b"","tools":[{"status":"failed"}]}', UNREAD),
    "nested too deep": (f'{{"run_id":"b#","status":"failed","x":{"[" * 500}{"]" * 500}}}', LOST),
    "no object": ("[1]", UNREAD),
    "a time in words": (
        '{"run_id":"b#","status":"failed","created_at":"yesterday"}', LOST),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), CSV.values(), ids=CSV)
def test_a_broken_row_of_a_table_tells_its_status(
    worker_runs: Run, text: str | bytes, said: str
) -> None:
    (sentence,) = loaded(worker_runs, text)
    assert sentence.startswith(said)


@pytest.mark.parametrize(("bad", "said"), PLACES.values(), ids=PLACES)
def test_a_word_tells_how_a_run_ended_only_where_a_time_may_stand_beside_it(
    worker_runs: Run, bad: str, said: str
) -> None:
    (sentence,) = loaded(worker_runs, table(bad, NOTED, GOOD_NOTED))
    assert sentence.startswith(said)


WORDS = (
    "bad-time", "TBD", "?", "Mon", "never ran", "soon", "not yet", "#N/A", "#REF!", "12", "???",
    "x", "last Monday", "(pending)", "morgen", "昨天", "=NOW()", "2026", "Q3", "Nov", "noon", "now",
    "later today", "pas encore", "10h", "unset", "missing", "see note", "0:5", "<none>",
)  # fmt: skip


def test_a_row_whose_time_is_any_word_tells_its_status(worker_runs: Run) -> None:
    head = "run_id,status,created_at,worker\n"
    text = times("g#,completed,,Ann\n", 20)
    text += "".join(f"b{n},failed,{word},Ann\n" for n, word in enumerate(WORDS))
    text += f"ok,running,{AT},Ann\nok2,cancelled,{AT},Ann\n"
    said = told(worker_runs, head + text)
    assert said[0].startswith("All 20 completed runs were rejected")
    assert said[1].startswith(f"All {len(WORDS)} failed runs were rejected")
    assert len(said) == 2, "no row is left that tells nothing"


@pytest.mark.parametrize(("bad", "said"), NDJSON.values(), ids=NDJSON)
def test_a_broken_line_of_json_tells_its_status(worker_runs: Run, bad: str, said: str) -> None:
    (sentence,) = loaded(worker_runs, lines(bad), "runs.ndjson")
    assert sentence.startswith(said)


def test_a_line_of_json_in_latin_1_tells_its_status(worker_runs: Run) -> None:
    text = lines('{"run_id":"b#","status":"failed","error_message":"café"}')
    (sentence,) = told(worker_runs, text.encode("latin-1"), "runs.ndjson")
    assert sentence.startswith(LOST)


def test_few_rows_that_tell_no_status_move_no_rate(worker_runs: Run) -> None:
    """One of a hundred does."""
    good = times(f"g#,completed,{AT},\n", 99)
    assert told(worker_runs, HEAD + good + "b,x,y,z,a,b\n") != []
    more = times(f"h#,completed,{AT},\n", 100)
    file = worker_runs.home.parent / "more.csv"
    file.write_text(HEAD + more)
    worker_runs("load", file)
    assert worker_runs.json("show", "trends")["notices"] == []


def test_a_piece_of_a_text_names_no_worker(worker_runs: Run) -> None:
    head = "run_id,status,created_at,worker,error_message,model\n"
    good = times(f"g#,completed,{AT},Ann,,\n", 300)
    pieces = "at line 5, failed\nand then, failed, it was, Bob, who\n"
    said = told(worker_runs, head + good + pieces)
    assert not any("Bob" in sentence for sentence in said)


def test_rows_without_an_id_are_forgotten_once_the_file_is_mended(worker_runs: Run) -> None:
    broken = lines('{"error_message":"a "b""}')
    (sentence,) = told(worker_runs, broken, "runs.ndjson")
    assert sentence.startswith(UNREAD)
    file = worker_runs.home.parent / "runs.ndjson"
    file.write_text(lines(json.dumps({"run_id": "b#", "status": "failed", "created_at": AT})))
    assert worker_runs("load", file) == 0
    assert worker_runs.json("show", "trends")["notices"] == []


def test_lines_of_a_text_are_forgotten_once_the_file_is_mended(worker_runs: Run) -> None:
    good = NOTED + times(f"g#,Ann,completed,{AT},Summary\n", 8)
    (sentence,) = told(worker_runs, good + "2 steps,1 retry,failed,then fine\n")
    assert sentence.startswith("1 rejected row doesn’t tell how its run ended; 8 runs were read.")
    file = worker_runs.home.parent / "runs.csv"
    file.write_text(
        good.removesuffix("Summary\n") + '"Summary\n2 steps,1 retry,failed,then fine"\n'
    )
    assert worker_runs("load", file) == 0
    assert worker_runs.json("show", "trends")["notices"] == []


def test_rows_that_hold_commas_are_no_text_of_many_lines(worker_runs: Run) -> None:
    file = worker_runs.home.parent / "runs.csv"
    bad = times(f"b#,failed,{AT},HTTP 429, retry\n", 40)
    file.write_text(HEAD + f"g,completed,{AT},\n" + bad)
    assert worker_runs("load", file) == 1
    assert "line breaks" not in worker_runs.err
    assert "40 rejected rows have more cells than the header: a cell that holds a comma" in (
        worker_runs.err
    )
    worker_runs("rejects")
    assert "it has 5 cells, the header 4; a cell with a comma needs quotes" in worker_runs.out

"""What a list of runs has half read is said: the rest of it is not the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.loading import load
from dashboard.records import lines
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from tests.reading import written

HEADER = "Run ID,Status,Created,Tokens,Duration"


def said(tmp_path: Path, *cells: str, header: str = HEADER) -> tuple[str, ...]:
    rows = [f"r{at},ok,2026-03-02T0{at % 10}:00:00Z,{one}\n" for at, one in enumerate(cells)]
    file = written(tmp_path, f"{header}\n{''.join(rows)}")
    home = Home(tmp_path / "home")
    return load(home, file, mapping=None, answers=Answers(), progress=lambda rows: None).notices


@pytest.mark.parametrize("odd", ['"1,234"', "1.234", "1 23", "3.4k", "~900"])
def test_tokens_that_may_mean_several_numbers_are_said(tmp_path: Path, odd: str) -> None:
    (found,) = said(tmp_path, "950,", f"{odd},", "-,", ",")
    bare = odd.strip('"')
    assert found == (
        f"1 of 4 rows has a value in Tokens that can’t be read for sure, like {bare}. It is loaded "
        "without it, and what is said of it is said of the other. A mapping can say how it is "
        "written (decimal)."
    )


def test_durations_too(tmp_path: Path) -> None:
    (found,) = said(tmp_path, ",59 s", ",1:20", ',"1 day, 0:01:20"', ",12")
    assert found.startswith(
        "2 of 4 rows have a value in Duration that can’t be read for sure, like 12. "
        "They are loaded without them, and what is said of it is said of the 2 others that have one"
    )


def test_it_names_the_column_in_which_it_stands(tmp_path: Path) -> None:
    header = "Run ID,Status,Created,Duration,Duration (ms)"
    (found,) = said(tmp_path, "59 s,", ",1;2", ",", header=header)
    assert found.startswith("1 of 3 rows has a value in Duration (ms) that can’t be read")


def test_of_a_sum_it_names_the_part_that_is_not_read_and_not_the_other(tmp_path: Path) -> None:
    header = "Run ID,Status,Created,Input tokens,Output tokens"
    (found,) = said(tmp_path, "5,6", '7,"1,000"', "8,", header=header)
    assert found.startswith("1 of 3 rows has a value in Output tokens that can’t be read")
    assert "like 1,000. " in found


def test_that_a_part_of_a_sum_is_not_told_is_no_value_that_is_not_read(tmp_path: Path) -> None:
    header = "Run ID,Status,Created,Input tokens,Output tokens"
    assert said(tmp_path, "5,6", "7,", ",8.0", header=header) == ()


def test_in_a_list_that_is_read_as_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "FEWEST", 0)
    (found,) = said(tmp_path, *["950,"] * 3_000, '"1,234",')
    assert found.startswith("1 of 3,001 rows has a value in Tokens")


@pytest.mark.parametrize(
    ("header", "cell", "hint"),
    [
        ("Duration", "2 moons", "decimal, unit"), ("Duration", "90", "decimal, unit"),
        ("Tokens", "1.2k", "decimal"), ("Finished", "10:30", "format"),
        ("Updated", "day 3", "format"),
    ],
)  # fmt: skip
def test_of_a_column_of_which_nothing_is_read_it_is_said_too(
    tmp_path: Path, header: str, cell: str, hint: str
) -> None:
    assert said(tmp_path, cell, cell, header=f"Run ID,Status,Created,{header}") == (
        f"2 of 2 rows have a value in {header} that can’t be read for sure, like {cell}. They are "
        "loaded without them, and nothing is said of it. A mapping can say how it is written "
        f"({hint}).",
    )


@pytest.mark.parametrize("cells", [("950,", "1234,"), ("-,", "n/a,"), ("7,", ",")])
def test_what_is_read_whole_or_is_none_is_not(tmp_path: Path, cells: tuple[str, ...]) -> None:
    assert said(tmp_path, *cells) == ()


DIGITS = ("\u0661\u0662\u0663", "\u0967\u0968\u0969", "\uff11\uff12\uff13")


@pytest.mark.parametrize("cell", DIGITS)
def test_tokens_in_digits_of_other_scripts_are_read(tmp_path: Path, cell: str) -> None:
    assert said(tmp_path, f"{cell},", "950,") == ()


@pytest.mark.parametrize("cell", DIGITS)
def test_what_is_not_read_in_digits_of_other_scripts_is_said(tmp_path: Path, cell: str) -> None:
    (found,) = said(tmp_path, f",{cell}", ",59 s")
    assert found.startswith("1 of 2 rows has a value in Duration that can’t be read for sure, like")


def test_spaces_between_thousands_mean_one_number_alone(tmp_path: Path) -> None:
    texts = ("1 234,", "12\u202f345,", "1\u00a0234\u00a0567,", "950,")
    assert said(tmp_path, *texts) == ()

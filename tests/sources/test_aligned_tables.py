"""Tables aligned with spaces, as commands print them, and lines of keys and values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.reading import read, written

T = "2026-05-04T08:00:00Z"
HEAD = ("Run ID", "Worker", "Status", "Created", "Error")
ROWS = (("1", "Ann Lee", "Completed", T, ""), ("2", "C", "Failed", T, "no access, twice"))
FOUND = [("1", "Ann Lee", "completed", None), ("2", "C", "failed", "no access, twice")]
KEYS = ("run_id", "worker", "status", "error_message")


def aligned(
    rows: Sequence[Sequence[str]], gap: str = "  ", right: Sequence[int] = (), rule: str = ""
) -> str:
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    lines = [
        gap.join(
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    if rule:
        lines.insert(1, gap.join(rule * width for width in widths))
    return "\n".join(lines) + "\n"


TABLE = (HEAD, *ROWS)
NUMBERED = [("", *HEAD), *((str(n), *row) for n, row in enumerate(ROWS))]


@pytest.mark.parametrize(
    "text",
    [
        aligned(TABLE), aligned(TABLE, "    "), aligned(TABLE, right=(0, 3)),
        aligned(TABLE, right=range(5)), aligned(TABLE, " ", rule="-"), aligned(TABLE, rule="="),
        aligned(NUMBERED, right=range(6)), "\n" + aligned(TABLE),
        "Runs of May\n\n" + aligned(TABLE),
        aligned(TABLE) + "\n", aligned(TABLE).replace("\n", "\r\n"), "\ufeff" + aligned(TABLE),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["runs.txt", "runs.csv"])
def test_an_aligned_table_is_its_rows(tmp_path: Path, text: str, name: str) -> None:
    found = read(written(tmp_path, text, name))
    assert found.rejected == []
    assert [tuple(run[key] for key in KEYS) for run in found.runs] == FOUND


def test_a_long_table_below_a_title_is_read_to_its_end(tmp_path: Path) -> None:
    rows = [HEAD, *((str(n), "C", "Failed", T, "x" * (n % 50)) for n in range(999))]
    found = read(written(tmp_path, f"Runs of May\n\n{aligned(rows)}", "runs.txt"))
    assert (len(found.ids), found.rejected) == (999, [])


def test_letters_of_two_places_stand_as_on_a_screen(tmp_path: Path) -> None:
    text = (
        "run_id  worker  status  created_at\n"
        f"1       請求書  ok      {T}\n"
        f"2       Ann     failed  {T}\n"
    )
    assert [run["worker"] for run in read(written(tmp_path, text, "runs.txt")).runs] == [
        "請求書", "Ann",
    ]  # fmt: skip


def test_what_stands_behind_the_table_is_said(tmp_path: Path) -> None:
    found = read(written(tmp_path, aligned(TABLE) + "\nand so on  and on\n", "runs.txt"))
    assert (found.ids, found.rejected) == (["1", "2"], [])
    assert "the last line was left out" in found.export.notices[0]


@pytest.mark.parametrize(
    "text",
    [
        aligned(TABLE).replace("Ann Lee  ", "Ann Lee, the second  "),  # over a gap
        aligned(TABLE) + f"3  C  Failed  {T}\n",  # not aligned
        aligned([HEAD[:2], *(row[:2] for row in ROWS)]),  # might be sentences
        "Dear all,  here they are  as promised:  12 runs\nand none failed\n",
    ],
)
def test_what_is_not_plainly_one_is_no_table(tmp_path: Path, text: str) -> None:
    with pytest.raises(ExportRefused, match="does not fit"):
        read(written(tmp_path, text, "runs.txt"))


WIDE = "営業担当受付窓"
WIDTHS = (6, 20, 16, 6, 6)


def ruled() -> str:
    """As a terminal pads it: the worker of the last row takes two places a letter."""
    names, first = ("Run ID", "Created", "Worker", "Status", "Before"), ("r1", T, "Ann", "ok", "ok")
    rows = (names, tuple("-" * width for width in WIDTHS), first)
    lines = [
        " ".join(cell.ljust(width) for cell, width in zip(row, WIDTHS, strict=True)) for row in rows
    ]
    return "\n".join((*lines, f"r2     {T} {WIDE}   failed ok")) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        ruled(),
        aligned([("", *HEAD), *((f"acme-{n}", *row) for n, row in enumerate(ROWS))]),
        aligned([("", *HEAD), ("7", *ROWS[0]), ("3", *ROWS[1])]),
        f"Run ID  Status Worker  Created\nr1      ok     Ann     {T}\nr2      failed Bob     {T}\n",
    ],
    ids=["wide letters that fit in two ways", "ids without a name", "numbers", "two in one"],
)
def test_what_could_be_read_in_two_ways_is_no_table(tmp_path: Path, text: str) -> None:
    with pytest.raises(ExportRefused):
        read(written(tmp_path, text, "runs.txt"))


def test_spaces_in_a_csv_align_nothing(tmp_path: Path) -> None:
    text = f"run_id,  worker,  status,  created_at\n1,     Ann,     ok,  {T}\n"
    assert read(written(tmp_path, text)).ids == ["1"]


LOG = (
    f'time={T} level=info msg="run finished" run_id=1 worker="Ann Lee" status=Completed error=\n'
    f'time={T} level=error run_id=2 worker=C status=Failed error="no \\"access\\", twice"\n'
)


@pytest.mark.parametrize("name", ["runs.log", "runs.txt", "runs.csv"])
def test_lines_of_keys_and_values_are_rows(tmp_path: Path, name: str) -> None:
    found = read(written(tmp_path, LOG, name))
    assert found.rejected == []
    assert [tuple(run[key] for key in KEYS) for run in found.runs] == [
        FOUND[0], (*FOUND[1][:3], 'no "access", twice'),
    ]  # fmt: skip


def test_a_line_of_something_else_among_them_is_rejected_with_its_place(tmp_path: Path) -> None:
    more = ["panic: out of memory", "run_id=3 run_id=4 status=ok", 'run_id=5 msg="open']
    text = LOG * 10 + "\n".join(more) + "\n"
    found = read(written(tmp_path, text, "runs.log"))
    assert found.read == 23 and [one.line for one in found.rejected] == [21, 22, 23]

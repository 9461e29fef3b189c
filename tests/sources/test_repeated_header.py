"""Several exports written into one file, one below the other: each header is no run."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.reading import HEADER, read, written
from tests.workspaces import import_file

AT = "2026-05-04T08:00:00Z"


def rows(*ids: str, sign: str = ",") -> str:
    return "".join(f"{sign.join((one, 'ok', AT))}\n" for one in ids)


@pytest.mark.parametrize(
    ("header", "again"),
    [
        (HEADER, HEADER), (HEADER, f"\ufeff{HEADER}"), (HEADER, HEADER.replace(",", " , ")),
        ("Run ID;Status;Created", "Run ID;Status;Created"), ("RUN_ID,STATUS,CREATED_AT",) * 2,
        ("run_id,status,created_at,", "run_id,status,created_at,"),
        ('"run_id","status","created_at"', HEADER), ("Lauf-ID\tStatus\tErstellt",) * 2,
    ],
)  # fmt: skip
def test_the_header_may_stand_again(tmp_path: Path, header: str, again: str) -> None:
    sign = next((one for one in ";\t" if one in header), ",")
    end = "," if header.endswith(",") else ""
    first, second = (rows(*ids, sign=sign).replace("\n", f"{end}\n") for ids in ("ab", "cd"))
    found = read(written(tmp_path, f"{header}\n{first}{again}\n{second}"))
    assert (found.ids, found.rejected, found.read) == ([*"abcd"], [], 4)
    assert found.export.notices == ("export.csv has its header again in line 4: left out.",)


def test_it_is_said_of_what_stands_beside_the_runs_too(tmp_path: Path) -> None:
    written(tmp_path, f"{HEADER}\n{rows('a')}", "runs.csv")
    written(tmp_path, "worker_id,name\nw1,Ann\nworker_id,name\nw2,Bob\n", "workers.csv")
    assert read(tmp_path).export.notices == (
        "workers.csv has its header again in line 3: left out.",
    )


def test_many_are_listed_and_what_only_begins_like_one_is_rejected(tmp_path: Path) -> None:
    text = HEADER + "\n" + "".join(f"{rows(str(n))}{HEADER}\n" for n in range(7))
    found = read(written(tmp_path, f"{text}run_id,ok,some day\n"))
    assert len(found.ids) == 7
    assert [one.line for one in found.rejected] == [16]
    assert found.export.notices == (
        "export.csv has its header again in lines 3, 5, 7, 9, 11, …: left out.",
    )


@pytest.mark.parametrize("many", [2, 8_000])
@pytest.mark.parametrize("other", ["status,run_id,created_at", "created_at, status ,run_id"])
def test_a_header_in_another_order_refuses_the_file(tmp_path: Path, many: int, other: str) -> None:
    """In a small file, which is read row by row, and in one that is read as columns."""
    above = rows(*(f"a{n}" for n in range(many)))
    file = written(tmp_path, f"{HEADER}\n{above}{other}\nok,b,{AT}\n")
    with pytest.raises(ExportRefused, match=r"has its header again.* in another order") as refused:
        import_file(tmp_path / "home", file)
    assert refused.value.remedy.startswith("Several exports were written into one file.")


@pytest.mark.parametrize("many", [2, 8_000])
@pytest.mark.parametrize(
    ("header", "other"),
    [
        ("run_id,status,created_at", "run_id,ok,created_at"),
        ("run_id,status,created_at", "run_id,worker,status,created_at"),
        ("run_id,status,created_at", "run_id,created_at"),
        ("run_id,status,created_at", "run_id,status,updated_at"),
        ("run_id,status,created_at", "RUN_ID,STATUS,STARTED_AT"),
        ("Run ID,Status,Created", "Run ID,Outcome,Finished"),
        ("Run ID,Status,Created", "ID,Result,Start time,Steps"),
        ("Run ID,Status,Created", "Lauf,Ergebnis,Erstellt am"),
    ],
)
def test_another_header_refuses_the_file(
    tmp_path: Path, many: int, header: str, other: str
) -> None:
    """What stands below it would be read under the names of the first, or be lost."""
    above = rows(*(f"a{n}" for n in range(many)))
    file = written(tmp_path, f"{header}\n{above}{other}\nb,ok,{AT}\n")
    with pytest.raises(ExportRefused, match=r"has another header( in line \S+)?: ") as said:
        import_file(tmp_path / "home", file)
    assert said.value.remedy.startswith("Several exports were written into one file.")


@pytest.mark.parametrize("again", [f"{HEADER},finished_at", "run_id,status"])
def test_one_that_begins_like_the_header_is_rejected_with_what_is_below(
    tmp_path: Path, again: str
) -> None:
    below = ",".join(["b", "ok", AT, AT][: again.count(",") + 1])
    found = read(written(tmp_path, f"{HEADER}\n{rows('a')}{again}\n{below}\n"))
    assert (found.ids, [one.line for one in found.rejected]) == (["a"], [3, 4])


def test_case_makes_no_other_header(tmp_path: Path) -> None:
    found = read(written(tmp_path, f"{HEADER}\n{rows('a')}{HEADER.upper()}\n{rows('b')}"))
    assert (found.ids, found.rejected) == (["a", "b"], [])
    assert found.export.notices == ("export.csv has its header again in line 3: left out.",)


def test_a_row_that_was_cut_off_behind_words_for_columns_is_rejected(tmp_path: Path) -> None:
    text = f"Worker,Status,Run ID,Created\nAnn,ok,a,{AT}\nBot,Error,,\nAnn,ok,b,{AT}\n"
    found = read(written(tmp_path, text))
    assert (found.ids, [one.line for one in found.rejected]) == (["a", "b"], [3])


def test_a_row_of_some_names_alone_is_no_header(tmp_path: Path) -> None:
    found = read(written(tmp_path, f"{HEADER}\nstatus,run_id,{AT}\nstatus,ok,{AT}\n"))
    assert (found.ids, found.rejected) == (["status", "status"], [])

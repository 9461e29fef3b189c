"""Times that are bare numbers: asked about, with what each answer makes of them, never guessed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dashboard.errors import QuestionOpen
from dashboard.records.counted_times import meanings
from dashboard.records.reading import Answers, Formats, explain, located
from tests.cli.conftest import Run, worker_runs  # noqa: F401
from tests.reading import HEADER, NOW, read, written
from tests.sources.files.unpacking.test_workbooks import by_openpyxl

SERIAL = f"{HEADER}\na,ok,45992.38\nb,ok,45993\n"
EPOCH = json.dumps([{"run_id": "a", "status": "ok", "created_at": 1763280000}])


def test_the_command_asks_what_the_days_of_a_spreadsheet_are_and_remembers_the_answer(
    worker_runs: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    path = written(tmp_path, SERIAL)
    assert worker_runs("load", path) == 2
    assert '"45992.38" (export.csv, line 2, created_at) is no date by itself' in worker_runs.err
    assert "--numbers excel (days as spreadsheets count them: 45992.38 is 1 Dec 2025, 09:07)" in (
        worker_runs.err
    )
    assert "--zone" in worker_runs.err, "what else must be said is asked at once"
    assert worker_runs("load", path, "--numbers", "excel", "--zone", "Europe/Berlin") == 0
    assert worker_runs.json("show", "run", "a")["created_at"] == "2025-12-01T08:07:12Z"
    path.write_text(SERIAL.replace("a,ok", "c,ok"))
    assert worker_runs("load", path) == 0, "as answered before"
    assert "times that are numbers as excel (--numbers)" in worker_runs.err


@pytest.mark.parametrize(
    ("numbers", "number", "time"),
    [
        ("excel", "45992.38", "2025-12-01T09:07:12"),
        ("excel", "45992", "2025-12-01T00:00:00"),
        ("excel-1904", "44530.38", "2025-12-01T09:07:12"),
        ("s", "1763280000", "2025-11-16T08:00:00"),
        ("ms", "1763280000123", "2025-11-16T08:00:00.123"),
        ("us", "1763280000123456", "2025-11-16T08:00:00.123456"),
        ("ns", "1763280000123456789", "2025-11-16T08:00:00.123456"),
    ],
)
@pytest.mark.parametrize("name", ["runs.csv", "runs.json", "runs.xlsx"])
def test_numbers_count_what_a_person_says(
    tmp_path: Path, name: str, numbers: str, number: str, time: str
) -> None:
    path = tmp_path / name
    if name == "runs.csv":
        path.write_text(f"{HEADER}\na,ok,{number}\n")
    elif name == "runs.json":
        path.write_text(f'{{"runs": [{{"run_id": "a", "status": "ok", "created_at": {number}}}]}}')
    else:
        by_openpyxl(path, {"July": [HEADER.split(","), ["a", "ok", number]]})
    with pytest.raises(QuestionOpen, match=f"--numbers {numbers} "):
        read(path, zone="UTC")
    (run,) = read(path, zone="UTC", numbers=numbers).runs
    assert run["created_at"] == datetime.fromisoformat(time).replace(tzinfo=ZoneInfo("UTC"))


def test_the_days_of_a_spreadsheet_are_in_the_zone_that_is_said(tmp_path: Path) -> None:
    (run, _) = read(written(tmp_path, SERIAL), zone="Asia/Tokyo", numbers="excel").runs
    assert run["created_at"] == datetime(2025, 12, 1, 0, 7, 12, tzinfo=UTC)
    with pytest.raises(QuestionOpen, match="time zone"):
        read(written(tmp_path, SERIAL), numbers="excel")


def test_seconds_need_no_zone(tmp_path: Path) -> None:
    assert read(written(tmp_path, EPOCH, "runs.json"), numbers="s").ids == ["a"]


def test_a_page_gets_the_question_with_its_choices(tmp_path: Path) -> None:
    with located(written(tmp_path, SERIAL)) as found:
        asked = explain(found, formats=Formats(), answers=Answers(), now=NOW).asked
    assert [one.about for one in asked] == ["numbers", "zone"]
    assert list(asked[0].choices) == ["excel"], "in 2029 no run was"


@pytest.mark.parametrize(
    ("number", "units"),
    [
        ("44000", ["excel", "excel-1904"]),
        ("45992.38", ["excel"]),
        (" 36600 ", ["excel", "excel-1904"]),
        (1763280000, ["s"]),
        ("1763280000123", ["ms"]),
        ("20260718", []),
        ("202607181326", []),
        (5, []),
        (-1, []),
        (True, []),
        ("0", []),
    ],
)
def test_only_what_would_be_plausible_is_offered(number: object, units: list[str]) -> None:
    assert list(meanings(number, NOW)) == units


@pytest.mark.parametrize("other", ["2026-11-16T09:10:00Z", "16 Nov 2026 09:10 UTC"])
def test_a_number_among_written_times_rejects_its_row_with_the_way_out(
    tmp_path: Path, other: str
) -> None:
    found = read(written(tmp_path, f"{HEADER}\na,ok,45992.38\nb,ok,{other}\n"))
    assert found.ids == ["b"] and "--numbers excel" in found.rejected[0].reason


def test_a_number_that_is_no_time_in_any_unit_rejects_its_row(tmp_path: Path) -> None:
    found = read(written(tmp_path, f"{HEADER}\na,ok,20261316\n"))
    assert "bare number" in found.rejected[0].reason


def test_the_unit_of_a_mapping_is_not_asked_for(tmp_path: Path) -> None:
    mapping = written(tmp_path, 'same_names = true\n[fields]\n[times]\nunit = "s"\n', "m.toml")
    assert read(written(tmp_path, EPOCH, "runs.json"), mapping).ids == ["a"]
    assert read(written(tmp_path, EPOCH, "runs.json"), mapping, numbers="ms").ids == ["a"]


@pytest.mark.parametrize("number", ["9" * 1_000_000, "-" + "9" * 5_000, "1" + "0" * 400])
def test_a_number_of_a_million_digits_is_no_time_and_costs_no_more_than_another(
    tmp_path: Path, number: str
) -> None:
    assert meanings(number, NOW) == {}
    rows = f"{HEADER}\na,ok,1763280000\nb,ok,{number}\n"
    result = read(written(tmp_path, rows), numbers="s")
    assert [run["run_id"] for run in result.runs] == ["a"]
    (rejected,) = result.rejected
    assert rejected.field == "created_at" and "is not a plausible time in s" in rejected.reason
    assert len(rejected.reason) < 200


def test_numbers_beside_dates_without_marks_are_asked_for(tmp_path: Path) -> None:
    rows = "a,ok,20260504\nb,ok,20260504091000\nc,ok,1777852800\n"
    file = written(tmp_path, HEADER + "\n" + rows)
    with pytest.raises(QuestionOpen) as asked:
        read(file)
    assert "--numbers s " in asked.value.remedy and "--zone" in asked.value.remedy
    found = read(file, numbers="s", zone="UTC")
    assert [str(run["created_at"])[:16] for run in found.runs] == [
        "2026-05-04 00:00", "2026-05-04 09:10", "2026-05-04 00:00"
    ]  # fmt: skip

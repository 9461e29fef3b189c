"""Times without AM or PM, beside others that have one, may be of either half of the day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import read, written


def notices(folder: Path, *times: str) -> list[str]:
    rows = [f"r{at},ok,{time},{time}" for at, time in enumerate(times)]
    found = read(written(folder, "\n".join(["Run ID,Status,Created,Updated", *rows])), zone="UTC")
    return [notice for notice in found.export.notices if "AM or PM" in notice]


def test_times_without_their_half_of_the_day_are_said(tmp_path: Path) -> None:
    times = "2026-10-01 9:00", "2026-10-02 9:00 PM", "2026-10-03 10:30", "2026-10-04 19:00"
    told = (
        "without AM or PM, where others have one, like 2026-10-01 9:00: they are read with hours "
        "from 0 to 23."
    )
    assert notices(tmp_path, *times) == [
        f"2 times in {name} {told}" for name in ("Created", "Updated")
    ]


@pytest.mark.parametrize(
    "times",
    [
        ("2026-10-01 9:00 AM", "2026-10-02 9:00 p.m."),
        ("2026-10-01 9:00", "2026-10-02 21:00"),
        ("2026-10-01 21:00", "2026-10-02 9:00 PM"),
        ("2026-10-01T09:00:00Z", "2026-10-01 09:00:00", "2026-10-02 9:00 PM"),
        ("2026-10-01 9:00+02:00", "2026-10-02 9:00 PM"),
    ],
)
def test_where_none_is_lacking_nothing_is(tmp_path: Path, times: tuple[str, ...]) -> None:
    assert notices(tmp_path, *times) == []

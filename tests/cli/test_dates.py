"""Dates out of range are refused where they enter."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

NO_DATES = (
    *("0001-01-01", "0000-01-01", "1969-12-31", "2200-01-01", "9999-12-31", "99999-01-01"),
    *("1969-12-31T23:59Z", "2200-01-01T00:00", "9999-12-31T23:59Z", "0001-01-01T00:00+14:00"),
    *(
        "2026-13-01",
        "2026-02-30",
        "2026-1-1",
        "20260101",
        "2026-W47-1",
        "+2026-01-01",
        "²026-01-01",
    ),
    *("", " ", "x" * 5000, "9" * 5000, "2026-11-16T24:00", "2026-11-16T25:00", "nan", "now", "-1"),
)
NO_WEEKS = (
    *("1969-W52", "1970-W01", "2200-W01", "9999-W52", "0001-W01", "0000-W01", "2026-W54"),
    *("2026-W00", "2026-W", "2026-47", "W47", "", "2026-W47-1", "x" * 5000),
)


def test_commands_refuse_them(worker_runs: Run, export: Path) -> None:
    assert worker_runs("load", export) == 0
    cases = [(name, value) for name in ("since", "until") for value in NO_DATES]
    for name, value in [*cases, *(("week", week) for week in NO_WEEKS)]:
        assert worker_runs("show", "workers", f"--{name}={value}") == 2, (name, value)
        assert 10 < len(worker_runs.err) < 300, (name, value)
    for value in NO_DATES:
        assert worker_runs("record", "Ann", "model", f"--when={value}", "--new", "n") == 2, value
        assert worker_runs("show", "compare", f"--a=since={value or 'x'}") == 2, value
    assert worker_runs.json("mark") == []


def test_the_first_and_the_last_day_are_dates(worker_runs: Run, export: Path) -> None:
    assert worker_runs("load", export) == 0
    for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles"):
        assert worker_runs("zone", zone) == 0
        span = ("--since", "1970-01-01", "--until", "2199-12-31")
        assert worker_runs.json("show", "trends", *span)["runs"] == 3
        for week in ("1970-W02", "2199-W52"):
            assert worker_runs("show", "trends", "--week", week) in (0, 2), week
            assert "Traceback" not in worker_runs.err

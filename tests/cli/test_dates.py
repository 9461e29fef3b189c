"""Dates out of range are refused where they enter."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import HEAD, ROWS, Run
from tests.told_dates import other_dates

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


def test_commands_refuse_them(loaded: Run) -> None:
    cases = [(name, value) for name in ("since", "until") for value in NO_DATES]
    for name, value in [*cases, *(("week", week) for week in NO_WEEKS)]:
        assert loaded("show", "workers", f"--{name}={value}") == 2, (name, value)
        assert 10 < len(loaded.err) < 300, (name, value)
    for value in NO_DATES:
        assert loaded("record", "Ann", "model", f"--when={value}", "--new", "n") == 2, value
        assert loaded("show", "compare", f"--a=since={value or 'x'}") == 2, value
    assert loaded.json("mark") == []


def test_the_first_and_the_last_day_are_dates(loaded: Run) -> None:
    for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles"):
        assert loaded("zone", zone) == 0
        span = ("--since", "1970-01-01", "--until", "2199-12-31")
        assert loaded.json("show", "trends", *span)["runs"] == 3
        for week in ("1970-W02", "2199-W52"):
            assert loaded("show", "trends", "--week", week) in (0, 2), week
            assert "Traceback" not in loaded.err


def test_what_commands_say_to_people_has_one_form(changed: Run, tmp_path: Path) -> None:
    assert changed("mark", "time-out", "--fixed", "2026-09-25") == 0
    when = ("--when", "2026-09-15T09:30")
    assert changed("record", "Ann | *lead*", "model", *when, "--new", "large") == 0
    assert not other_dates(changed.err) and "15 Sep 2026, 09:30" in changed.err
    more = ROWS[0] + "late,failed,2199-01-01T00:00:00Z,Ann,t2,m\n"
    (tmp_path / "more.csv").write_text(HEAD + more)
    assert changed("load", tmp_path / "more.csv") == 1
    said = []
    questions = [[what] for what in ("trends", "causes", "changes", "workers", "tasks", "compare")]
    questions += [
        ["run", "r25-1"],
        ["twin", "r25-1"],
        ["trends", "--by", "hour", "--week=2026-W38"],
    ]
    shown = [["show", *words] for words in questions]
    for words in [*shown, ["check"], ["check", "--week=2026-W39"], ["imports"], ["mark"]]:
        assert changed(*words) in (0, 1), words
        said.append(changed.out)
        assert not other_dates(changed.out + changed.err), words
    assert sum("2026" in text for text in said) > 8
    assert changed("rejects") == 1
    assert not other_dates(changed.out.split("2199-01-01")[0]) and "2026, " in changed.out

"""The rules and the zone of a workspace."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_days_follow_the_zone_that_is_set(worker_runs: Run, export: Path) -> None:
    worker_runs("load", export)
    assert worker_runs("zone", "Pacific/Auckland") == 0
    assert worker_runs.out.strip() == "Pacific/Auckland"
    start = worker_runs.json("show", "trends")["buckets"][0]["start"]
    assert start == "2026-11-09T11:00:00Z"
    assert worker_runs("zone", "Berlin") == 2
    assert "IANA" in worker_runs.err


def test_rules_are_printed_edited_and_applied(failing: Run, tmp_path: Path) -> None:
    assert failing("rules") == 0
    mine = tmp_path / "mine.toml"
    mine.write_text(
        failing.out + '\n[[rule]]\nname = "closed"\nlabel = "Closed month"\n'
        'origin = "source record"\ntexts = ["is closed"]\nexamples = ["Month 7 is closed"]\n'
    )
    assert failing("rules", mine) == 0 and "4 failed runs moved" in failing.out
    assert {it["cause"] for it in failing.json("show", "causes")} == {"time-out", "closed"}
    mine.write_text(mine.read_text().replace('origin = "source record"', 'origin = "moon"'))
    assert failing("rules", mine) == 2
    assert f"{mine}, line" in failing.err and "origin" in failing.err
    assert {it["cause"] for it in failing.json("show", "causes")} == {"time-out", "closed"}

"""What is read of a broken JSON object, to say how the run ended that is lost with it."""

from __future__ import annotations

from dashboard.sources.tables.legible import legible

BROKEN = '{"status": "failed", "output": "%s", "steps": 3, "cut'


def test_what_stands_plainly_before_the_break_is_read() -> None:
    assert legible(BROKEN % "short") == {"status": "failed", "output": "short", "steps": "3"}
    assert legible('{"status": "failed", "output": "never ends\n') == {"status": "failed"}


def test_of_a_very_long_line_the_beginning_is_read() -> None:
    assert legible(BROKEN % ("x" * 200_000)) == {"status": "failed"}
    assert legible('{"status": "failed", "output": "' + "x" * 200_000) == {"status": "failed"}

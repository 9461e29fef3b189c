"""What was changed, where there is little room."""

from __future__ import annotations

import pytest

from dashboard.words.change_rows import in_short


@pytest.mark.parametrize(
    ("day", "what", "year", "said"),
    [
        ("26 Oct 2026", "instructions v1 → v2", 2026, "26 Oct: instructions v1 → v2"),
        ("about 8 Nov 2026", "no edit recorded", 2026, "about 8 Nov: no edit recorded"),
        ("some day of 2–4 Nov 2026", "model a → b", 2026, "some day of 2–4 Nov: model a → b"),
        ("26 Oct 2026", "model a 2026: b → c", None, "26 Oct 2026: model a 2026: b → c"),
        ("26 Oct 2026", "worker status active → paused", 2026, "26 Oct: status active → paused"),
        ("26 Oct 2026", "model : worker status → b", 2026, "26 Oct: model : worker status → b"),
    ],
)
def test_the_year_of_all_and_what_the_worker_says_are_left_out(
    day: str, what: str, year: int | None, said: str
) -> None:
    assert in_short(day, what, year) == said

"""The part of a text in which words stand."""

from __future__ import annotations

import pytest

from dashboard.analysis.excerpts import near


@pytest.mark.parametrize(
    ("text", "word", "seen"),
    [
        ("No access to supplier 60979", "access", "No access to supplier 60979"),
        (
            '{"status": 403, "error": "No access to supplier"}',
            "access",
            '…"No access to supplier"}',
        ),
        ("…a reminder that was sent twice", "twice", "…sent twice"),
        ("Month is closed for bookingsonaccountoftheyear gone", "gone", "…gone"),
        ("Kein Zugriff auf den Lieferanten Müller", "muller", "…Müller"),
        ("nothing of it", "absent", "nothing of it"),
        ("oneverylongwordwithoutanyspace", "space", "oneverylongwordwithoutanyspace"),
        ("", "a", ""),
    ],
)
def test_little_room_shows_a_text_from_shortly_before_what_was_found(
    text: str, word: str, seen: str
) -> None:
    assert near(text, [word]) == seen

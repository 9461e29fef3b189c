"""What is said of the share of bad output."""

from __future__ import annotations

import pytest

from dashboard.analysis.random_sample import ShareOfBad
from dashboard.words.random_sample import looked_at, share_words


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (ShareOfBad(0, 30, 0, 5012, None, None), "What share of the output is bad is not known"),
        (
            ShareOfBad(4, 30, 1, 5012, None, None),
            "1 of 4 was bad: too few to say how many of all 5,012 completed runs.",
        ),
        (
            ShareOfBad(12, 30, 3, 5012, 0.224, (0.05, 0.471)),
            "3 of 12 were bad: about 22.4 % of all 5,012 completed runs (95 % range 5.0–47.1 %). "
            "Few runs: look at more.",
        ),
        (
            ShareOfBad(30, 30, 0, 5012, 0.0, (0.0, 0.119)),
            "0 of 30 were bad: about 0.0 % of all 5,012 completed runs (95 % range 0.0–11.9 %).",
        ),
        (
            ShareOfBad(6, 6, 1, 6, 1 / 6, None),
            "All completed runs were judged: 1 of 6 was bad, 16.7 %.",
        ),
    ],
)
def test_the_share_in_a_sentence(found: ShareOfBad, told: str) -> None:
    assert share_words(found).replace("\u00a0", " ").startswith(told)
    assert looked_at(found) == f"{found.looked} of {found.of} looked at"


def test_what_was_judged_before_its_turn_is_told() -> None:
    found = ShareOfBad(12, 30, 3, 5012, 0.224, (0.05, 0.471), ahead=2)
    assert share_words(found).endswith("2 more count once those before are judged.")
    assert looked_at(found) == "14 of 30 looked at"

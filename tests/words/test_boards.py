"""In which order values stand, in words."""

from __future__ import annotations

from dashboard.words.boards import ranked_first


def test_one_that_can_be_ranked_is_not_ranked_among_others() -> None:
    drawn = ", a dot on its 95 % range"
    assert ranked_first(1, 19, "worker", "success rate", drawn) == (
        "First the only worker with 30 finished runs or more, a dot on its 95 % range; then 19 "
        "with fewer, grey and not ranked, most runs on top."
    )
    assert ranked_first(2, 1, "value", "success rate", drawn) == (
        "First 2 values with 30 finished runs or more, lowest success rate on top, a dot on its "
        "95 % range; then 1 with fewer, grey and not ranked, most runs on top."
    )

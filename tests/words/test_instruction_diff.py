"""Differences of texts as lines."""

from __future__ import annotations

import pytest

from dashboard.analysis.pair import word_diff
from dashboard.words.instruction_diff import CONTEXT, diff_lines

SENTENCE = "Read the linked invoice, then write one friendly reminder that says the amount. "


def test_what_is_left_out_of_a_kept_part_is_whole_words() -> None:
    old = SENTENCE * 3
    kept, added = diff_lines(word_diff(old, f"{old}Never promise a discount.")).split("\n")
    assert added == "+ Never promise a discount."
    first, last = kept.split("…")
    words = SENTENCE.split()
    assert "…" in kept and set(first.split()) | set(last.split()) <= set(words)
    assert len(first.strip()) <= CONTEXT and len(last.strip()) <= CONTEXT


@pytest.mark.parametrize("kept", ["x" * 500, "short words", f"{'y' * 100} end of {'z' * 100}"])
def test_words_without_a_space_are_cut_and_short_texts_kept(kept: str) -> None:
    line = diff_lines(word_diff(f"{kept} a", f"{kept} b")).split("\n")[0]
    assert len(line) <= 2 * CONTEXT + 7

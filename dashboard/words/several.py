"""What is said where several people decided about one finding."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.review.covered import Word
from dashboard.analysis.review.several import differing
from dashboard.ledger.decisions import Decision
from dashboard.words.decisions import action_word
from dashboard.words.safe_text import isolated


def differing_words(words: Sequence[Word]) -> str:
    """That people decided differently about one finding: "Kim: pause worker; Lee: leave unchanged.
    Both stand: agree which of them is to be done."; "" where they agree."""
    found = differing(words)
    if not found:
        return ""
    told = "; ".join(f"{isolated(word.who) or 'somebody'}: {_does(word)}" for word in found)
    stand = "Both stand" if len(found) == 2 else "All stand"
    return f"Decided differently. {told}. {stand}: agree which is to be done."


def _does(word: Word) -> str:
    return isolated(action_word(word)) if isinstance(word, Decision) else "put it off"

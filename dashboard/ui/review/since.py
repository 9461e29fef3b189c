"""What of the review is other since the person who looks decided something last."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.review.covered import Word
from dashboard.analysis.review.progress import Progress
from dashboard.analysis.review.review import Review
from dashboard.analysis.review.since import SinceThen, findings_then, last_word, since_then
from dashboard.store.filters.filters import Filters
from dashboard.ui.workspace import answer, reviewer


def since_now(
    found: Review, chosen: Filters, done: Progress, words: Sequence[Word]
) -> SinceThen | None:
    """What is other; None for nobody by name, or for somebody who decided nothing before."""
    who = reviewer()
    last = last_word(words, who, found.window) if who and found.window else None
    if last is None:
        return None
    return since_then(last, answer(findings_then, chosen, last), found.items, done, words)

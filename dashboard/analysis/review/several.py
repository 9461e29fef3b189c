"""What several people said of one finding, and whether that goes together."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.review.covered import Word
from dashboard.ledger.decisions import Decision


def differing(words: Sequence[Word]) -> tuple[Word, ...]:
    """The newest word of each person, oldest first, where they do not say the same: another next
    action, or one puts off what another decided. None where they agree, or one person says it all.
    words: of one finding, in any order."""
    newest = {word.who: word for word in sorted(words, key=lambda word: word.entry)}
    if len({_says(word) for word in newest.values()}) < 2:
        return ()
    return tuple(sorted(newest.values(), key=lambda word: word.entry))


def _says(word: Word) -> tuple[str, str]:
    if not isinstance(word, Decision):
        return "", ""
    return word.action, " ".join(word.other.split()).casefold()

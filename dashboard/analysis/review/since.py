"""What of a review is other than in the review in which a person decided something last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.analysis.lifecycle import Reviewed
from dashboard.analysis.review.covered import Word
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.progress import Progress
from dashboard.analysis.review.review import review
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class SinceThen:
    """What is other since somebody's last word on an earlier review.

    last: that word; new: keys of the open findings that were none then; before: of the other open
    ones whose label or failed runs are other now, as they stood, by key; gone: findings that are
    none any more; others: how many findings each of the others decided or put off since.
    """

    last: Word
    new: frozenset[str]
    before: dict[str, Item]
    gone: int
    others: tuple[tuple[str, int], ...]


def last_word(words: Sequence[Word], who: str, window: Reviewed) -> Word | None:
    """The newest word of a person on the review of an earlier window, None for none."""
    earlier = [
        word
        for word in words
        if word.who == who and word.evidence.since and word.evidence.until
        and word.evidence.until < window.until
    ]  # fmt: skip
    return max(earlier, key=lambda word: word.entry, default=None)


def findings_then(history: History, filters: Filters, last: Word) -> tuple[Item, ...]:
    """The findings of the review in which something was decided, by the data as it is now."""
    local = ZoneInfo(history.about.zone)
    days = [at and at.astimezone(local) for at in (last.evidence.since, last.evidence.until)]
    return review(history, filters.within(*days)).items if all(days) else ()


def since_then(
    last: Word, then: Sequence[Item], now: Sequence[Item], done: Progress, words: Sequence[Word]
) -> SinceThen:
    """Hold the findings of two reviews against each other; those are one that share a fact. done:
    which of those of now are open."""
    known = {fact.key: item for item in then for fact in item.facts}
    same = {item.key: _known(item, known) for item in now}
    mine = [item for item in done.open if item.key in same]
    new = frozenset(item.key for item in mine if same[item.key] is None)
    before = {
        item.key: found
        for item in mine
        if (found := same[item.key]) and _says(found) != _says(item)
    }
    stay = {found.key for found in same.values() if found}
    others = Counter(
        word.who for word in words if word.entry > last.entry and word.who not in ("", last.who)
    )
    gone = sum(item.key not in stay for item in then)
    return SinceThen(last, new, before, gone, tuple(others.most_common()))


def _known(item: Item, known: Mapping[str, Item]) -> Item | None:
    return next((known[fact.key] for fact in item.facts if fact.key in known), None)


def _says(item: Item) -> tuple[str, int]:
    """What its line says beside its sentence: its label, and its failed runs."""
    return item.lead.kind, round(item.excess)

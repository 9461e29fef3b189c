"""The sentences that an edit of instructions added and removed, as a person would quote them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.analysis.edits import Edit

_ENDS = re.compile(r"(?<=[.!?…])\s+(?![a-zß-ÿ])")
"""Between sentences; not after an abbreviation, which a small letter follows."""
_BULLET = re.compile(r"^(?:\d{1,3}[.)]|[-*•–—])\s+")


@dataclass(frozen=True, slots=True)
class EditedSentences:
    """What an edit added and removed, in the order of the texts; a sentence that only moved, or
    whose number in a list alone is another one, is neither."""

    edit: Edit
    added: tuple[str, ...]
    removed: tuple[str, ...]


def edited_sentences(edit: Edit) -> EditedSentences | None:
    """The sentences of an edit; None unless both texts are known and their words differ."""
    if not edit.both or edit.same or edit.whitespace_only:
        return None
    old, new = _sentences(edit.old), _sentences(edit.new)
    return EditedSentences(edit, _beyond(new, old), _beyond(old, new))


def _sentences(text: str) -> list[str]:
    lines = (_BULLET.sub("", " ".join(line.split()), count=1) for line in text.splitlines())
    parts = (part for line in lines for part in _ENDS.split(line))
    return [part for part in parts if any(letter.isalnum() for letter in part)]


def _beyond(texts: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The texts that stand among others less often, those times that are more."""
    left = Counter(others)
    found = []
    for text in texts:
        if left[text]:
            left[text] -= 1
        else:
            found.append(text)
    return tuple(found)

"""What a text may have meant that no run holds: the words of titles that are spelt much alike."""

from __future__ import annotations

from difflib import get_close_matches

from dashboard.analysis.find import Found
from dashboard.analysis.names_alike import ALIKE
from dashboard.store.filters.filters import Filters
from dashboard.store.filters.letters import folded
from dashboard.store.filters.sought import sought
from dashboard.store.reading.history import History


def meant(history: History, filters: Filters, found: Found) -> str:
    """Words of titles of tasks that are spelt like those that were looked for, in their order, if
    some title holds them all; "" where something was found, and for none. Looked at are the words
    that most titles have, as the menu of a filter lists them."""
    if any(not kind.alike for kind in found.kinds) or found.slow:
        return ""
    known = {folded(word): word for word in history.values_of("word")}
    close = [get_close_matches(word, known, n=1, cutoff=ALIKE) for word in found.wanted.words]
    if not all(close):
        return ""
    text = " ".join(known[word] for (word,) in close)
    held = history.ask("found_tasks", filters, wanted=sought(text, "tasks"), shown=1)
    return text if held else ""

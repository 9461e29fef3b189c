"""Which of the chosen filters a question leaves out, because it takes runs however they ended."""

from __future__ import annotations

from dataclasses import replace

from dashboard.store.dimensions.known import ENDINGS
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.chips import chips
from dashboard.words.safe_text import isolated

REVIEW, CHANGES, CAUSES, CAUSE, TASKS = "review", "changes", "causes", "cause", "tasks"
TAKES = {
    REVIEW: "The week is reviewed",
    CHANGES: "Changes are judged",
    CAUSES: "What is usual is counted",
    CAUSE: "What is usual, versions and differences are counted",
    TASKS: "How often a task was solved is counted",
}
"""The questions that leave out filters by how runs ended, and what they take from the rest."""


def filters_left_out(of: str, history: History, chosen: Filters) -> str:
    """Which filters were chosen that the answer to a question doesn't hold to, in a sentence; ""
    if there are none. of: one of TAKES; any other question holds to all of them."""
    if of not in TAKES or not chosen.by_ending:
        return ""
    only = replace(
        chosen,
        keep=tuple(choice for choice in chosen.keep if choice[0] in ENDINGS),
        drop=tuple(choice for choice in chosen.drop if choice[0] in ENDINGS),
        latest_only=False,
    )
    names = [f"“{isolated(chip.words)}”" for chip in chips(history, only)]
    filters = "the filter" if len(names) == 1 else "the filters"
    return f"{TAKES[of]} by runs however they ended, without {filters} {', '.join(names)}."

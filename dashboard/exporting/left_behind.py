"""What a file of runs has no room for, though pages say it, and another form takes along."""

from __future__ import annotations

from dashboard.exporting.chosen import Chosen
from dashboard.store.dimensions.own_field import offered
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.about import About

WHOLE = "zip"
"""The form that takes all along."""


ALONE = (
    "Loaded elsewhere, what is usual and which run of a task is the latest are told from these "
    "runs alone."
)


def left_behind(chosen: Chosen, ending: str) -> str:
    """What stays here, as sentences; "" where nothing does. ending: of the file's name."""
    alone = ALONE if not chosen.filters.same_runs(ALL) else ""
    return " ".join(filter(None, (_unsaid(chosen, ending), alone)))


def only_whole(about: About) -> str:
    """What the form that takes all along alone says of all its runs, as a sentence; "" where there
    is nothing to be said."""
    told = ", ".join(_of_all_runs(about))
    return f"Only a .{WHOLE} takes along {told}, so that pages say the same elsewhere." * bool(told)


def _unsaid(chosen: Chosen, ending: str) -> str:
    if ending == WHOLE:
        return ""
    named = _of_all_runs(chosen.history.about)
    if ending != "xlsx" and chosen.beside():
        named.append("workers, changes and instructions")
    if not named:
        return ""
    told = ", ".join(named)
    return f"Not in this file: {told}. A .{WHOLE} takes them along, so that pages say the same."


def _of_all_runs(about: About) -> list[str]:
    later = about.as_of and about.last and about.as_of > about.last
    named = [
        f"the time zone of days ({about.zone})" if about.zone != "UTC" else "",
        "the time that the data is of" if later else "",
        "what no export covers" if about.gaps else "",
        "which other fields are filters" if offered(about.settings) else "",
    ]
    return list(filter(None, named))

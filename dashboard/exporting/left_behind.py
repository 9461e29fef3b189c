"""What a file of runs has no room for, though pages say it, and another form takes along."""

from __future__ import annotations

from dashboard.exporting.chosen import Chosen
from dashboard.store.filters.filters import ALL

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


def _unsaid(chosen: Chosen, ending: str) -> str:
    if ending == WHOLE:
        return ""
    about = chosen.history.about
    named = [
        f"the time zone of days ({about.zone})" if about.zone != "UTC" else "",
        "up to when it tells" if about.as_of and about.last and about.as_of > about.last else "",
        "what no export covers" if about.gaps else "",
        "which fields are dimensions" if chosen.fields else "",
        "workers, changes and instructions" if ending != "xlsx" and chosen.beside() else "",
    ]
    told = ", ".join(filter(None, named))
    if not told:
        return ""
    return f"Not in this file: {told}. A .{WHOLE} takes them along, so that pages say the same."

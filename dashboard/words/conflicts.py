"""What rows of one run that differ say, in words."""

from __future__ import annotations

from dashboard.analysis.conflicts import Contender
from dashboard.words.fields import LABELS, written
from dashboard.words.safe_text import visible

WHICH_IS_SHOWN = (
    "Nothing says which row of a run is newer, so the one with more fields filled is shown. A "
    "newer export with one row a run settles it. Different times of their last change (updated_at) "
    "would have told them apart, but settle nothing beside rows that were loaded without: such an "
    "export belongs into another folder (--home FOLDER)."
)


def lines(contender: Contender, zone: str) -> list[tuple[str, str]]:
    """Per field in which the row differs from the others of its run, its name and what it says."""
    known = [(LABELS[name], written(name, value, zone)) for name, value in contender.says.items()]
    return known + [(visible(key), visible(str(value))) for key, value in contender.extra.items()]


def says(contender: Contender, zone: str) -> str:
    """The same in one line."""
    return "; ".join(f"{field}: {value}" for field, value in lines(contender, zone))

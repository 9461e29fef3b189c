"""What taking an import back does and did, in words."""

from __future__ import annotations

from dashboard.store.writing.taking_back import TakenBack
from dashboard.words.values import count

STAYS = "Marks, judgements and changes that people recorded stay."

_SETTINGS = {
    "time zone": "the time zone of days and weeks",
    "cause rules": "the rules for causes",
    "zone": "the zone given for",
    "dates": "the order of dates given for",
    "numbers": "what numbers count as times, given for",
    "statuses": "the meaning of status words of",
    "success": "what counts as success in",
    "dimensions": "the fields of the export that are offered as filters",
}
"""What people call a setting; some are kept for each format."""


def would_go(new: int, changed: int) -> str:
    """What taking an import back would do: "3 new runs go, 2 runs are again as before."."""
    parts = []
    if new:
        parts.append(f"{count(new, 'new run')} {'goes' if new == 1 else 'go'}")
    if changed:
        parts.append(
            f"{count(changed, 'changed run')} {'is' if changed == 1 else 'are'} again as before"
        )
    return f"{', '.join(parts) or 'No run is another then'}. {STAYS}"


def did_go(done: TakenBack) -> tuple[str, ...]:
    """What was taken back, what is current now, and what else is as before; a sentence each."""
    load = done.load
    now = (
        f"Now current: {count(done.runs, 'run')}, the newest import is "
        f"{done.newest.import_id} ({done.newest.name})."
        if done.newest
        else "Now nothing is loaded."
    )
    told = [f"Import {load.import_id} ({load.name}) is taken back. {now}"]
    if done.settings:
        named = ", ".join(_setting(name) for name in done.settings)
        told.append(f"Also as it was before that import: {named}.")
    told.append(f"{STAYS} To have the import again, load its file again.")
    return tuple(told)


def _setting(name: str) -> str:
    """A setting as a person calls it; its name says of which format it is."""
    what, _, format_ = name.partition(" of ")
    return f"{_SETTINGS.get(what, what)} {format_}".strip()

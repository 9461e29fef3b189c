"""What the command mark lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.causes.marks import marks_of, standing_marks
from dashboard.cli.printing import as_json, table, utc
from dashboard.ledger.changes import standing_changes
from dashboard.ledger.entries import UNDONE, Entry


def marks(entries: Sequence[Entry]) -> str:
    """The marks on causes and the recorded changes, oldest first; one that was taken back says
    so."""
    held = {entry.number for entry in (*standing_marks(entries), *standing_changes(entries))}
    names = marks_of(entries).names
    said = ("name", "origin", "into", "words", "at", "entry")
    return table(
        ("mark", "at (UTC)", "who", "what", "of", "", ""),
        [
            (
                str(entry.number),
                utc(entry.at),
                entry.who or None,
                entry.kind,
                _marked(entry, names),
                next((entry.about[name] for name in said if entry.about.get(name)), None),
                "" if entry.number in held or entry.kind == UNDONE else "taken back",
            )
            for entry in entries
        ],
    )


def _marked(entry: Entry, names: Mapping[str, str]) -> str | None:
    """What an entry is about: a cause, by its name, or what was changed of which worker."""
    about = entry.about
    if not about.get("worker_id"):
        cause = str(about.get("cause") or "")
        return f"{names[cause]} ({cause})" if cause in names else cause or None
    values = [about[name] for name in ("old", "new") if about.get(name)]
    return " ".join(filter(None, (about["worker_id"], about.get("what"), " → ".join(values))))


def marks_json(entries: Sequence[Entry]) -> str:
    """The entries about causes as one JSON document."""
    return as_json(
        [
            {
                "number": entry.number,
                "made_at": entry.at,
                "who": entry.who,
                "kind": entry.kind,
                **entry.about,
            }
            for entry in entries
        ]
    )

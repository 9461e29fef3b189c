"""What the command mark lists."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.causes.marks import standing_marks
from dashboard.cli.printing import as_json, table, utc
from dashboard.ledger.changes import standing_changes
from dashboard.ledger.entries import UNDONE, Entry


def marks(entries: Sequence[Entry]) -> str:
    """The marks on causes and the recorded changes, oldest first; one that was taken back says
    so."""
    held = {entry.number for entry in (*standing_marks(entries), *standing_changes(entries))}
    said = ("name", "origin", "into", "words", "at", "entry")
    return table(
        ("mark", "at (UTC)", "who", "what", "of", "", ""),
        [
            (
                it.number,
                utc(it.at),
                it.who or None,
                it.kind,
                _marked(it),
                next((it.about[name] for name in said if it.about.get(name)), None),
                "" if it.number in held or it.kind == UNDONE else "taken back",
            )
            for it in entries
        ],
    )


def _marked(entry: Entry) -> str | None:
    """What an entry is about: a cause, or what was changed of which worker."""
    about = entry.about
    if not about.get("worker_id"):
        return about.get("cause")
    values = [about[it] for it in ("old", "new") if about.get(it)]
    return " ".join(filter(None, (about["worker_id"], about.get("what"), " → ".join(values))))


def marks_json(entries: Sequence[Entry]) -> str:
    """The entries about causes as one JSON document."""
    return as_json(
        [
            {"number": it.number, "made_at": it.at, "who": it.who, "kind": it.kind, **it.about}
            for it in entries
        ]
    )

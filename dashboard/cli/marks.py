"""What the command mark lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from dashboard.causes.grouping import Causes
from dashboard.causes.marks import FIXED, NAMED, ORIGIN, SPLIT, marks_of, standing_marks
from dashboard.cli.printing import as_json, table
from dashboard.ledger.changes import standing_changes
from dashboard.ledger.entries import UNDONE, Entry
from dashboard.words.values import moment

_OF_ONE = (NAMED, ORIGIN, FIXED, SPLIT)
"""Marks that say something of one cause."""


def marks(entries: Sequence[Entry], causes: Causes | None) -> str:
    """The marks on causes and the recorded changes, oldest first; one that was taken back says
    so, and one whose cause is no cause of its own any more. causes: None without any run."""
    held = {entry.number for entry in (*standing_marks(entries), *standing_changes(entries))}
    names = marks_of(entries).names
    return table(
        ("mark", "at (UTC)", "who", "what", "of", "", ""),
        [
            (
                str(entry.number),
                moment(entry.at, "UTC"),
                entry.who or None,
                entry.kind,
                _marked(entry, names),
                _said(entry),
                _standing(entry, causes)
                if entry.number in held or entry.kind == UNDONE
                else "taken back",
            )
            for entry in entries
        ],
    )


def _said(entry: Entry) -> str | None:
    """What was said of it, in one value."""
    about = entry.about
    said = next((name for name in _SAYS if about.get(name)), None)
    if said == "at":
        return moment(datetime.fromisoformat(about["at"]), "UTC")
    return str(about[said]) if said else None


_SAYS = ("name", "origin", "into", "words", "at", "entry")


def _marked(entry: Entry, names: Mapping[str, str]) -> str | None:
    """What an entry is about: a cause, by its name, or what was changed of which worker."""
    about = entry.about
    if not about.get("worker_id"):
        cause = str(about.get("cause") or "")
        return f"{names[cause]} ({cause})" if cause in names else cause or None
    values = [about[name] for name in ("old", "new") if about.get(name)]
    return " ".join(filter(None, (about["worker_id"], about.get("what"), " → ".join(values))))


def _standing(entry: Entry, causes: Causes | None) -> str:
    """What became of the cause that a mark is about, in few words; "" where it is there."""
    if entry.kind not in _OF_ONE or causes is None or entry.about["cause"] in causes.by_key:
        return ""
    now = _cause_now(entry, causes)
    return f"part of “{causes.by_key[now].label}” now" if now else "no run has it now"


def _cause_now(entry: Entry, causes: Causes) -> str | None:
    """The key of the cause that a mark is about, or of that which has its errors now; None where no
    run has it."""
    called = (entry.about["cause"], *entry.about.get("templates", ()))
    found = (causes.find(name) for name in called)
    return next((key for key in found if key in causes.by_key), None)


def marks_json(entries: Sequence[Entry], causes: Causes | None) -> str:
    """The entries about causes as one JSON document; "cause_now": of a mark on one cause, the key
    of that which has its errors now."""
    return as_json(
        [
            {
                "number": entry.number,
                "made_at": entry.at,
                "who": entry.who,
                "kind": entry.kind,
                **entry.about,
                **(
                    {"cause_now": _cause_now(entry, causes) if causes else None}
                    if entry.kind in _OF_ONE
                    else {}
                ),
            }
            for entry in entries
        ]
    )

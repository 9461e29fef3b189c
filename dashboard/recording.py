"""Record changes of workers that no export knows, and which cause a change should fix.

Every function writes at most one entry into the ledger, and none where that would say nothing new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from dashboard.causes.grouping import templates_of
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.changes import AIMED, RECORDED, aims, standing_changes
from dashboard.ledger.decisions import CONTEXT, INSTRUCTIONS, PAUSE, REMOVE, Decision
from dashboard.ledger.entries import Entry
from dashboard.ledger.ledger import Ledger
from dashboard.records.schema import CHANGED_THINGS
from dashboard.started import command
from dashboard.store.filters.filter_links import EARLIEST, LATEST
from dashboard.store.reading.history import History

LONGEST_LABEL, LONGEST_TEXT = 200, 100_000


def record_change(
    ledger: Ledger,
    history: History,
    worker: str,
    at: datetime,
    what: str,
    *,
    old: str = "",
    new: str = "",
    old_text: str = "",
    new_text: str = "",
    cause: str = "",
    note: str = "",
    who: str = "",
) -> bool:
    """Record a change of a worker, named by its id or its name; True if that was new.

    at: when, aware; what: one of CHANGED_THINGS; old, new: a version label, a model, a list;
    old_text, new_text: of instructions; cause: the one that it should fix. Raises NotFound for a
    worker or a cause that the history doesn't have, FilterInvalid for what is no change.
    """
    made = Made(worker, what, old, new, old_text, new_text, note)
    about = change_of(history, made, at, cause)
    return ledger.append(RECORDED, about, who=who, unless=partial(_recorded, about)) is not None


@dataclass(frozen=True, slots=True)
class Made:
    """A change of a worker before it is recorded, in the words of record_change()."""

    worker: str
    what: str
    old: str = ""
    new: str = ""
    old_text: str = ""
    new_text: str = ""
    note: str = ""


_CHANGES = {INSTRUCTIONS: "instructions", CONTEXT: "context", REMOVE: "tools", PAUSE: "status"}
"""What of a worker an action changes, as a recorded change calls it."""


def made_by(decision: Decision) -> Made | None:
    """The change by which a decision is carried out, None for one that changes no worker."""
    worker, what = decision.subject.worker_id, _CHANGES.get(decision.action)
    if not worker or what is None:
        return None
    return Made(worker, what, new="paused" if decision.action == PAUSE else "")


def change_of(history: History, made: Made, at: datetime, cause: str = "") -> dict[str, Any]:
    """The content of the entry that records a change. Raises as record_change() does."""
    what = made.what
    _check_thing_and_time(what, at)
    labels = {name: " ".join(getattr(made, name).split()) for name in ("old", "new")}
    texts = {name: getattr(made, name).strip("\n") for name in ("old_text", "new_text")}
    _check_words(what, labels, texts, made.note)
    return {
        "worker_id": worker_called(history, made.worker)[0],
        "at": at.astimezone(UTC).isoformat(),
        "what": what,
        **labels,
        **texts,
        "note": made.note.strip(),
        **_cause(history, cause),
    }


def _recorded(about: dict[str, Any], entries: Sequence[Entry]) -> bool:
    """Whether a change stands that was recorded in the same words."""
    return any(
        entry.kind == RECORDED and entry.about == about for entry in standing_changes(entries)
    )


def _check_thing_and_time(what: str, at: datetime) -> None:
    if what not in CHANGED_THINGS:
        raise FilterInvalid(
            f"“{what}” is nothing that changes.",
            remedy=f"It is one of {', '.join(CHANGED_THINGS)}.",
        )
    if at.tzinfo is None:
        raise FilterInvalid(
            "The time of a change needs a zone.", remedy="Write its offset, like +01:00."
        )
    if not EARLIEST <= at <= LATEST:
        raise FilterInvalid(
            f"{at.year} is no year of a change.",
            remedy=f"Write one from {EARLIEST.year} to {LATEST.year - 1}.",
        )


def _check_words(what: str, labels: dict[str, str], texts: dict[str, str], note: str) -> None:
    """Whether that is a change. Raises FilterInvalid."""
    if what != "instructions" and any(texts.values()):
        raise FilterInvalid(
            f"A text is one of instructions, and what was changed is the {what}.",
            remedy="Leave the text out, or record a change of instructions.",
        )
    for names, said in ((("old", "new"), "value"), (("old_text", "new_text"), "text")):
        before, after = ((labels | texts)[name] for name in names)
        if before and before == after:
            raise FilterInvalid(
                f"The old and the new {said} are the same.",
                remedy="Write two that differ, or leave one of them out.",
            )
    for name, written in (labels | texts | {"note": note}).items():
        longest = LONGEST_LABEL if name in labels else LONGEST_TEXT
        if len(written) > longest:
            raise FilterInvalid(
                f"The {_NAMES[name]} is longer than {longest:,} letters.", remedy="Shorten it."
            )


_NAMES = {
    "old": "old value",
    "new": "new value",
    "old_text": "old text",
    "new_text": "new text",
    "note": "note",
}


def aim(
    ledger: Ledger, history: History, worker_id: str, at: datetime, cause: str, who: str = ""
) -> bool:
    """Say which cause a change that the history knows should fix; True if that was new."""
    about = {
        "worker_id": worker_id,
        "at": at.astimezone(UTC).isoformat(),
        **_cause(history, cause),
    }

    def needless(entries: Sequence[Entry]) -> bool:
        return any(
            (aim.worker_id, aim.at, aim.cause) == (worker_id, at, about["cause"])
            for aim in aims(entries)
        )

    return ledger.append(AIMED, about, who=who, unless=needless) is not None


def worker_called(history: History, called: str) -> tuple[str, str]:
    """The id and the name of a worker by its id, or by its name where only one worker has it, or
    had it where none has. Raises NotFound."""
    meant = history.worker_meant(called)
    found = {
        row["worker_id"]: row["worker"] or row["worker_id"]
        for row in history.ask("workers_called", called=meant)
    }
    if meant in found:
        return meant, found[meant]
    if len(found) != 1:
        said = "No worker has" if not found else f"{len(found)} workers have"
        raise NotFound(
            f"{said} the id or name “{called}”.", remedy=f"`{command('show workers')}` lists them."
        )
    return next(iter(found.items()))


def _cause(history: History, cause: str) -> dict[str, Any]:
    """The cause, and the templates by which it is found again; nothing without one."""
    if not cause:
        return {}
    key = history.causes.find(cause)
    if key not in history.causes.by_key:
        raise NotFound(
            f"There is no cause “{cause}”.", remedy=f"`{command('show causes')}` lists them."
        )
    return {"cause": key, "templates": list(templates_of(history.causes.by_key[key].kinds))}

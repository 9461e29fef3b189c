"""What the present instructions of workers ask for that their present set-up doesn't give them."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.change_log import Change, changes
from dashboard.analysis.edits import edits
from dashboard.analysis.worker import Configuration, configurations
from dashboard.lint.finding import Finding
from dashboard.lint.lint import lint, looked_at_whole
from dashboard.lint.setup import Setup
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class Asked:
    """What instructions ask for in vain. worker: its name; edit: the newest of its instructions,
    None if it isn't known to have made the text that was read; version: of that text, None if not
    known; setup: that was held against it; whole: all of the text was looked at, not only its
    beginning."""

    worker_id: str
    worker: str
    edit: Change | None
    version: str | None
    setup: Setup
    findings: tuple[Finding, ...]
    whole: bool


def asked_in_vain(history: History, filters: Filters) -> tuple[Asked, ...]:
    """The workers with chosen runs, whatever the period, whose instructions ask for something in
    vain; the newest edit first."""
    told = [asked for asked in present_asks(history, filters).values() if asked.findings]
    return tuple(
        sorted(told, key=lambda asked: (asked.edit is None, _back(asked), asked.worker_id))
    )


def present_asks(history: History, filters: Filters) -> dict[str, Asked]:
    """What the present instructions of each worker with chosen runs, whatever the period, ask for
    in vain; without the workers whose present instructions are not known."""
    anytime = filters.within(None, None)
    workers = [row["worker_id"] for row in history.ask("workers_of_runs", anytime)]
    newest = {
        change.worker_id: change
        for change in changes(history, anytime)
        if change.what == "instructions"
    }
    texts = {edit.change.worker_id: edit.new for edit in edits(history, list(newest.values()))}
    found = {
        name: _asked(now, newest.get(name), texts.get(name, ""))
        for name, now in configurations(history, workers).items()
    }
    return {name: asked for name, asked in found.items() if asked}


def _back(asked: Asked) -> float:
    return -asked.edit.at.timestamp() if asked.edit else 0.0


def findings_now(now: Configuration, text: str) -> tuple[Finding, ...]:
    """What a text asks for in vain, if it is what a worker is told now."""
    return lint(text, now.setup)


def _asked(now: Configuration, edit: Change | None, text: str) -> Asked | None:
    """One worker, None if its text is not known. text: of its newest edit, "" if not known; it
    holds where the export knows no text, or one from before the edit."""
    newer = edit is not None and edit.at > now.known_at
    said = text if newer else now.instructions_text or text
    if not said:
        return None
    named = edit is not None and edit.new is not None and edit.new == now.version
    made_it = edit is not None and (said == text or named)
    return Asked(
        worker_id=now.worker_id,
        worker=now.worker,
        edit=edit if made_it else None,
        version=edit.new if edit and made_it else now.version,
        setup=now.setup,
        findings=findings_now(now, said),
        whole=looked_at_whole(said),
    )

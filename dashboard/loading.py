"""Load one export into a workspace: read it with the answers at hand, then import it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.records.reading import open_export
from dashboard.records.rows import Answers, Export
from dashboard.store.history import current
from dashboard.store.home import Home
from dashboard.store.importing import Imported, Progress, import_export


def load(
    home: Home, path: Path, *, mapping: Path | None, answers: Answers, progress: Progress
) -> Imported:
    """Import a file or folder. What was answered for its format before is used where silent.

    Raises the UserError of whatever stands in the way; the workspace is then as before.
    """
    now = datetime.now(UTC)
    export = open_export(path, mapping=mapping, answers=answers, now=now)
    known = remembered(home, export, answers)
    if known != answers:
        export = open_export(path, mapping=mapping, answers=known, now=now)
    return import_export(home, export, now, progress)


def remembered(home: Home, export: Export, answers: Answers) -> Answers:
    """The given answers, completed by those kept for this format."""
    history = current(home)
    kept = history.about.settings if history else {}
    return replace(
        answers,
        zone=answers.zone or kept.get(f"zone of {export.format}"),
        dates=answers.dates or kept.get(f"dates of {export.format}"),
    )

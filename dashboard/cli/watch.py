"""Loading what appears in a folder, until stopped."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import file_name
from dashboard.cli.streams import OK, progress_line, remark, stoppable
from dashboard.cli.workspace import home_of
from dashboard.errors import ExportRefused, StoreBusy, StoreUnusable, UserError
from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.sources.files.arrivals import Arrivals
from dashboard.store.workspace.home import Home
from dashboard.store.writing.publishing import publish_named

SECONDS = 1.0
"""Between two looks at the folder."""


def watch(arguments: Arguments) -> int:
    """Load every export that appears in a folder once it is complete, and say what it did; one that
    can't be loaded is said once and passed over. Ends when it is stopped."""
    home, folder = home_of(arguments), arguments.folder
    _refuse(home, folder)
    watching = _Watching(home, Arrivals(folder, apart=home.path), arguments)
    remark(f"Watching {folder} (stop with Ctrl+C).")
    with contextlib.suppress(KeyboardInterrupt), stoppable():
        while True:
            watching.look(folder)
            pause()
    remark("Stopped.")
    return OK


def pause() -> None:
    """Wait until the next look."""
    time.sleep(SECONDS)


def _refuse(home: Home, folder: Path) -> None:
    """Raise UserError for what can't be watched."""
    if not folder.is_dir():
        raise UserError(
            "There is no such folder." if not folder.exists() else "This is no folder.",
            where=str(folder),
            remedy="Name the folder in which your exports appear.",
        )
    if folder.resolve().is_relative_to(home.path.resolve()):
        raise UserError(
            "This folder belongs to the workspace itself.",
            where=str(folder),
            remedy="Let your exports appear in another folder.",
        )


class _Watching:
    """A folder that is watched: what was said of it last, so that it is not said at every look."""

    def __init__(self, home: Home, arrivals: Arrivals, arguments: Arguments) -> None:
        self._home = home
        self._arrivals = arrivals
        self._mapping = arguments.map
        self._answers = Answers(
            arguments.zone, arguments.dates, arguments.numbers, encoding=arguments.encoding
        )
        self._said = ""

    def look(self, folder: Path) -> None:
        """Load what has become complete."""
        try:
            complete = self._arrivals.complete()
        except OSError as error:
            self._say_once(f"{folder}: {error.strerror}. It is looked for again and again.")
            return
        for path in complete:
            try:
                self._load(path)
            except (StoreBusy, StoreUnusable) as error:  # of the workspace, not of the file
                self._say_once(f"{path}: {error}\nIt is tried again and again.")
                self._arrivals.again(path)
            except UserError as error:
                remark(f"{error}\nIt is passed over until it changes.")

    def _load(self, path: Path) -> None:
        if self._arrivals.leads_out(path):
            raise ExportRefused("This is a link that leads out of the folder.", where=str(path))
        before = self._home.generation()
        with progress_line() as progress:
            done = load(
                self._home, path, mapping=self._mapping, answers=self._answers, progress=progress
            )
        self._said = ""
        if done.generation == before:
            remark(f"{file_name(done.name)}: known already, nothing changed.")
            return
        for sentence in (f"{file_name(done.name)}: {done.sentence}", *done.notices):
            remark(sentence)
        if said := publish_named(self._home):
            remark(said)

    def _say_once(self, sentence: str) -> None:
        if sentence != self._said:
            remark(sentence)
        self._said = sentence

"""One round of dropping: the files, what looking at them found, and what of them was loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.errors import UserError
from dashboard.loading import Trial, load, try_out
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import Imported
from dashboard.store.writing.staging import Progress
from dashboard.ui.data.dropped import Dropped
from dashboard.ui.data.jobs import Stopped


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking at a file found: what loading it would do, or why it can't be loaded."""

    path: Path
    found: Trial | UserError


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: the files that are in, what each import did, and what ended it early."""

    paths: tuple[Path, ...]
    imported: tuple[Imported, ...]
    ended: UserError | None = None


@dataclass(slots=True)
class Round:
    """The files of one round; found: of each what looking found; loaded: those that are in."""

    dropped: Dropped
    found: dict[Path, Trial | UserError] = field(default_factory=dict)
    loaded: set[Path] = field(default_factory=set)

    def to_look_at(self) -> Path | None:
        """What is to be looked at next: each file by itself, then all together where they may be
        one export only so."""
        every = (*self.dropped.files, *([self.dropped.folder] if self._may_be_one() else []))
        return next((path for path in every if path not in self.found), None)

    def _may_be_one(self) -> bool:
        """Whether one file is nothing by itself, or all hold parts of runs."""
        files = self.dropped.files
        found = [self.found[path] for path in files if path in self.found]
        if len(files) < 2 or len(found) < len(files):
            return False
        trials = [one for one in found if isinstance(one, Trial)]
        formats = {one.explanation.format for one in trials}
        parts = len(formats) == 1 and all(one.explanation.gathered for one in trials)
        return len(trials) < len(files) or parts

    def exports(self) -> list[tuple[Path, Trial | UserError]]:
        """What may still be loaded as one export each, with what looking found."""
        together = self.found.get(self.dropped.folder)
        whole = isinstance(together, Trial) and together.explanation.files == len(
            self.dropped.files
        )
        paths = (self.dropped.folder,) if whole else self.dropped.files
        return [(path, self.found[path]) for path in paths if path not in self.loaded]

    def rows(self) -> int:
        """How many rows the exports hold that can be loaded."""
        found = (self.found[path] for path in self.ready())
        return sum(one.explanation.rows for one in found if isinstance(one, Trial))

    def ready(self) -> dict[Path, Answers]:
        """The exports that can be loaded, with the answers that they are read with."""
        return {
            path: found.answers
            for path, found in self.exports()
            if isinstance(found, Trial) and found.tried is not None
        }


def look(home: Home, dropped: Dropped, path: Path, answers: Answers, progress: Progress) -> Looked:
    """Look at a file. dropped: is held, so that the file stays as long as this takes."""
    try:
        found = try_out(
            home, path, mapping=None, answers=answers, progress=progress, called=path.name
        )
    except Stopped:
        raise
    except UserError as error:
        return Looked(path, error)
    return Looked(path, found)


def load_all(
    home: Home, dropped: Dropped | None, ready: Mapping[Path, Answers], progress: Progress
) -> Loaded:
    """Load files one after the other, up to what ends it. dropped: is held meanwhile."""
    done: dict[Path, Imported] = {}
    ended: UserError | None = None
    for path, answers in ready.items():
        try:
            done[path] = load(
                home, path, mapping=None, answers=answers, progress=progress, called=path.name
            )
        except UserError as error:
            ended = error
            break
    return Loaded(tuple(done), tuple(done.values()), ended)

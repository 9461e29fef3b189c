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
    """The files of one round; found: of each what looking found, in the order in which they were
    looked at; loaded: those that are in; answers: what was answered about each."""

    dropped: Dropped
    found: dict[Path, Trial | UserError] = field(default_factory=dict)
    loaded: set[Path] = field(default_factory=set)
    answers: dict[Path, Answers] = field(default_factory=dict)

    def to_look_at(self) -> Path | None:
        """What is to be looked at next: each file by itself, then all together where they may be
        one export only so."""
        every = (*self.dropped.files, *([self.dropped.folder] if self._may_be_one() else []))
        return next((path for path in every if path not in self.found), None)

    def answer(self, path: Path, answers: Answers) -> None:
        """Take what a person answered about a file, which is looked at anew; and with it all that
        was tried after it."""
        self.answers[path] = answers
        if (was := self.found.pop(path)) and isinstance(was, Trial) and was.tried is None:
            return  # it was not among what the others were tried after
        self.dropped.forget_tried()
        self.found = {p: one for p, one in self.found.items() if not _is_tried(one)}

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
        """The exports that can be loaded, with the answers that they are read with: in the order in
        which they were tried, so that loading does what was said."""
        exports = dict(self.exports())
        in_order = ((path, exports.get(path)) for path in self.found)
        return {
            path: found.answers
            for path, found in in_order
            if isinstance(found, Trial) and found.tried is not None
        }


def _is_tried(found: Trial | UserError) -> bool:
    return isinstance(found, Trial) and found.tried is not None


def look(home: Home, dropped: Dropped, path: Path, answers: Answers, progress: Progress) -> Looked:
    """Look at a file, as it is after the others of its round that can be loaded. dropped: is held,
    so that the file stays as long as this takes."""
    after = dropped.tried if len(dropped.files) > 1 and path != dropped.folder else None
    try:
        found = try_out(
            home,
            path,
            mapping=None,
            answers=answers,
            progress=progress,
            called=path.name,
            after=after,
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

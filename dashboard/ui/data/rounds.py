"""One round of dropping: the files, what looking at them found, and what of them was loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.errors import UserError
from dashboard.loading import Trial, load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.kept_mappings import keep_mapping
from dashboard.store.writing.importing import Imported
from dashboard.store.writing.staging import Progress
from dashboard.ui.data.dropped import Dropped
from dashboard.ui.data.looking import ByHand, Looked


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: the files that are in, what each import did, what ended it early, and the
    name under which a mapping was kept."""

    paths: tuple[Path, ...]
    imported: tuple[Imported, ...]
    ended: UserError | None = None
    kept: str | None = None


@dataclass(slots=True)
class Round:
    """The files of one round; found: of each what looking found, in the order in which they were
    looked at; by_hand: those that are mapped by hand; loaded: those that are in; answers: what was
    answered about each; generation: of the history on which they were tried, None if that is the
    present one in any case."""

    dropped: Dropped
    found: dict[Path, Trial | UserError] = field(default_factory=dict)
    by_hand: dict[Path, ByHand] = field(default_factory=dict)
    loaded: set[Path] = field(default_factory=set)
    answers: dict[Path, Answers] = field(default_factory=dict)
    generation: int | None = None

    def to_look_at(self) -> Path | None:
        """What is to be looked at next: each file by itself, then all together where they may be
        one export only so."""
        every = (*self.dropped.files, *([self.dropped.folder] if self._may_be_one() else []))
        if self.loaded:
            every = tuple(path for path in self.dropped.files if path not in self.loaded)
        return next((path for path in every if path not in self.found), None)

    def stand_on(self, generation: int) -> None:
        """Try all anew where the history is another one than that on which they were tried."""
        if self.generation not in (None, generation):
            self._try_anew()
        self.generation = generation

    def answer(self, path: Path, answers: Answers) -> None:
        """Take what a person answered about a file, which is looked at anew; and with it all that
        was tried after it."""
        self.answers[path] = answers
        if (was := self.found.pop(path)) and isinstance(was, Trial) and was.tried is None:
            return  # it was not among what the others were tried after
        self._try_anew()

    def _try_anew(self) -> None:
        """Try all again that were tried one after the other."""
        self.dropped.forget_tried()
        kept = {p: one for p, one in self.found.items() if p in self.by_hand or not _is_tried(one)}
        self.found = kept

    def _may_be_one(self) -> bool:
        """Whether one file is nothing by itself, or all hold parts of runs."""
        files = self.dropped.files
        found = [self.found[path] for path in files if path in self.found]
        if len(files) < 2 or len(found) < len(files):
            return False
        known = [self.found[path] for path in files if path not in self.by_hand]
        trials = [one for one in known if isinstance(one, Trial)]
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

    @property
    def over(self) -> bool:
        """Whether all is in."""
        return self.dropped.folder in self.loaded or self.loaded >= set(self.dropped.files)

    def rows(self) -> int:
        """How many rows the exports hold that can be loaded."""
        found = (self.found[path] for path in self.ready())
        return sum(one.explanation.rows for one in found if isinstance(one, Trial))

    def ready(self) -> dict[Path, Answers]:
        """The exports that can be loaded as they were recognised, with the answers that they are
        read with: in the order in which they were tried, so that loading does what was said."""
        exports = dict(self.exports())
        in_order = ((path, exports.get(path)) for path in self.found if path not in self.by_hand)
        return {
            path: found.answers
            for path, found in in_order
            if isinstance(found, Trial) and found.tried is not None
        }

    def take(self, looked: Looked) -> None:
        """Note what looking at a file found. One that is mapped by hand is tried by itself, so that
        the others are tried without it."""
        if looked.by_hand and looked.path not in self.by_hand:
            self.by_hand[looked.path] = looked.by_hand
            if (was := self.found.get(looked.path)) and _is_tried(was):
                self._try_anew()
        elif looked.by_hand:
            self.by_hand[looked.path] = looked.by_hand
        self.found[looked.path] = looked.found

    def end(self, why: UserError) -> None:
        """Look at no more of the files for now, which can be looked at again."""
        while path := self.to_look_at():
            self.found[path] = why

    def has_loaded(self, loaded: Loaded) -> None:
        """Note which files are in; what is left is tried on what the history is now."""
        self.loaded.update(loaded.paths)
        self.generation = None
        if self.by_hand.keys() & set(loaded.paths):
            self._try_anew()

    def look_again(self) -> None:
        """Forget what looking found of the files that can't be loaded."""
        kept = {p: one for p, one in self.found.items() if p in self.by_hand or _is_trial(one)}
        self.found = kept


def _is_trial(found: Trial | UserError) -> bool:
    return isinstance(found, Trial)


def _is_tried(found: Trial | UserError) -> bool:
    return isinstance(found, Trial) and found.tried is not None


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


def load_by_hand(
    home: Home, dropped: Dropped, path: Path, by_hand: ByHand, keep: bool, progress: Progress
) -> Loaded:
    """Load a file with the mapping that was made for it, and keep that in the workspace if it is
    wanted. dropped: is held meanwhile."""
    name, text = by_hand.draft.name, by_hand.text
    try:
        mapping = dropped.beside(f"{name}.toml", text)
        answers = Answers(encoding=by_hand.encoding)
        done = load(
            home, path, mapping=mapping, answers=answers, progress=progress, called=path.name
        )
    except UserError as error:
        return Loaded((), (), error)
    try:
        kept = keep_mapping(home, name, text) if keep else None
    except UserError as error:
        return Loaded((path,), (done,), error)
    return Loaded((path,), (done,), kept=kept.name if kept else None)

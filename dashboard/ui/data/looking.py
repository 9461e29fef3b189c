"""Looking at a dropped file: what loading it would do, or what its columns may be if nothing is
known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.errors import EncodingOpen, ExportRefused, UserError
from dashboard.loading import Trial, try_out
from dashboard.records.drafts.draft import MappingDraft, Sketch, sketch
from dashboard.records.drafts.written import mapping_text
from dashboard.records.rows import Answers
from dashboard.sources.files.locating import located
from dashboard.store.workspace.home import Home
from dashboard.store.writing.staging import Progress
from dashboard.ui.data.dropped import Dropped
from dashboard.ui.data.jobs import Stopped


@dataclass(frozen=True, slots=True)
class ByHand:
    """A file that is mapped by hand: what is suggested for it, the mapping as it was looked at, the
    format that it was recognised as before, None if it was of none, and the encoding that a person
    said it is in."""

    sketch: Sketch
    draft: MappingDraft
    instead_of: str | None = None
    encoding: str | None = None

    @property
    def text(self) -> str:
        """The mapping file."""
        return mapping_text(self.sketch, self.draft)


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking at a file found: what loading it would do, or why it can't be loaded; by_hand:
    the mapping that it was looked at with, where it is of no format known."""

    path: Path
    found: Trial | UserError
    by_hand: ByHand | None = None


def look(home: Home, dropped: Dropped, path: Path, answers: Answers, progress: Progress) -> Looked:
    """Look at a file; one that no format fits is looked at with the mapping that is suggested for
    it. A file of a format known is looked at as it is after the others of its round that can be
    loaded. dropped: is held, so that the file stays as long as this takes."""
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
    except EncodingOpen as question:
        return Looked(path, question)
    except ExportRefused as refusal:
        if path == dropped.folder:
            return Looked(path, refusal)
        begun = begin_by_hand(home, dropped, path, None, answers.encoding, progress)
        return begun if begun.by_hand else Looked(path, refusal)
    except UserError as error:
        return Looked(path, error)
    return Looked(path, found)


def begin_by_hand(
    home: Home,
    dropped: Dropped,
    path: Path,
    instead_of: str | None,
    encoding: str | None,
    progress: Progress,
) -> Looked:
    """Look at the columns of a file, and at what it is with the mapping suggested for it."""
    try:
        with located(path, encoding=encoding) as files:
            found = sketch(files)
    except UserError as error:
        return Looked(path, error)
    by_hand = ByHand(found, found.draft, instead_of, encoding)
    return look_by_hand(home, dropped, path, by_hand, progress)


def look_by_hand(
    home: Home, dropped: Dropped, path: Path, by_hand: ByHand, progress: Progress
) -> Looked:
    """Look at a file with a mapping, as far as that says what no run can do without."""
    draft = by_hand.draft
    if draft.missing:
        return Looked(path, ExportRefused("A column is still to be chosen."), by_hand)
    try:
        found = try_out(
            home,
            path,
            mapping=dropped.beside(f"{draft.name}.toml", by_hand.text),
            answers=Answers(encoding=by_hand.encoding),
            progress=progress,
            called=path.name,
        )
    except Stopped:
        raise
    except UserError as error:
        return Looked(path, error, by_hand)
    return Looked(path, found, replace(by_hand, draft=draft.answered(found.answers)))

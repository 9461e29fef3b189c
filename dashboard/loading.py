"""Load one export into a workspace: read it with the answers at hand, then import it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dashboard.errors import OnlyParts, QuestionOpen
from dashboard.records import reading
from dashboard.records.lines import open_lines
from dashboard.records.reading import open_export
from dashboard.records.rows import Answers, Export
from dashboard.sources.files.files import Located
from dashboard.store.reading.open_histories import in_workspace
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.kept_mappings import kept_mappings
from dashboard.store.writing.importing import (
    Imported,
    all_of,
    import_export,
    import_lines,
    mostly_columns,
)
from dashboard.store.writing.staging import Progress
from dashboard.store.writing.trying import Rehearsal, Tried, rehearsal


def load(
    home: Home,
    path: Path,
    *,
    mapping: Path | None,
    answers: Answers,
    progress: Progress,
    now: datetime | None = None,
    called: str | None = None,
    whole: bool = False,
) -> Imported:
    """Import a file or folder; what it leaves open is answered as it was for its format before.

    called: what a person calls it, where that is not its path; now: when the load began of which
    this is a part; default: at this moment; whole: raise OnlyParts for an export that holds parts
    of runs. Raises the UserError of whatever stands in the way; the workspace is then as before.
    """
    now = now or datetime.now(UTC)
    with _located(path, called, answers.encoding) as found:
        work = _Work(home, found, _known_to(home, mapping), progress, now, whole)
        try:
            return work.with_answers(answers)
        except QuestionOpen as question:
            known = _remembered(home, question.format, answers)
            if known == answers:
                raise
            return work.with_answers(known, instead_of=answers)


class _Known(NamedTuple):
    """The formats that an export may have, and what there is to say of kept ones that can't be
    used."""

    formats: reading.Formats
    faults: tuple[str, ...]


def _known_to(home: Home, mapping: Path | None) -> _Known:
    """The formats that files of a workspace may have; mapping: the one that a person gave."""
    if mapping is not None:
        return _Known(reading.Formats(mapping), ())
    kept = kept_mappings(home)
    return _Known(reading.Formats(kept=kept.mappings), kept.faults)


@dataclass(frozen=True, slots=True)
class _Work:
    """An import that can be tried with several answers."""

    home: Home
    files: Located
    known: _Known
    progress: Progress
    now: datetime
    whole: bool

    def with_answers(self, answers: Answers, instead_of: Answers | None = None) -> Imported:
        """Import it as columns if it is of that kind; instead_of: what was answered this time."""

        def told(export: Export) -> Export:
            if self.whole and export.parts_of:
                raise OnlyParts(export.format, export.parts_of, where=export.name)
            said = (_taken_over(export.answers, instead_of),) if instead_of else ()
            return replace(export, notices=(*export.notices, *self.known.faults, *said))

        def exactly() -> Export:
            return told(open_export(self.files, formats=formats, answers=answers, now=self.now))

        formats = self.known.formats
        lines = open_lines(self.files, formats=formats, answers=answers, now=self.now)
        if lines is None:
            return import_export(self.home, exactly(), self.now, self.progress)
        return import_lines(self.home, lines.telling(told), exactly, self.now, self.progress)


@dataclass(frozen=True, slots=True)
class Trial:
    """What loading a file would do.

    explanation: how it would be read; answers: with which answers, those given before among them;
    tried: what it would change, None where a question is open; taken_over: whether answers that
    were given for an earlier export are among them.
    """

    explanation: reading.Explanation
    answers: Answers
    tried: Tried | None
    taken_over: bool = False


def try_out(
    home: Home,
    path: Path,
    *,
    mapping: Path | None,
    answers: Answers,
    progress: Progress,
    called: str | None = None,
    after: Path | None = None,
) -> Trial:
    """Read a file as load() would and import it into a copy of the history. after: a folder where
    the copy stays, so that the next file is tried as it will be loaded, after this one; None to
    drop it. Raises what load() raises, but for open questions."""
    with _located(path, called, answers.encoding) as found, rehearsal(home, after) as copy:
        trying = _Trying(home, found, _known_to(home, mapping), copy, progress, datetime.now(UTC))
        return trying.as_columns(answers) or trying.exactly(answers)


@dataclass(frozen=True, slots=True)
class _Trying:
    """An import that is tried on a copy of the history."""

    home: Home
    files: Located
    known: _Known
    copy: Rehearsal
    progress: Progress
    now: datetime

    def as_columns(self, answers: Answers) -> Trial | None:
        """Try it as load() does what can be read as columns, so that looking costs no more than
        loading; None where it is no such file, or leaves a question open."""
        formats = self.known.formats
        lines = open_lines(self.files, formats=formats, answers=answers, now=self.now)
        explained = lines.explained() if lines else None
        if lines is None or explained is None or explained.question:
            return None

        def exactly() -> Export:
            return self._told(
                open_export(self.files, formats=formats, answers=answers, now=self.now)
            )

        begin = mostly_columns(lines.telling(self._told), exactly, self.progress)
        try:
            tried = self.copy.tried(begin, self.now, self.progress)
        except QuestionOpen:
            return None
        return Trial(replace(explained, rows=tried.imported.read), answers, tried)

    def exactly(self, answers: Answers) -> Trial:
        """Try it row by row, with the answers that were given for its format before."""
        formats = self.known.formats
        known = answers
        explained, export = reading.look(self.files, formats=formats, answers=answers, now=self.now)
        if explained.question:
            known = _remembered(self.home, explained.format, answers)
        if known != answers:
            explained, export = reading.look(
                self.files, formats=formats, answers=known, now=self.now
            )
        tried = None
        if export:
            tried = self.copy.tried(all_of(self._told(export)), self.now, self.progress)
        return Trial(explained, known, tried, known != answers)

    def _told(self, export: Export) -> Export:
        return replace(export, notices=(*export.notices, *self.known.faults))


def explain(
    home: Home, path: Path, *, mapping: Path | None, answers: Answers, now: datetime
) -> reading.Explanation:
    """How load() would read a file or folder. Raises what reading it raises."""
    with reading.located(path, encoding=answers.encoding) as files:
        formats, _ = _known_to(home, mapping)
        found = reading.explain(files, formats=formats, answers=answers, now=now)
        known = _remembered(home, found.format, answers) if found.question else answers
        if known == answers:
            return found
        return reading.explain(files, formats=formats, answers=known, now=now)


@contextmanager
def _located(path: Path, called: str | None, encoding: str | None) -> Iterator[Located]:
    """The files of an export, under the name that a person calls it by."""
    with reading.located(path, encoding=encoding) as found:
        yield replace(found, name=called) if called else found


def _taken_over(used: Answers, given: Answers) -> str:
    """Which answers were those of an earlier export."""
    told = []
    if used.zone and not given.zone:
        told.append(f"times without a zone are read as of {used.zone} (--zone)")
    if used.dates and not given.dates:
        first = "day" if used.dates == "dmy" else "month"
        told.append(f"dates with the {first} first (--dates)")
    if used.numbers and not given.numbers:
        told.append(f"times that are numbers as {used.numbers} (--numbers)")
    return f"As answered for an earlier export of this format, {' and '.join(told)}."


def _remembered(home: Home, format: str, answers: Answers) -> Answers:
    history = in_workspace(home)
    kept = history.about.settings if history else {}
    return replace(
        answers,
        zone=answers.zone or kept.get(f"zone of {format}"),
        dates=answers.dates or kept.get(f"dates of {format}"),
        numbers=answers.numbers or kept.get(f"numbers of {format}"),
    )

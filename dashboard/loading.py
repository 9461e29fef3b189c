"""Load one export into a workspace: read it with the answers at hand, then import it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import QuestionOpen
from dashboard.records import reading
from dashboard.records.lines import open_lines
from dashboard.records.reading import open_export
from dashboard.records.rows import Answers, Export
from dashboard.sources.files.files import Located
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import Imported, import_export, import_lines
from dashboard.store.writing.staging import Progress
from dashboard.store.writing.trying import Tried, try_export


def load(
    home: Home,
    path: Path,
    *,
    mapping: Path | None,
    answers: Answers,
    progress: Progress,
    now: datetime | None = None,
    called: str | None = None,
) -> Imported:
    """Import a file or folder; what it leaves open is answered as it was for its format before.

    called: what a person calls it, where that is not its path; now: when the load began of which
    this is a part; default: at this moment. Raises the UserError of whatever stands in the way; the
    workspace is then as before.
    """
    now = now or datetime.now(UTC)
    with _located(path, called) as found:
        work = _Work(home, found, mapping, progress, now)
        try:
            return work.with_answers(answers)
        except QuestionOpen as question:
            known = _remembered(home, question.format, answers)
            if known == answers:
                raise
            return work.with_answers(known, instead_of=answers)


@dataclass(frozen=True, slots=True)
class _Work:
    """An import that can be tried with several answers."""

    home: Home
    files: Located
    mapping: Path | None
    progress: Progress
    now: datetime

    def with_answers(self, answers: Answers, instead_of: Answers | None = None) -> Imported:
        """Import it as columns if it is of that kind; instead_of: what was answered this time."""

        def told(export: Export) -> Export:
            if instead_of is None:
                return export
            said = _taken_over(export.answers, instead_of)
            return replace(export, notices=(*export.notices, said))

        def exactly() -> Export:
            return told(
                open_export(self.files, mapping=self.mapping, answers=answers, now=self.now)
            )

        lines = open_lines(self.files, mapping=self.mapping, answers=answers, now=self.now)
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
) -> Trial:
    """Read a file as load() would and import it into a copy that is dropped. Raises what load()
    raises, but for open questions."""
    now = datetime.now(UTC)
    with _located(path, called) as found:
        explained, export = reading.look(found, mapping=mapping, answers=answers, now=now)
        known = _remembered(home, explained.format, answers) if explained.question else answers
        if known != answers:
            explained, export = reading.look(found, mapping=mapping, answers=known, now=now)
        tried = try_export(home, export, now, progress) if export else None
        return Trial(explained, known, tried, known != answers)


def explain(
    home: Home, path: Path, *, mapping: Path | None, answers: Answers, now: datetime
) -> reading.Explanation:
    """How load() would read a file or folder. Raises what reading it raises."""
    with reading.located(path) as files:
        found = reading.explain(files, mapping=mapping, answers=answers, now=now)
        known = _remembered(home, found.format, answers) if found.question else answers
        if known == answers:
            return found
        return reading.explain(files, mapping=mapping, answers=known, now=now)


@contextmanager
def _located(path: Path, called: str | None) -> Iterator[Located]:
    """The files of an export, under the name that a person calls it by."""
    with reading.located(path) as found:
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
    history = current(home)
    kept = history.about.settings if history else {}
    return replace(
        answers,
        zone=answers.zone or kept.get(f"zone of {format}"),
        dates=answers.dates or kept.get(f"dates of {format}"),
        numbers=answers.numbers or kept.get(f"numbers of {format}"),
    )

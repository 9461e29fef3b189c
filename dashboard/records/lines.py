"""Runs that stand one a line and whose fields are keys of it: most can be read as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from dashboard.errors import UserError
from dashboard.records.export import Reading
from dashboard.records.made import TakenOver
from dashboard.records.open_times import require_answers
from dashboard.records.recognised import ReadOnce, recognised
from dashboard.records.rows import Answers, Export
from dashboard.sources.files.files import Located, is_utf16, stopped
from dashboard.sources.files.snapshot import no_bytes, require_stats, stats
from dashboard.sources.mapping.reread import InSmallLetters
from dashboard.sources.raw.raw import RawRow, Record, Table, in_small_letters
from dashboard.sources.tables.json_records import NdjsonTable
from dashboard.sources.tables.line_blocks import line_blocks
from dashboard.sources.tables.spool import Spool

if TYPE_CHECKING:
    from _hashlib import HASH

_SAMPLE = 1_000  # rows that are looked at to know the keys
_MOST = 500  # keys


@dataclass(frozen=True, slots=True)
class Lines:
    """What the store needs to read such runs by itself, all but the doubtful ones.

    path: of a file of JSON lines in UTF-8; require_unchanged: raises ExportRefused if it is not
    what it was; file: what a person knows it by; fields: of each canonical column the key of which
    it is the value, as it stands there; others: by the key under which `extra` keeps it, each key
    that no field uses; latest: times after it are no times of runs; words: that stand for
    statuses in the first rows.

    status: the word of a run and what it means, from the text under its key. rest: gives the whole
    export, of whose runs the batches hold only the lines that were set aside, from these, the
    number of the others and the hash of all bytes of the file; None where some of these lines show
    that the others would be read in another way, too, so that all must be read exactly. Raises what
    reading an export raises.
    """

    path: Path
    require_unchanged: Callable[[], None]
    file: str
    fields: Mapping[str, str]
    others: Mapping[str, str]
    latest: datetime
    words: tuple[str, ...]
    status: Callable[[str], tuple[str | None, str] | None]
    rest: Callable[[Spool, int, HASH], Export | None]

    def blocks(self, seen: Callable[[bytes], object]) -> Iterator[pa.Table]:
        """All lines, as sources/tables/line_blocks.py gives them. Raises ExportRefused."""
        try:
            yield from line_blocks(self.path, seen)
        except OSError as error:
            self.require_unchanged()
            raise stopped(self.file, error) from error

    def telling(self, told: Callable[[Export], Export]) -> Lines:
        """The same lines, with something more to say about the export."""

        def rest(spool: Spool, rows: int, total: HASH) -> Export | None:
            export = self.rest(spool, rows, total)
            return told(export) if export else None

        return replace(self, rest=rest)


def open_lines(
    located: Located, *, mapping: Path | None, answers: Answers, now: datetime
) -> Lines | None:
    """The runs of an export as lines; None where they are no lines, or read in another way.

    Takes what reading.open_export does; what that would refuse is none.
    """
    try:
        if located.others or len(located.runs) > 1 or is_utf16(located.runs[0]):
            return None
        before = stats(located)
        _, opened = recognised(located, mapping)
        sample = _sample(opened.runs)
        keys = _keys(opened.runs, sample)
        if not 0 < len(keys) <= _MOST:
            return None
        known = tuple(keys)

        def reading(rest: Spool, rows: int, total: HASH) -> Reading:
            read = ReadOnce(_like(opened.runs, rest), known, rows, total)
            return Reading(located, mapping, answers, now, read)

        first = reading(Spool(opened.runs.file), 1, no_bytes())
    except (UserError, OSError):
        return None  # the exact reader says why
    maker = first.maker("runs")
    taken = maker.taken_over()
    if taken is None:
        return None
    status_key = taken.fields["status"]

    def unchanged() -> None:
        require_stats(located, before)

    def rest(spool: Spool, rows: int, total: HASH) -> Export | None:
        unchanged()
        whole = reading(spool, rows, total)
        if not _goes_on(taken, whole.maker("runs").taken_over(), known):
            return None
        require_answers(whole.times, answers, whole.opened.mapping.name)
        return whole.export()

    return Lines(
        path=located.runs[0].path,
        require_unchanged=unchanged,
        file=opened.runs.file,
        fields={name: keys[key] for name, key in taken.fields.items()},
        others={key: keys[key] for key in taken.others},
        latest=first.latest,
        words=tuple(dict.fromkeys(w for v in sample if type(w := v.get(keys[status_key])) is str)),
        status=lambda word: maker.status({status_key: word}),
        rest=rest,
    )


def _sample(runs: Table) -> list[Record]:
    """The first rows as they stand in the file; none where they are no lines."""
    table = runs.table if isinstance(runs, InSmallLetters) else runs
    if not isinstance(table, NdjsonTable) or table.counted != "line":
        return []
    return [row.values for row in islice(table.rows(), _SAMPLE) if isinstance(row, RawRow)]


def _keys(runs: Table, sample: Sequence[Record]) -> dict[str, str]:
    """The keys of rows as they are known, each with how it is written in the file; of those that
    differ only in case the first, and none that no column can be called."""
    written: dict[str, str] = {}
    for key in (key for values in sample for key in values):
        if key and key.isprintable():
            written.setdefault(key.casefold(), key)
    names = runs.names if isinstance(runs, InSmallLetters) else frozenset[str]()
    return {in_small_letters(key, names): key for key in written.values()}


def _like(runs: Table, rest: Spool) -> Table:
    return InSmallLetters(rest, runs.names) if isinstance(runs, InSmallLetters) else rest


def _goes_on(first: TakenOver, then: TakenOver | None, known: tuple[str, ...]) -> bool:
    """Whether rows with the keys known are made alike by both: what is new has new keys."""
    if then is None:
        return False
    here = {name: key for name, key in then.fields.items() if key in known}
    return here == first.fields and {key for key in then.others if key in known} == set(
        first.others
    )

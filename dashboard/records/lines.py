"""Runs one a line or record, whose fields are keys of it: most can be read as columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa

from dashboard.errors import UserError
from dashboard.records.canonical import RowMaker
from dashboard.records.explanation import Explanation, explanation
from dashboard.records.export import Reading
from dashboard.records.line_sources import LineSource, Piece, source_of
from dashboard.records.made import TakenOver
from dashboard.records.open_times import require_answers
from dashboard.records.recognised import Formats, ReadOnce, recognised
from dashboard.records.rows import Answers, Export
from dashboard.sources.files.files import Located, is_utf16, stopped
from dashboard.sources.files.snapshot import Stats, no_bytes, require_stats, stats
from dashboard.sources.opening import OpenedExport
from dashboard.sources.raw.raw import Fault, Over, RawRow, Record, Table
from dashboard.sources.side_files import is_delimited
from dashboard.sources.tables.json_shape import is_lines
from dashboard.sources.tables.line_pieces import Seen
from dashboard.sources.tables.spool import CellSpool, Spool

if TYPE_CHECKING:
    from _hashlib import HASH

FEWEST = 200_000
"""Bytes of a file that is worth it: to plan how columns are read takes longer than to read the rows
of a smaller one one by one."""
_MOST = 500  # keys
_SHOWN = 100  # rows that are looked at to explain how all are read


@dataclass(frozen=True, slots=True)
class _LineFile:
    """An export whose runs can be read as lines: how it was opened, and what it was then."""

    located: Located
    formats: Formats
    answers: Answers
    now: datetime
    before: Stats
    opened: tuple[Located, OpenedExport]
    source: LineSource

    def reading(self, rest: Table, rows: int, total: HASH) -> Reading:
        """How all of it is read, with some of its runs left: the rest, and how many the others
        are. total: the hash of its bytes. Raises UserError."""
        keys = tuple(self.source.keys)
        read = ReadOnce(*self.opened, self.source.again(rest), keys, rows, total)
        return Reading(self.located, self.formats, self.answers, self.now, read)

    @property
    def runs(self) -> Table:
        """All of them."""
        return self.opened[1].runs

    def require_unchanged(self) -> None:
        """Raise ExportRefused if it is not what it was."""
        require_stats(self.located, self.before)


class Lines:
    """What the store needs to read such runs by itself, all but the doubtful ones.

    header: the names of the cells of each record of a CSV in order, () of JSON lines; fields: of
    each canonical column the key of which it is the value, as it stands there; others: by the key
    under which `extra` keeps it, each key that no field uses; in_utc: columns whose times are in
    UTC where they carry no offset; beyond: of columns of objects the key under which `extra` keeps
    a value that says more than these hold; latest: times after it are no times of runs.
    """

    def __init__(self, file: _LineFile, first: Reading, maker: RowMaker, taken: TakenOver) -> None:
        source = file.source
        self.header = source.header
        self.fields = {name: source.keys[key] for name, key in taken.fields.items()}
        self.others = {key: source.keys[key] for key in taken.others}
        self.in_utc = taken.in_utc
        self.beyond = taken.beyond
        self.latest = first.latest
        self._file, self._taken, self._maker = file, taken, maker
        self._told: Callable[[Export], Export] = lambda export: export

    def telling(self, told: Callable[[Export], Export]) -> Lines:
        """The same lines, with something more to say about the export."""
        other = copy(self)
        other._told = told
        return other

    @property
    def words(self) -> tuple[str, ...]:
        """The words for statuses in the first rows."""
        found = map(self._word, self._file.source.sample)
        return tuple(dict.fromkeys(filter(None, found)))

    def key_orders(self, most: int) -> list[tuple[str, ...]]:
        """The keys of rows as they stand in the file, in their order: of the first rows, at most so
        many orders, the most frequent ones first."""
        orders = Counter(map(tuple, self._file.source.sample))
        return [order for order, _ in orders.most_common(most)]

    @property
    def is_short(self) -> bool:
        """Whether the first rows are all."""
        return self._file.source.is_short

    @property
    def schema(self) -> pa.Schema:
        """Of the batches of lines."""
        return self._file.source.schema

    def pieces(self, seen: Seen) -> Iterator[Piece]:
        """All lines; all bytes of the file are given to seen. Raises ExportRefused."""
        try:
            yield from self._file.source.pieces(seen)
        except OSError as error:
            raise self._stopped(error) from error

    def texts(self, places: Iterable[tuple[int, int]]) -> Iterator[bytes]:
        """What stands at places in the file, each with its size. Raises ExportRefused."""
        try:
            with self._file.located.runs[0].path.open("rb") as stream:
                for place in places:
                    yield _read(stream, *place)
        except OSError as error:
            raise self._stopped(error) from error

    def _stopped(self, error: OSError) -> UserError:
        """What to tell where reading went wrong; the file may have been changed meanwhile."""
        self._file.require_unchanged()
        return stopped(self._file.runs.file, error)

    def spool(self) -> Spool | CellSpool:
        """A table for the lines that are set aside."""
        return self._file.source.spool()

    def word(self, line: bytes) -> str | None:
        """What stands for the status in a line."""
        return self._word(self._file.source.row(line))

    def _word(self, values: Record | None) -> str | None:
        found = values.get(self.fields["status"]) if values else None
        return found if type(found) is str else None

    def status(self, word: str) -> tuple[str | None, str] | None:
        """The word of a run and what it means, from the text under its key."""
        return self._maker.status({self._taken.fields["status"]: word})

    def rest(self, spool: Spool | CellSpool, rows: int, total: HASH) -> Export | None:
        """The whole export, of whose runs the batches hold only the lines that were set aside.

        spool: these; rows: how many the others are; total: the hash of all bytes of the file. None
        where some of these lines show that the others would be read in another way, too, so that
        all must be read exactly. Raises what reading an export raises.
        """
        self._file.require_unchanged()
        whole = self._file.reading(spool, rows, total)
        if not _goes_on(self._taken, whole.maker("runs").taken_over(), self._file.source.keys):
            return None
        require_answers(whole.times, self._file.answers, whole.opened.mapping.name)
        return self._told(whole.export())

    def explained(self) -> Explanation:
        """How they are read, by the first of them."""
        return explanation(self._file.reading(_Beginning(self._file.runs), 1, no_bytes()))


def open_lines(
    located: Located, *, formats: Formats, answers: Answers, now: datetime
) -> Lines | None:
    """The runs of an export as lines; None where they are no lines, read in another way, or few.

    Takes what reading.open_export does; what that would refuse is none.
    """
    try:
        if located.others or len(located.runs) > 1 or is_utf16(located.runs[0]):
            return None
        before = stats(located)
        if located.runs[0].path.stat().st_size < FEWEST:
            return None
        if not is_delimited(located.runs[0]) and not is_lines(located.runs[0]):
            return None
        opened = recognised(located, formats)
        runs = opened[1].runs
        source = source_of(runs, located.runs[0].path)
        if source is None or not 0 < len(source.keys) <= _MOST:
            return None
        file = _LineFile(located, formats, answers, now, before, opened, source)
        first = file.reading(source.spool(), 1, no_bytes())
    except (UserError, OSError):
        return None  # the exact reader says why
    maker = first.maker("runs")
    taken = maker.taken_over()
    return Lines(file, first, maker, taken) if taken else None


def _read(stream: BinaryIO, place: int, size: int) -> bytes:
    stream.seek(place)
    return stream.read(size)


class _Beginning(Over):
    """The first rows of a table."""

    def rows(self) -> Iterator[RawRow | Fault]:
        """As many as show what it is."""
        return islice(self.table.rows(), _SHOWN)


def _goes_on(first: TakenOver, then: TakenOver | None, known: Collection[str]) -> bool:
    """Whether rows with the keys known are made alike by both: what is new has new keys."""
    if then is None:
        return False
    here = {name: key for name, key in then.fields.items() if key in known}
    return here == first.fields and {key for key in then.others if key in known} == set(
        first.others
    )

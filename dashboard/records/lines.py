"""Runs one a line or record, whose fields are keys of it: most can be read as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from dashboard.errors import UserError
from dashboard.records.explanation import Explanation, explanation
from dashboard.records.export import Reading
from dashboard.records.line_sources import Block, Seen, source_of
from dashboard.records.made import TakenOver
from dashboard.records.open_times import require_answers
from dashboard.records.recognised import Formats, ReadOnce, recognised
from dashboard.records.rows import Answers, Export
from dashboard.sources.files.files import Located, is_utf16, stopped
from dashboard.sources.files.snapshot import no_bytes, require_stats, stats
from dashboard.sources.raw.raw import Fault, Over, RawRow, Record, Table
from dashboard.sources.tables.spool import CellSpool, Spool

if TYPE_CHECKING:
    from _hashlib import HASH

_MOST = 500  # keys
_SHOWN = 100  # rows that are looked at to explain how all are read


@dataclass(frozen=True, slots=True)
class Lines:
    """What the store needs to read such runs by itself, all but the doubtful ones.

    header: the names of the cells of each record of a CSV in order, () of JSON lines; fields: of
    each canonical column the key of which it is the value, as it stands there; others: by the key
    under which `extra` keeps it, each key that no field uses; latest: times after it are no times
    of runs; words: that stand for statuses in the first rows.

    blocks: gives all lines, and all bytes of the file to what it is given; spool: a table for the
    lines that are set aside; word: what stands for the status in a line; status: the word of a run
    and what it means, from the text under its key. rest: gives the whole export, of whose runs the
    batches hold only the lines that were set aside, from these, the number of the others and the
    hash of all bytes of the file; None where some of these lines show that the others would be read
    in another way, too, so that all must be read exactly. Raises what reading an export raises.
    explained: how they are read, by the first of them.
    """

    header: tuple[str, ...]
    fields: Mapping[str, str]
    others: Mapping[str, str]
    latest: datetime
    words: tuple[str, ...]
    blocks: Callable[[Seen], Iterator[Block]]
    spool: Callable[[], Spool | CellSpool]
    word: Callable[[bytes], str | None]
    status: Callable[[str], tuple[str | None, str] | None]
    rest: Callable[[Spool | CellSpool, int, HASH], Export | None]
    explained: Callable[[], Explanation]

    def telling(self, told: Callable[[Export], Export]) -> Lines:
        """The same lines, with something more to say about the export."""

        def rest(spool: Spool | CellSpool, rows: int, total: HASH) -> Export | None:
            export = self.rest(spool, rows, total)
            return told(export) if export else None

        return replace(self, rest=rest)


def open_lines(
    located: Located, *, formats: Formats, answers: Answers, now: datetime
) -> Lines | None:
    """The runs of an export as lines; None where they are no lines, or read in another way.

    Takes what reading.open_export does; what that would refuse is none.
    """
    try:
        if located.others or len(located.runs) > 1 or is_utf16(located.runs[0]):
            return None
        before = stats(located)
        _, opened = recognised(located, formats)
        source = source_of(opened.runs, located.runs[0].path)
        if source is None or not 0 < len(source.keys) <= _MOST:
            return None
        known = tuple(source.keys)

        def reading(rest: Table, rows: int, total: HASH) -> Reading:
            read = ReadOnce(source.again(rest), known, rows, total)
            return Reading(located, formats, answers, now, read)

        first = reading(source.spool(), 1, no_bytes())
    except (UserError, OSError):
        return None  # the exact reader says why
    maker = first.maker("runs")
    taken = maker.taken_over()
    if taken is None:
        return None
    status_key = taken.fields["status"]
    written = source.keys[status_key]

    def unchanged() -> None:
        require_stats(located, before)

    def blocks(seen: Seen) -> Iterator[Block]:
        try:
            yield from source.blocks(seen)
        except OSError as error:
            unchanged()
            raise stopped(opened.runs.file, error) from error

    def word(values: Record | None) -> str | None:
        found = values.get(written) if values else None
        return found if type(found) is str else None

    def rest(spool: Spool | CellSpool, rows: int, total: HASH) -> Export | None:
        unchanged()
        whole = reading(spool, rows, total)
        if not _goes_on(taken, whole.maker("runs").taken_over(), known):
            return None
        require_answers(whole.times, answers, whole.opened.mapping.name)
        return whole.export()

    return Lines(
        header=source.header,
        fields={name: source.keys[key] for name, key in taken.fields.items()},
        others={key: source.keys[key] for key in taken.others},
        latest=first.latest,
        words=tuple(dict.fromkeys(filter(None, map(word, source.sample)))),
        blocks=blocks,
        spool=source.spool,
        word=lambda text: word(source.row(text)),
        status=lambda word: maker.status({status_key: word}),
        rest=rest,
        explained=lambda: explanation(reading(_Beginning(opened.runs), 1, no_bytes())),
    )


class _Beginning(Over):
    """The first rows of a table."""

    def rows(self) -> Iterator[RawRow | Fault]:
        """As many as show what it is."""
        return islice(self.table.rows(), _SHOWN)


def _goes_on(first: TakenOver, then: TakenOver | None, known: tuple[str, ...]) -> bool:
    """Whether rows with the keys known are made alike by both: what is new has new keys."""
    if then is None:
        return False
    here = {name: key for name, key in then.fields.items() if key in known}
    return here == first.fields and {key for key in then.others if key in known} == set(
        first.others
    )

"""What the reading of an export hands to the store: rows, rejected rows, where they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from dashboard.records.covers import Covers

Row = tuple[Any, ...]
"""Values in the order of the table's declared columns; None where the export has none.

Times are aware datetimes in UTC, lists are lists of str, tool calls and effects lists of dicts
with exactly the declared keys, json is JSON text.
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said about a file that leaves it open.

    zone: IANA name of the zone of times that carry none; dates: "dmy" or "mdy"; numbers: what times
    that are numbers count, one of EPOCH_UNITS; statuses: words of the export, each with the status
    that it means; encoding: what files are in that are not in UTF-8.
    """

    zone: str | None = None
    dates: str | None = None
    numbers: str | None = None
    statuses: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not imported: where it stands, why, and its beginning as text; and of a run
    what it tells for all that (see Told); cells: its texts by the names of their columns as JSON,
    where they can be told apart."""

    file: str
    line: int | None
    field: str | None
    reason: str
    raw: str
    run_id: str | None = None
    status: str | None = None
    raw_status: str | None = None
    quality: str | None = None
    worker_id: str | None = None
    worker: str | None = None
    cells: str | None = None


UNREAD = "unread"
"""The status of a rejected row that is too broken to tell it."""


class Told(NamedTuple):
    """What a rejected row tells of its run, each where it can be read: its id, its status as we
    name it (UNREAD where it can't be had) and as the export does, its quality, and its worker."""

    run_id: str | None
    status: str | None
    raw_status: str | None
    quality: str | None
    worker_id: str | None
    worker: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one table.

    read counts the export's rows behind this batch, rejected ones included, for "runs" only.
    """

    table: str
    rows: list[Row]
    rejected: list[Rejected] = field(default_factory=list)
    read: int = 0


class Flag(NamedTuple):
    """A column that says whether a run went well, and what it says of one that did not: one of
    these words, or with none a number other than 0."""

    column: str
    bad: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """A recognised export, ready to be read once.

    name: the file or folder as the user named it; format: the mapping's name; fingerprint:
    hash of the bytes, the mapping and the answers; columns: per table, the canonical columns
    that the export has (a column it lacks never overwrites what another export said);
    as_of: the export's own time, if it says one; note: a sentence to show with the data, like
    "Synthetic sample data."; answers: the zone and date order that were used, if any was needed;
    batches: reads the export, raising UserError if it cannot be read; notices: what looking through
    it has found to say, each a sentence; gathered: whether several of its rows are one run;
    good_from, good_to: the scores between which its mapping calls a run good, None where open;
    zone: that of the days and weeks of whoever made it; covers: the time of which it tells; both
    None where it does not say; fields: those of its own that whoever made it chose runs by;
    only_where_plain: by the field that is taken only where its value is plain, the columns that
    tell it; unread_flags: columns that ask whether a run went well, and that nothing reads;
    unread_workers: those that may name its worker; status_columns: where its status may stand;
    parts_of: the format of the runs of which its own are parts, if they are.
    """

    name: str
    format: str
    fingerprint: str
    as_of: datetime | None
    note: str | None
    answers: Answers
    columns: dict[str, frozenset[str]]
    batches: Callable[[], Iterator[Batch]]
    notices: tuple[str, ...] = ()
    gathered: bool = False
    good_from: float | None = None
    good_to: float | None = None
    zone: str | None = None
    covers: Covers | None = None
    fields: tuple[str, ...] = ()
    only_where_plain: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread_flags: tuple[Flag, ...] = ()
    unread_workers: tuple[str, ...] = ()
    status_columns: tuple[str, ...] = ()
    parts_of: str | None = None

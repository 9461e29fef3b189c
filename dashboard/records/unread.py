"""What a broken row tells of its run, to say what was lost with it: nothing of it is counted."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from contextlib import suppress

from dashboard.records.canonical import RowMaker
from dashboard.records.convert import TEXT_LIMIT
from dashboard.records.rows import UNREAD, Told
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.raw import PARTS, RESERVED, Record, beside_rejected, whole
from dashboard.sources.raw.raw_text import as_text, word

_NOTHING = Told(*[None] * len(Told._fields))
_NO_TIME = frozenset(("", "null", "none", "nil", "n/a", "na", "nan", "nat", "-", "--", "\\n"))
_LIKE_A_TIME = re.compile(r"(\D*\d){4}")
"""Four digits, as in a year, a time of day, or a day, month and year."""


def told_by(maker: RowMaker, record: Record, by_place: bool) -> Told:
    """What a row of runs tells that holds a value that can't be taken; another row tells nothing.

    by_place: whether values have their names from their places, as in a CSV. A line of a text
    without quotes may stand there as a row, and the word in the place of the status is none then.
    """
    if not maker.is_runs:
        return _NOTHING
    told = _told(maker, record)
    if by_place and not _stands_in_place(maker, record, several=False):
        return _NOTHING._replace(run_id=told.run_id, status=UNREAD)
    return told


def told_by_readings(maker: RowMaker, readings: Sequence[Record], by_place: bool) -> Told:
    """What a row tells that can be read in these ways, or in none.

    Its status only where it is a word that we know, the same in all readings that have one and
    where what they have stands in its place. Of several readings the first tells its id, which
    mostly stands before any text, and none tells a worker, who might be a piece of a text.
    """
    if not maker.is_runs:
        return _NOTHING
    several = len(readings) > 1
    told = [
        _told(maker, reading)
        for reading in readings
        if not by_place or _stands_in_place(maker, reading, several)
    ]
    known = [one for one in told if one.raw_status and one.status != "unknown"]
    if len({one.status for one in known}) != 1:
        known = [one._replace(status=UNREAD, quality=None) for one in [*told, _NOTHING]]
    if not several and told:
        return _without_half_a_name(known[0])
    _, run_id = maker.read(readings[0], "run_id") if readings else (None, None)
    return known[0]._replace(run_id=run_id, worker_id=None, worker=None)


def _without_half_a_name(told: Told) -> Told:
    """What a row tells without a worker of whom letters are lost: no other row calls them so."""
    if "\ufffd" in f"{told.worker_id}{told.worker}":
        return told._replace(worker_id=None, worker=None)
    return told


def _stands_in_place(maker: RowMaker, record: Record, several: bool) -> bool:
    """Whether a time stands where it belongs; in a row of as many cells as the header it may be
    absent, or one that can't be read, if it isn't a line of a text. Of several readings only one
    that finds a time is right."""
    written, time = maker.read(record, "created_at")
    if several or time is not None:
        return time is not None
    return (
        written is None
        or word(written) in _NO_TIME
        or bool(_LIKE_A_TIME.match(as_text(written)))
        or _no_line_of_a_text(maker, record, as_text(written))
    )


def _no_line_of_a_text(maker: RowMaker, record: Record, time: str) -> bool:
    """Whether a row whose time is only words, like yesterday, is a row for all that: its id is one
    word, its status one that we know, and no space stands before what follows a comma."""
    _, run_id = maker.read(record, "run_id")
    said, meant = _status(maker, record)
    return (
        len((run_id or "").split()) == 1
        and meant not in (None, "unknown")
        and all(cell == cell.strip() for cell in (time, said or ""))
    )


def _status(maker: RowMaker, record: Record) -> tuple[str | None, str | None]:
    """The word of a row for its status and what it means, None where it can't be read."""
    with suppress(BadValue, RecursionError):
        return maker.status(record) or (None, None)
    return None, None


def _told(maker: RowMaker, record: Record) -> Told:
    said, meant = _status(maker, record)
    _, quality = maker.read(record, "quality")
    _, score = maker.read(record, "score")
    if quality is None and score is not None:
        quality = maker.quality_of(score)
    _, worker_id = maker.read(record, "worker_id")
    _, worker = maker.read(record, "worker")
    if worker_id is None and worker is not None:
        with suppress(BadValue):
            worker_id = maker.standing_in(record, worker, "worker_id", "worker")
    _, run_id = maker.read(record, "run_id")
    return Told(
        run_id=run_id,
        status=UNREAD if meant is None else meant,
        raw_status=said,
        quality=quality,
        worker_id=worker_id,
        worker=worker or worker_id,
    )


def cells_of(values: Record) -> str | None:
    """The texts of a row as they stand in its file, so that they can be mended; None of a row that
    several were put together to, or that is too long to be kept."""
    if PARTS in values:
        return None
    cells = {
        name: as_text(value)
        for name, value in values.items()
        if value is not None and name not in RESERVED and not beside_rejected(name)
    }
    told = whole(json.dumps(cells, ensure_ascii=False))
    return told if len(told) <= TEXT_LIMIT else None

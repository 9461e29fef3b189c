"""Why a column is suggested for a field, in a clause: only what was seen of it."""

from __future__ import annotations

from dashboard import dates
from dashboard.records.drafts.field_names import BEGAN, OF_EXITS, OF_HTTP, SAYS_YES_OR_NO, Spoken
from dashboard.records.drafts.numbered import group_of, status_by_number
from dashboard.records.drafts.shapes import ColumnSeen, Shape, said, since
from dashboard.records.schema import RUN_COLUMNS, ValueKind
from dashboard.records.statuses import known_status

_TIMES = frozenset(column.name for column in RUN_COLUMNS if column.kind is ValueKind.TIME)
_DURATIONS = {
    "ns": "nanoseconds", "us": "microseconds", "ms": "milliseconds", "s": "seconds",
    "min": "minutes", "h": "hours",
}  # fmt: skip
_UNITS = {"s": "seconds", "ms": "milliseconds", "us": "microseconds", "ns": "nanoseconds"}
_NUMBERED = {
    OF_HTTP: "numbers of HTTP: from 400 on is failed, the others are completed",
    OF_EXITS: "0 is completed, any other number is failed",
    SAYS_YES_OR_NO: "1 is completed, 0 is failed",
}


def reason(field: str, column: ColumnSeen, by_name: Spoken | None) -> str:
    """Why the column is suggested for the field: "named ‘Job ID’; another value in every row"."""
    name = f"named {said([column.name])}" if by_name else "by what stands in it"
    parts = [name, *_seen(field, column, by_name)]
    if not by_name and field == "created_at":
        parts.append("the only column of times")
    if field == "created_at" and by_name and by_name.rank == BEGAN:
        parts.append("says when runs began, and nothing says better when they were created")
    if column.filled < column.rows:
        parts.append(f"filled in {column.filled:,} of {column.rows:,} rows")
    return "; ".join(parts)


def _seen(field: str, column: ColumnSeen, by_name: Spoken | None) -> list[str]:
    if column.shape is Shape.EMPTY:
        return []
    if field == "run_id":
        return ["another value in every row"]
    if field == "status":
        return [_of_words(column, by_name)]
    if field in _TIMES:
        return [_of_times(column)]
    if field == "duration_ms" and column.shape is Shape.NUMBER:
        unit = by_name.unit if by_name else None
        return [f"in {_DURATIONS[unit]}, by its name" if unit else "numbers that name no unit"]
    if column.shape is Shape.TEXT:
        return []
    alike = "" if column.fits == column.filled else f" ({column.fits:,} of {column.filled:,})"
    return [f"looks like {column.shape}{alike}"] if column.shape is not Shape.WORDS else []


def _of_words(column: ColumnSeen, by_name: Spoken | None) -> str:
    if by_name and status_by_number(column, by_name.rank):
        return _NUMBERED[group_of(column, by_name.rank)]
    many = len(column.words)
    words = "1 word" if many == 1 else f"{many} different words"
    known = sum(known_status(word) is not None for word, _ in column.words)
    if column.shape is Shape.FLAG:
        return "yes or no: yes is completed, no is failed"
    if known == many:
        return f"{words}, {'a known status' if many == 1 else 'all known statuses'}"
    return f"{words}, {known or 'none'} of them known statuses"


def _of_times(column: ColumnSeen) -> str:
    if len(column.epochs) > 1:
        return "looks like days as spreadsheets count them"
    if column.epochs and column.least is not None:
        [unit] = column.epochs
        first = dates.time(since(unit, column.least))
        return f"looks like {_UNITS[unit]} since 1970: the earliest is {first} UTC"
    alike = "" if column.fits == column.filled else f", {column.fits:,} of {column.filled:,} values"
    return f"looks like times{alike}"

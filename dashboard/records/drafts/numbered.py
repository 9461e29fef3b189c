"""Statuses that are numbers: of answers of HTTP, those with which programs end, and 1 and 0."""

from __future__ import annotations

import re

from dashboard.records.drafts.field_names import OF_EXITS, OF_HTTP, SAYS_YES_OR_NO
from dashboard.records.drafts.shapes import ColumnSeen, Shape

_ANSWERS = (
    200, 201, 202, 204, 301, 302, 304, 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504
)  # fmt: skip
"""What the next export may have that this one has not."""
_EXITS = (0, 1, 2, 126, 127, 130, 137, 139, 143, 255)
_HTTP = range(100, 600)
_WHOLE = re.compile(r"-?\d+")
"""A program that never began, or that a signal ended, may have a number below 0."""
_REFUSED = 400


def numbers_of(column: ColumnSeen) -> list[int]:
    """The few whole numbers of a column; none if it holds anything else."""
    if column.shape is not Shape.NUMBER or column.fits < column.filled or not column.words:
        return []
    words = [word for word, _ in column.words]
    return [*map(int, words)] if all(map(_WHOLE.fullmatch, words)) else []


def group_of(column: ColumnSeen, rank: int) -> int:
    """The group of names of statuses whose numbers a column has, of which the name is in the group
    of that rank: a status of 200 or 500 is of HTTP, whatever it is called."""
    found = numbers_of(column)
    return OF_HTTP if rank < OF_HTTP and found and {*found} <= {*_ANSWERS} else rank


def status_by_number(column: ColumnSeen, rank: int) -> dict[str, str]:
    """What the numbers of a column mean whose name is in that group of the names of statuses; of
    those that can’t be told nothing."""
    found, rank = numbers_of(column), group_of(column, rank)
    if rank == OF_HTTP and found and all(number in _HTTP for number in found):
        every = sorted({*found, *_ANSWERS})
        return {str(n): "failed" if n >= _REFUSED else "completed" for n in every}
    if rank == OF_EXITS and found:
        return {str(n): "failed" if n else "completed" for n in sorted({*found, *_EXITS})}
    if rank == SAYS_YES_OR_NO and found and {*found} <= {0, 1}:
        return {"1": "completed", "0": "failed"}
    return {}

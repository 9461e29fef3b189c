"""Whether a column's values can be those of a field that its name says it is."""

from __future__ import annotations

from dashboard.records.drafts.field_names import OF_EXITS, OF_HTTP, SAYS_YES_OR_NO, Spoken
from dashboard.records.drafts.numbered import numbers_of, status_by_number
from dashboard.records.drafts.shapes import FEW, ColumnSeen, Shape
from dashboard.records.schema import RUN_COLUMNS, ValueKind

_KINDS = {column.name: column.kind for column in RUN_COLUMNS} | {
    "instructions_text": ValueKind.TEXT
}
_REQUIRED = frozenset(column.name for column in RUN_COLUMNS if column.required)
_TEXTS = (Shape.TEXT, Shape.WORDS, Shape.ID, Shape.NUMBER, Shape.LINK)
_LINKS = ("task_url", "record_url")
_MANY = 5


def fits(field: str, column: ColumnSeen, by_name: Spoken | None = None) -> bool:
    """Whether the column can be read as the field; by_name: what its name says of the field.

    A column in which nothing stands may be filled in the next export, so it fits any field that a
    run can do without.
    """
    if column.shape is Shape.EMPTY:
        return field not in _REQUIRED
    if field == "run_id":
        return column.tells_apart and column.shape in _TEXTS and not column.decimal
    if field == "status":
        if by_name and by_name.rank == SAYS_YES_OR_NO and column.shape is Shape.FLAG:
            return True
        numbered = by_name is not None and by_name.rank in (OF_HTTP, OF_EXITS)
        if by_name and (by_name.rank == SAYS_YES_OR_NO or (numbered and numbers_of(column))):
            return bool(status_by_number(column, by_name.rank))
        few = 0 < len(column.words) <= FEW
        return few and column.shape in (Shape.WORDS, Shape.TEXT, Shape.ID, Shape.FLAG, Shape.NUMBER)
    if field == "quality":
        return column.shape is Shape.FLAG
    if field == "worker":
        return column.shape in _TEXTS and not (column.tells_apart and column.rows > _MANY)
    if field in _LINKS:
        return column.shape is Shape.LINK
    return _fits_kind(_KINDS[field], field, column, by_name)


def _fits_kind(kind: ValueKind, field: str, column: ColumnSeen, by_name: Spoken | None) -> bool:
    if kind is ValueKind.TIME:
        return column.shape is Shape.TIME or (by_name is not None and bool(column.epochs))
    if field == "duration_ms":
        return column.shape in (Shape.DURATION, Shape.NUMBER)
    if kind in (ValueKind.NUMBER, ValueKind.INTEGER):
        return column.shape is Shape.NUMBER
    if field == "error_message":  # a count of errors says of none what it was
        return column.shape in (Shape.TEXT, Shape.WORDS, Shape.ID)
    return column.shape in _TEXTS

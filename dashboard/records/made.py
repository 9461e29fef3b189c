"""What making a canonical row of a raw one ends with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dashboard.records.rows import Row


class RowRejected(Exception):
    """A row that cannot be taken: the field and the reason."""

    def __init__(self, field: str | None, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A canonical row, and the text of its instructions if it had it."""

    row: Row
    instructions: str | None


class TakenOver(NamedTuple):
    """Of each field the key that it is the value of, the keys that no field uses, the fields whose
    times are in UTC where they carry no offset, and of fields of objects the name under which a
    value is kept that says more than these hold."""

    fields: dict[str, str]
    others: tuple[str, ...]
    in_utc: frozenset[str]
    beyond: dict[str, str]

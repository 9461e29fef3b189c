"""Texts of instructions that stand in the rows of runs and workers."""

from __future__ import annotations

from typing import Any

from dashboard.records.rows import Row
from dashboard.records.schema import INSTRUCTION_COLUMNS, TABLES

_INSTRUCTIONS_AT = {c.name: place for place, c in enumerate(INSTRUCTION_COLUMNS)}


class InstructionTexts:
    """The instruction texts met so far, each kept once."""

    def __init__(self) -> None:
        self._known: set[tuple[Any, ...]] = set()
        self.rows: list[Row] = []

    def add(self, table: str, row: Row, text: str) -> None:
        """Note the text that a row of runs or workers carried."""
        at = {column.name: place for place, column in enumerate(TABLES[table])}
        found: list[Any] = [None] * len(INSTRUCTION_COLUMNS)
        for name in ("instructions_id", "instructions_version", "worker_id"):
            found[_INSTRUCTIONS_AT[name]] = row[at[name]]
        key = tuple(found)
        if key not in self._known:
            self._known.add(key)
            found[_INSTRUCTIONS_AT["instructions_text"]] = text
            self.rows.append(tuple(found))

    def taken(self) -> list[Row]:
        """The rows noted since the last call."""
        rows, self.rows = self.rows, []
        return rows

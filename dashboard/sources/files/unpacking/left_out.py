"""What of a dump in SQL was not read, in words."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class LeftOut:
    """The lines on which statements begin that were left out, by the reason.

    unnamed: nothing names the columns of their rows; queries: a query or SET gives their rows;
    rests: what stands behind rows, or in their place; changes: they change rows that stand above
    them; rows: the lines of rows that are rejected, with the reason.
    """

    dump: str
    unnamed: list[int] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    rests: list[int] = field(default_factory=list)
    changes: list[int] = field(default_factory=list)
    rows: list[tuple[int, str]] = field(default_factory=list)

    def notices(self) -> list[str]:
        """Each a sentence."""
        found = [
            f"Of {self.dump}, what {_many(lines)} was left out: {why} ({_place(lines)})."
            for lines, why in (
                (self.unnamed, "nothing names their columns, as the definition of the table would"),
                (self.queries, "their values come from a query or SET; dump the table with VALUES"),
                (self.rests, "behind VALUES stands what can’t be read"),
            )
            if lines
        ]
        if self.changes:
            found.append(
                f"{self.dump} changes or deletes rows after it inserts them, from line "
                f"{self.changes[0]:,} on. Rows are read as they are inserted."
            )
        if self.rows:
            line, what = self.rows[0]
            many = "1 row" if len(self.rows) == 1 else f"{len(self.rows):,} rows"
            found.append(f"Of {self.dump}, {many} can’t be read: on line {line:,}, {what}.")
        return found


def _many(lines: list[int]) -> str:
    return "1 INSERT statement says" if len(lines) == 1 else f"{len(lines):,} INSERT statements say"


def _place(lines: list[int]) -> str:
    return f"line {lines[0]:,}" if len(lines) == 1 else f"from line {lines[0]:,} on"

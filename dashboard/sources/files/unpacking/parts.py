"""What comes out of an export: files of plain text, each as the person knows it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """One file that was unpacked.

    path: within the folder; name: as a person calls it, "runs.xlsx, sheet Runs"; title: its own
    name within the export, "Runs"; counted: what its records are counted in, "line" or "row";
    above: how many lines stand above it in the dump that it is a table of, None if it is none.
    """

    path: str
    name: str
    title: str
    counted: str = "line"
    above: int | None = None
    sheet: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it is a sheet or table, whose name has no ending, rather than a file."""
        return self.counted == "row" or self.above is not None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Everything that came out of one file.

    several: whether it is something that holds files, sheets or tables, even if only one; together:
    whether these make one export, as the files of a folder do; notices:
    what was left out or is worth a word, each a sentence.
    """

    parts: list[Part] = field(default_factory=list)
    several: bool = False
    together: bool = False
    notices: list[str] = field(default_factory=list)

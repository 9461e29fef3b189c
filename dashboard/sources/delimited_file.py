"""A CSV or TSV file of an export as a mapping sees it: which delimiter makes its columns fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import TextFile
from dashboard.sources.headerless import is_value, told_heading, unnamed_heading, value_among
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import Contents, lacking, meant
from dashboard.sources.raw.raw import ROW, RawRow, Record, Table, in_small_letters
from dashboard.sources.tables import delimited
from dashboard.sources.tables.headings import Heading, beginning, headings, likely
from dashboard.sources.tables.side_by_side import apart
from dashboard.sources.tables.unfolded import Numbered

_NEEDED = ("run_id", "status", "created_at")
_LOOKED_AT = 20
"""Rows that are looked at to tell a format by what stands in cells."""

_COMPARED = 1_000
"""Rows by which it is told whether tables beside each other are of one length."""


class DelimitedFile:
    """One CSV or TSV file; names: the columns of our own format, which may be in capitals; given: a
    person's mapping, which may say how such a file is written; told: the heading of one that has
    none and goes on where another ends."""

    def __init__(
        self,
        file: TextFile,
        names: frozenset[str],
        given: Mapping | None,
        told: Heading | None = None,
    ) -> None:
        self.name = file.name
        self.text = file
        self._names = names
        told = told or told_heading(file, given)
        self._headings = [told] if told else headings(file)
        self.notices: tuple[str, ...] = ()
        self._looked_at: dict[Heading, _FirstRows] = {}

    def _own(self, mapping: Mapping) -> frozenset[str]:
        return self._names if mapping.is_ours else frozenset()

    def _fitting(self, mapping: Mapping) -> tuple[Heading, Contents]:
        """The row that makes the mapping fit best as the header, and the columns that it makes."""
        own = self._own(mapping)
        if mapping.recognise:
            every = (self._alone(one, mapping) for one in self._headings_for(mapping))
            fitting = ((one, seen) for one, seen in every if not lacking(mapping, seen))
            if found := next(fitting, None):
                # right above it may stand names of groups of columns, which would fit, too
                names = (one for one in fitting if _right_below(found[0], one[0]))
                return next(names, found)
        heading = likely(self._headings)
        return heading, self._contents(heading, own)

    def _alone(self, heading: Heading, mapping: Mapping) -> tuple[Heading, Contents]:
        """A row as the header, with its columns; where it is that of several tables beside each
        other for sure, of the one of them that alone fits."""
        own = self._own(mapping)
        whole = heading, self._contents(heading, own)
        tables = [(one, self._contents(one, own)) for one in apart(heading)]
        fitting = [(one, seen) for one, seen in tables if not lacking(mapping, seen)]
        if len(fitting) != 1:
            return whole
        if self._repeated(mapping, whole[1], heading):
            return fitting[0]  # as one table it is refused
        columns = self._read(mapping, whole[1].keys) - {*fitting[0][1].keys}
        if columns or len({self._length(one) for one, _ in tables}) == 1:
            return whole
        return fitting[0]

    def _length(self, heading: Heading) -> int:
        """How many rows stand below a header, of many not all."""
        table = delimited.DelimitedTable(self.text, heading, restore=False)
        return sum(1 for _ in islice(table.rows(), _COMPARED))

    def _read(self, mapping: Mapping, keys: Sequence[str]) -> set[str]:
        """The columns that a mapping reads of these."""
        rules = mapping.rules(dict.fromkeys(self._names, "")).values()
        paths = (path for rule in rules for path in rule.paths())
        return {key for path in paths for key in meant(path, mapping, tuple(keys))}

    def _headings_for(self, mapping: Mapping) -> list[Heading]:
        """The rows that may be the header; of a format of files without one the names it gives."""
        if not (mapping.builtin and mapping.columns) or self.text.above is not None:
            return self._headings
        unnamed = unnamed_heading(self.text, mapping)
        return [unnamed] if unnamed else []

    def _contents(self, heading: Heading, own: frozenset[str]) -> Contents:
        names = tuple(in_small_letters(cell, own) for cell in heading.columns)
        rows = self._looked_at.setdefault(heading, _FirstRows(self.text, heading, names))
        return Contents(names, rows)

    @property
    def row_for_header(self) -> str | None:
        """A value that stands where names of columns should, in the first row."""
        first = likely(self._headings)
        return value_among(first.cells) if first.number else None

    def below(self, first: DelimitedFile, mapping: Mapping) -> DelimitedFile | None:
        """The same file under the header of another, if it goes on where that one ends: it has none
        of its own, and begins with as many cells as a row there has, with times, ids and addresses
        where that has such."""
        own = likely(self._headings)
        heading, seen = first._fitting(mapping)
        row = [str(value or "") for value in next(iter(seen.rows), {}).values()]
        if self.row_for_header is None or own.delimiter != heading.delimiter:
            return None
        if len(row) != len(heading.cells) or len(own.cells) != len(row):
            return None
        both = zip(map(is_value, own.cells), map(is_value, row), strict=True)
        found = [here for here, there in both if there]
        if not found or not all(found):
            return None
        _, _, above = beginning(self.text)
        nowhere = replace(heading, below=above, number=0, first=above + 1, before=())
        return DelimitedFile(self.text, self._names, None, nowhere)

    def seen(self, mapping: Mapping, limit: int | None) -> Contents:
        """The columns of the file; limit: all rows have the same."""
        return self._fitting(mapping)[1]

    def table(self, mapping: Mapping) -> Table:
        """The rows. Raises ExportRefused where the header has two columns for one."""
        heading, seen = self._fitting(mapping)
        self._refuse_alike(mapping, seen, heading)
        own = self._own(mapping)
        rules = (mapping.fields or {}).values()
        others = {path for rule in rules for path in rule.paths()}
        table = delimited.DelimitedTable(
            self.text, heading, restore=bool(own), names=own, others=others
        )
        self.notices = table.notices()
        return Numbered(table) if mapping.reads(ROW) else table

    def _refuse_alike(self, mapping: Mapping, seen: Contents, heading: Heading) -> None:
        """Refuse a header with two columns for one path, where case makes no difference; and one
        that repeats a name which tells the format, which no run can do without, or which our own
        format or a person's mapping reads."""
        keys = tuple(dict.fromkeys(seen.keys))
        rules = mapping.rules(dict.fromkeys(self._names, "")).values()
        found = [meant(path, mapping, keys) for rule in rules for path in rule.paths()]
        if twice := next((names for names in found if len(names) > 1), None):
            raise delimited.named_twice(twice, self.text.at(heading.number))
        if repeated := self._repeated(mapping, seen, heading):
            raise delimited.named_twice(sorted(repeated), self.text.at(heading.number))

    def _repeated(self, mapping: Mapping, seen: Contents, heading: Heading) -> set[str]:
        """The names that a header repeats though they must stand there once."""
        keys = tuple(dict.fromkeys(seen.keys))
        rules = mapping.rules(dict.fromkeys(self._names, ""))
        read = {name: list(rule.paths()) for name, rule in rules.items()}
        needed = [path for group in mapping.recognise for path in group]
        for name in _NEEDED if mapping.builtin and not mapping.is_ours else read:
            needed += read.get(name, ())
        told = {key for path in needed for key in meant(path, mapping, keys) or [path]}
        cells = zip(heading.columns, seen.keys, strict=True)
        return {cell for cell, key in cells if key in told and seen.keys.count(key) > 1}

    def outside(self, mapping: Mapping) -> Record:
        """What stands beside the rows: nothing."""
        return {}

    def about(self, mapping: Mapping) -> dict[str, Any]:
        """What the file says of itself: nothing."""
        return {}

    def side(self) -> dict[str, Table]:
        """Tables beside the runs: none."""
        return {}

    def refuse_if_nothing(self) -> None:
        """A header always has names."""


def _right_below(above: Heading, heading: Heading) -> bool:
    """Whether a row that may be the header stands right below another that may be."""
    return heading.delimiter == above.delimiter and heading.number == above.first


class _FirstRows(Sequence[Record]):
    """The first rows below a header, read when somebody asks for them."""

    def __init__(self, file: TextFile, heading: Heading, names: tuple[str, ...]) -> None:
        self._file, self._heading, self._names = file, heading, names

    @cached_property
    def _rows(self) -> list[Record]:
        try:
            table = delimited.DelimitedTable(self._file, self._heading, restore=False)
            rows = [row for row in islice(table.rows(), _LOOKED_AT) if isinstance(row, RawRow)]
        except ExportRefused:
            return []  # it is refused with its reason once it is meant
        return [dict(zip(self._names, row.values.values(), strict=False)) for row in rows]

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: Any) -> Any:
        return self._rows[at]

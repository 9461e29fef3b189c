"""A CSV or TSV file of an export as a mapping sees it: which delimiter makes its columns fit."""

from __future__ import annotations

from typing import Any

from dashboard.sources.files.files import TextFile
from dashboard.sources.headerless import told_heading, value_among
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import Contents, lacking, meant
from dashboard.sources.raw.raw import Record, Table, in_small_letters
from dashboard.sources.tables import delimited
from dashboard.sources.tables.headings import Heading, headings, likely


class DelimitedFile:
    """One CSV or TSV file; names: the columns of our own format, which may be in capitals; given: a
    person's mapping, which may say how such a file is written."""

    def __init__(self, file: TextFile, names: frozenset[str], given: Mapping | None) -> None:
        self.name = file.name
        self.text = file
        self._names = names
        told = told_heading(file, given)
        self._headings = [told] if told else headings(file)
        self.notices: tuple[str, ...] = ()

    def _own(self, mapping: Mapping) -> frozenset[str]:
        return self._names if mapping.is_ours else frozenset()

    def _fitting(self, mapping: Mapping) -> tuple[Heading, Contents]:
        """The row that makes the mapping fit best as the header, and the columns that it makes."""
        own = self._own(mapping)
        if mapping.recognise:
            for heading in self._headings:
                seen = _contents(heading, own)
                if not lacking(mapping, seen):
                    return heading, seen
        heading = likely(self._headings)
        return heading, _contents(heading, own)

    @property
    def row_for_header(self) -> str | None:
        """A value that stands where names of columns should, in the first row."""
        first = likely(self._headings)
        return value_among(first.cells) if first.number else None

    def seen(self, mapping: Mapping, limit: int | None) -> Contents:
        """The columns of the file; limit: all rows have the same."""
        return self._fitting(mapping)[1]

    def table(self, mapping: Mapping) -> Table:
        """The rows. Raises ExportRefused where the header has two columns for one."""
        heading, seen = self._fitting(mapping)
        self._refuse_alike(mapping, seen, heading)
        own = self._own(mapping)
        table = delimited.DelimitedTable(self.text, heading, restore=bool(own), names=own)
        self.notices = table.notices()
        return table

    def _refuse_alike(self, mapping: Mapping, seen: Contents, heading: Heading) -> None:
        """Refuse a header with two columns for one path, where case makes no difference."""
        rules = mapping.rules(dict.fromkeys(self._names, "")).values()
        found = [meant(path, mapping, seen.keys) for rule in rules for path in rule.paths()]
        if twice := next((names for names in found if len(names) > 1), None):
            raise delimited.named_twice(twice, self.text.at(heading.number))

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


def _contents(heading: Heading, own: frozenset[str]) -> Contents:
    names = tuple(in_small_letters(cell, own) for cell in heading.cells)
    return Contents(names, (dict.fromkeys(names, ""),))

"""The columns of a file that is of no known format, and the places in it where runs may stand."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.records.drafts.shapes import ColumnSeen, Tally
from dashboard.records.recognised import own_names
from dashboard.sources.files.files import Located, no_rows
from dashboard.sources.json_file import JsonFile
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.opening import open_export
from dashboard.sources.raw import paths
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.raw import MOST_COLUMNS, Fault, Table, whole
from dashboard.sources.side_files import is_delimited
from dashboard.sources.tables.ways import Way, written

_ROWS = 20_000
_CELLS = 200_000
"""Rows, and values of them, that are looked at."""
_DEEPEST = 5
_PLACES = 12


@dataclass(frozen=True, slots=True)
class RunsPlace:
    """Where the runs of a file may stand: in one of its sheets or files, under one of its keys.

    records: as a mapping says it, None where it need not; title: as a person knows it.
    """

    located: Located
    records: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What stands in one place of a file: rows: how many were looked at; whole: whether these are
    all; columns: in the file's order; faults: how many rows can't be read;
    header: whether the columns are those of every row, as in a CSV file."""

    place: RunsPlace
    rows: int
    whole: bool
    columns: tuple[ColumnSeen, ...]
    faults: int = 0
    header: bool = False

    def column(self, path: str) -> ColumnSeen | None:
        """The column that a mapping calls so."""
        return next((column for column in self.columns if column.path == path), None)

    @property
    def at(self) -> ReadOnly[str, ColumnSeen]:
        """The columns by their paths, but for those that no mapping can name."""
        return {column.path: column for column in self.columns if column.path is not None}


def places(located: Located) -> list[RunsPlace]:
    """The places in an export where runs may stand, of very many the first."""
    if not located.others:
        return list(_within(located))
    every = (*located.runs, *located.others)
    ones = (replace(located, runs=(file,), others=()) for file in every)
    return list(islice((place for one in ones for place in _within(one)), _PLACES))


def _within(located: Located) -> Iterator[RunsPlace]:
    """The places in one file, or in all files of a folder."""
    file = located.runs[0]
    title = file.title if len(located.runs) == 1 else ""
    if is_delimited(file):
        yield RunsPlace(located, None, title)
        return
    json = JsonFile(file)
    ways: list[Way] = [found.way for found in json.lists()]
    if not json.is_object or json.as_lists():
        yield RunsPlace(located, None, title)
    for way in ways[:_PLACES]:
        yield RunsPlace(located, written(way), f"{title} {written(way)}".strip())
    if json.is_object and not ways:
        yield RunsPlace(located, ".", title)


def profile(place: RunsPlace) -> Profile:
    """Look at the first rows of a place. Raises ExportRefused where there are none, or none can be
    read."""
    ways = () if place.records is None else (paths.to_rows(place.records),)
    probe = Mapping(name="", file="", text="", records=ways)
    listed = _as_lists(place)
    table = (
        listed[0].table(probe)
        if listed
        else open_export(place.located, (), probe, own_names()).runs
    )
    tallies: dict[tuple[str, ...], Tally] = {(name,): Tally() for name in table.header}
    rows = faults = cells = 0
    whole_file = True
    for row in table.rows():
        if rows >= _ROWS or cells >= _CELLS:
            whole_file = False
            break
        if isinstance(row, Fault):
            faults += 1
            continue
        rows += 1
        for steps, value in _flat(row.values, ()):
            tallies.setdefault(steps, Tally()).add(value)
            cells += 1
        _refuse_many(tallies, table)
    if not rows:
        raise no_rows(place.located.name)
    columns = tuple(
        tally.seen(_path(steps), whole(".".join(steps)), rows) for steps, tally in tallies.items()
    )
    return Profile(place, rows, whole_file, columns, faults, bool(table.header))


def _as_lists(place: RunsPlace) -> list[JsonFile]:
    """Its file as the rows are lists of values, with names that stand elsewhere in it."""
    file = place.located.runs[0]
    return [] if place.records is not None or is_delimited(file) else JsonFile(file).as_lists()


def _refuse_many(tallies: dict[tuple[str, ...], Tally], table: Table) -> None:
    if len(tallies) > 2 * MOST_COLUMNS:
        raise ExportRefused(
            f"Its rows have more than {2 * MOST_COLUMNS:,} different keys, which can’t be columns",
            where=table.file,
            remedy="Put what belongs to one row under one key of it.",
        )


def _flat(values: dict[str, Any], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The values of a row with the keys that lead to them; what stands deep is one value."""
    for key, value in values.items():
        steps = (*above, key)
        if isinstance(value, dict) and value and len(steps) < _DEEPEST:
            yield from _flat(value, steps)
        else:
            yield steps, value


def _path(steps: tuple[str, ...]) -> str | None:
    """How a mapping names what these keys lead to, with quotes if it must; None if it can't."""
    ways = (".".join(steps), ".".join(map(_quoted, steps)))
    return next((way for way in ways if _leads_to(way, steps)), None)


def _quoted(step: str) -> str:
    return f"'{step}'" if "'" not in step else f'"{step}"'


def _leads_to(way: str, steps: tuple[str, ...]) -> bool:
    sample: Any = "found"
    for step in reversed(steps):
        sample = {step: sample}
    try:
        return bool(paths.getter(paths.normal(way))(sample) == "found")
    except (ValueError, BadValue):
        return False

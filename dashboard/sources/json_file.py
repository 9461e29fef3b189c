"""A JSON file of an export as a mapping sees it: which of its objects are the rows."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.sources.answered import refuse_if_answered
from dashboard.sources.files.files import ABOUT, SIDE_TABLES, TextFile, no_rows
from dashboard.sources.held import fits_columns, held
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import Contents, lacking
from dashboard.sources.raw import json_relatives, paths
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.paths import Every
from dashboard.sources.raw.raw import OUTSIDE, ROW, Fault, Record, Table, listed, shortened
from dashboard.sources.tables import ways
from dashboard.sources.tables.along import along, unfolded_as
from dashboard.sources.tables.envelopes import is_named, opened
from dashboard.sources.tables.frames import ColumnsTable, SplitTable, frame
from dashboard.sources.tables.json_object import JsonObject
from dashboard.sources.tables.json_shape import open_json
from dashboard.sources.tables.listed_values import listed_values
from dashboard.sources.tables.unfolded import Unfolded
from dashboard.sources.tables.ways import FoundList, Way
from dashboard.sources.tables.wrapped_values import is_extended

_USUAL: tuple[Way, ...] = (("runs",), ())
"""Where rows are looked for unless a mapping says it: under `runs`, else the object is one."""


class JsonFile:
    """One JSON file: a list, lines, or an object that holds the rows."""

    def __init__(self, file: TextFile) -> None:
        self.name = file.name
        self.text = file
        self.notices: tuple[str, ...] = ()
        self._source: Table | JsonObject = open_json(file)
        self._turned: ColumnsTable | None = None
        self._unfolded: dict[tuple[Way, bool, bool, bool], Table] = {}
        self._at: dict[tuple[bool, Way, bool], Table | None] = {}
        self._known: dict[Table, Contents] = {}
        self._begun: dict[tuple[Table, int | None], Contents] = {}
        self._holder = self._source if isinstance(self._source, JsonObject) else None
        if isinstance(self._source, JsonObject):
            self._small = self._source.in_small_letters(("runs", *ABOUT, *SIDE_TABLES))
            found = frame(self._source)
            if isinstance(found, ColumnsTable) and not found.numbered:
                self._turned = found  # columns, or rows under their ids: their names tell
            else:
                self._source = found or self._source

    @property
    def is_object(self) -> bool:
        """Whether it is one object, in which the rows may stand under a key."""
        return isinstance(self._source, JsonObject)

    def table(self, mapping: Mapping) -> Table:
        """The rows that the mapping leads to. Raises ExportRefused where there are none."""
        found = list(self._tables(mapping))
        if len(found) > 1:  # a key that leads to the rows of one file is a value in another's
            return next(
                (table for table in found if not lacking(mapping, self._look(mapping, table, 9))),
                found[0],
            )
        if found:
            return found[0]
        source = self._source
        if mapping.is_tried and isinstance(source, JsonObject):
            return source.one_row()
        raise ExportRefused(
            f"There is no list under {' or '.join(map(ways.written, mapping.records))}; found are "
            + listed(source.at if isinstance(source, JsonObject) else ["other rows"]),
            where=self.name,
            remedy=f"Correct records in {mapping.file}.",
        )

    def _tables(self, mapping: Mapping) -> Iterator[Table]:
        """The rows at the end of each way that the file has, out of their envelopes unless a
        person's mapping says itself what stands there."""
        by_hand = () if mapping.builtin else mapping.every_path()
        is_opened = not any(is_named(paths.parse(path)) for path in by_hand)
        if isinstance(self._source, JsonObject):
            if self._turned and fits_columns(mapping, self._turned):
                yield self._turned
            usual = not mapping.records
            tables = (self._end_of(way, usual, is_opened) for way in mapping.records or _USUAL)
            yield from (table for table in tables if table)
            return
        way = next((way for way in mapping.records if way), ())
        inner = way[1:] if way[:1] == (Every(),) else way
        how = inner, mapping.reads(ROW), mapping.reads(OUTSIDE), is_opened
        if how not in self._unfolded:
            found = unfolded_as(self._source, *how[:3])
            self._unfolded[how] = self._opened(found) if is_opened else found
        yield self._unfolded[how]

    def _opened(self, table: Table) -> Table:
        return opened(table, extended=self._is_extended)

    @cached_property
    def _is_extended(self) -> bool:
        return is_extended(self.text)

    def _end_of(self, way: Way, usual: bool, is_opened: bool) -> Table | None:
        """The rows at the end of a way of an object; many formats ask for the same."""
        how = usual, way, is_opened
        if how not in self._at and isinstance(self._source, JsonObject):
            found = along(self._small if usual else self._source, way)
            self._at[how] = self._opened(found) if found and is_opened else found
        return self._at.get(how)

    def seen(self, mapping: Mapping, limit: int | None) -> Contents:
        """The keys of the rows, of the first `limit` of them, and some of the rows."""
        return self._look(mapping, self.table(mapping), limit)

    def _look(self, mapping: Mapping, table: Table, limit: int | None) -> Contents:
        """What rows hold: their keys, of the first `limit` of them, and some; with what the mapping
        reads beside them."""
        in_lines = limit is None and not self.is_object  # of others each way is a table of its own
        found = self._whole(table) if in_lines else self._first(table, limit)
        if not (mapping.reads(OUTSIDE) and self.is_object):
            return found
        beside = {OUTSIDE: self.outside(mapping)}
        return Contents((*found.keys, *beside), [row | beside for row in found.rows])

    def _first(self, table: Table, limit: int | None) -> Contents:
        """What the first rows hold. Many formats find the same table."""
        if (table, limit) not in self._begun:
            self._begun[table, limit] = held(islice(shortened(table), limit))
        return self._begun[table, limit]

    def _whole(self, table: Table) -> Contents:
        """What all rows hold. They are read once, whichever formats ask: nothing is unfolded where
        no row has what is to be."""
        if isinstance(table, Unfolded):
            beneath, first = self._whole(table.table), table.way[0]
            if isinstance(first, str) and first not in beneath.keys:
                return beneath
        if table not in self._known:
            self._known[table] = held(table.rows())
        return self._known[table]

    def lists(self, deepest: int = ways.DEEPEST) -> list[FoundList]:
        """The lists of objects that stand in it below that many keys, but for one that is the whole
        file."""
        return ways.lists(self._source, deepest)

    def as_lists(self) -> list[JsonFile]:
        """The file as its rows are lists of values somewhere in it, once for each list of names
        that these may have."""
        source = self._source
        is_named = isinstance(source, SplitTable) and not source.is_headed
        others = [] if is_named or self._holder is None else listed_values(self._holder)
        return [self._with(table) for table in others]

    def _with(self, table: Table) -> JsonFile:
        other = copy.copy(self)
        other._source, other._unfolded = table, {}
        return other

    def outside(self, mapping: Mapping) -> Record:
        """What stands in the file's object beside the rows."""
        source = self._source
        if not isinstance(source, JsonObject):
            return {}
        used = {way[0] for way in mapping.records or _USUAL if way}
        read = [paths.parse(path) for path in mapping.every_path() if path.startswith(OUTSIDE)]
        keys = {steps[1] if steps[1:] and isinstance(steps[1], str) else None for steps in read}
        return {
            key: source.value(key) if {key, None} & keys else source.shortened(key)
            for key in source.at
            if key not in used
        }

    def around(self, mapping: Mapping) -> Record:
        """What stands beside the rows in the objects that hold them, but for lists."""
        holder = self._holder
        if holder is None:
            return {}
        if not self.is_object:  # lists of values, of which the names stand elsewhere
            return {key: holder.shortened(key) for key in holder.at if self._is_told(holder, key)}
        ways_here = (way for way in mapping.records or _USUAL if way and along(holder, way))
        found: Record = {}
        for step in next(ways_here, ()):
            plain = [key for key in holder.at if key != step and self._is_told(holder, key)]
            found |= {key: holder.shortened(key) for key in plain}
            inner = holder.inner(str(step))
            if inner is None:
                break
            holder = inner
        return found

    @staticmethod
    def _is_told(holder: JsonObject, key: str) -> bool:
        """Whether what stands under a key tells of the rows beside it: no list, but for the errors
        of GraphQL, which stand beside an object with the data."""
        return not holder.is_list(key) or (key == "errors" and bool(holder.inner("data")))

    def about(self, mapping: Mapping) -> dict[str, Any]:
        """What the export says of itself, where the mapping says it stands or, without one, where
        our own format has it. Raises ExportRefused."""
        if not isinstance(self._source, JsonObject):
            return {}
        if mapping.as_of is None:
            return {key: self._small.value(key) for key in ABOUT} if mapping.builtin else {}
        head, *rest = paths.parse(mapping.as_of)
        try:
            return {"as_of": paths.getter_of(tuple(rest))(self._source.value(str(head)))}
        except BadValue as bad:
            raise ExportRefused(
                f"Its own time can’t be read: {bad.reason}",
                where=self.name,
                remedy=f"Correct it, or as_of in {mapping.file}.",
            ) from None

    def side(self) -> dict[str, Table]:
        """The lists beside the runs in our own format."""
        if not isinstance(self._source, JsonObject):
            return {}
        return {name: found for name in SIDE_TABLES if (found := self._small.table(name))}

    def empty_for(self, mapping: Mapping) -> str | None:
        """The key under which the mapping's rows should stand and nothing does, of a document that
        is told by what stands beside them; None if that is not so."""
        if not isinstance(self._source, JsonObject):
            return None
        beside = {OUTSIDE: self.outside(mapping)}
        told = [path for group in mapping.recognise for path in group if path.startswith(OUTSIDE)]
        if not told or not all(Contents((OUTSIDE,), (beside,)).has(path) for path in told):
            return None
        keys = [str(way[0]) for way in mapping.records if way]
        return next(
            (k for k in keys if k not in self._source.at or not self._source.value(k)), None
        )

    def refuse_if_nothing(self) -> None:
        """Refuse a list with nothing in it as such, one without a readable row with a reason, and
        what a service answered in place of rows."""
        source = self._source
        if isinstance(source, JsonObject):
            refuse_if_answered(source)
        table = self._small.table("runs") if isinstance(source, JsonObject) else source
        if table is None:
            return
        first = next(iter(table.rows()), None)
        if first is None:
            raise no_rows(self.name)
        if all(isinstance(row, Fault) for row in table.rows()) and isinstance(first, Fault):
            raise ExportRefused(
                f"No row can be read; of the first, {first.reason}",
                where=f"{self.name}, {table.counted} {first.line}",
                remedy=json_relatives.WAY
                if first.reason.startswith(json_relatives.RELATED)
                else "Rows are JSON objects: in a list, or one a line.",
            )

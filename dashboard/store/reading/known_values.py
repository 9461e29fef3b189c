"""Which values the dimensions of a history have, and which of what filters name are ids of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from dashboard.causes.grouping import Causes
from dashboard.store.derived.tool_errors import TOOL_ERROR
from dashboard.store.dimensions.dimension import Dimension, Kind
from dashboard.store.dimensions.known import named
from dashboard.store.filters.filter_sql import expression, known_ids, zoned
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.generation import Generation
from dashboard.store.workspace.reader import Reader

SHOWN_VALUES = 1000
_TOOL_ERRORS = f"""
SELECT value FROM history.tool_errors ORDER BY runs DESC, value LIMIT {SHOWN_VALUES}
"""


class KnownValues:
    """What of one history is looked up once, when it is asked for first."""

    def __init__(self, reader: Reader, generation: Generation, causes: Causes) -> None:
        self._reader = reader
        self._generation = generation
        self._causes = causes
        self._values: dict[str, dict[str, str]] = {}
        self._are_ids: dict[tuple[str, str], bool] = {}

    def of(self, name: str) -> dict[str, str]:
        """The values of a dimension, as History.values_of() tells them."""
        if name not in self._values:
            self._values[name] = self._count(named(name))
        return self._values[name]

    def ids(self, *asked: Filters) -> frozenset[tuple[str, str]]:
        """Of the values that filters choose those that are ids of the history, each with its
        dimension's name."""
        chosen = {
            (name, value)
            for filters in asked
            for name, values in (*filters.keep, *filters.drop)
            if named(name).has_names
            for value in values
        }
        for name in {name for name, value in chosen if (name, value) not in self._are_ids}:
            values = [value for of, value in chosen if of == name]
            held = known_ids(named(name), self._generation.gathered.source(ALL, {}, named(name)))
            found = {row["id"] for row in self._reader.rows(held, {"values": values})}
            self._are_ids |= {(name, value): value in found for value in values}
        return frozenset(one for one in chosen if self._are_ids[one])

    def worker_meant(self, called: str) -> str:
        """As History.worker_meant()."""
        if not called.endswith(")"):
            return called
        meant = [value for value, label in self.of("worker").items() if called in (value, label)]
        return meant[0] if len(meant) == 1 and called.endswith(f" ({meant[0]})") else called

    def _count(self, dimension: Dimension) -> dict[str, str]:
        if dimension.kind is Kind.TEXT:
            return {}
        if dimension.name == TOOL_ERROR and (rows := self._reader.rows(_TOOL_ERRORS, {})):
            return {row["value"]: row["value"] for row in rows}
        held = expression(dimension, dimension.values)
        title = dimension.titled or next(iter(dimension.columns[1:]), "")
        label = "NULL" if dimension.sql or not title else f"newest_of({title}, last)"
        split = bool(self._causes.splits)
        source = self._generation.gathered.source(ALL, {}, dimension, split=split)
        table = source.caused if dimension.caused else source.table
        sql = (
            f"SELECT value, {label} AS label"
            f" FROM (SELECT {source.columns}, {held.sql} AS value FROM {table} run"
            f" WHERE {dimension.only or 'true'})"
            " WHERE value IS NOT NULL GROUP BY value ORDER BY sum(n) DESC, value"
            f" LIMIT {SHOWN_VALUES}"
        )
        zone = self._generation.about.zone
        found = self._reader.rows(sql, held.values | zoned(sql, zone))
        if dimension.name == "cause":
            return {row["value"]: self._causes.by_key[row["value"]].label for row in found}
        labels = {row["value"]: row["label"] or row["value"] for row in found}
        return told_apart(labels) if dimension.name == "worker" else labels


def told_apart(labels: Mapping[str, str]) -> dict[str, str]:
    """Values with their labels; of those that share one also the value: "Ann (a)", "Ann (b)"."""
    shared = Counter(labels.values())
    return {
        value: f"{label} ({value})" if shared[label] > 1 and label != value else label
        for value, label in labels.items()
    }

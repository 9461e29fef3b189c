"""Rows of JSON out of what an API or a database puts around each of them: Elasticsearch’s
`_source`, GraphQL’s `node`, the `attributes` of JSON:API, and types around values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import partial
from itertools import islice
from typing import NamedTuple

from dashboard.sources.raw.raw import RESERVED, Fault, Over, RawRow, Record, Table, shortened
from dashboard.sources.tables.wrapped_values import TYPES, unwrapping

_LOOKED_AT = 20
_DEEPEST = 3
"""Envelopes within each other."""
Peel = Callable[[Record], Record]


class _Envelope(NamedTuple):
    """An object around a row: the key under which this stands; kept: what else tells of the row, by
    how it is called there; dropped: what tells of the answer alone."""

    key: str
    kept: dict[str, str]
    dropped: frozenset[str]

    def is_around(self, row: Record) -> bool:
        """Whether an object is this envelope and nothing else."""
        inner, around = row.get(self.key), self.kept.keys() | self.dropped
        return (
            isinstance(inner, dict) and inner != {} and row.keys() <= {self.key, *around, *RESERVED}
        )

    def is_with_more(self, row: Record, known: Set[str]) -> bool:
        """Whether an object is this envelope with something beside the row that no other has.
        known: what rows in it tell: where that stands beside it, the object is a row itself."""
        inner, more = row.get(self.key), map(_plain, self._more(row))
        return (
            isinstance(inner, dict)
            and not known.isdisjoint(map(_plain, inner))
            and known.isdisjoint(more)
        )

    def _more(self, row: Record) -> set[str]:
        return row.keys() - {self.key, *self.kept, *self.dropped, *RESERVED}

    def open(self, row: Record, known: Set[str]) -> Record:
        """The row, with what stands around it where it does not say that itself; any other object
        as it is. known: what the rows in such envelopes tell."""
        if not self.is_around(row) and not self.is_with_more(row, known):
            return row
        made: Record = dict(row[self.key])
        own = {_plain(key) for key in made}
        more = sorted(self._more(row))
        for key, name in (*self.kept.items(), *((key, key) for key in (*RESERVED, *more))):
            if key in row and _plain(name) not in own:
                made[name] = row[key]
        return made


def _plain(key: str) -> str:
    return key.replace("_", "").casefold()


def _envelope(key: str, kept: str = "", dropped: str = "") -> _Envelope:
    names = (name.partition(":") for name in kept.split())
    return _Envelope(key, {own: new or own for own, _, new in names}, frozenset(dropped.split()))


_ENVELOPES = (
    _envelope("_source", "_id", "_index _type _score _version _routing _ignored _seq_no "
              "_primary_term _shard _node _explanation found sort highlight fields inner_hits "
              "matched_queries"),
    _envelope("node", "", "cursor __typename"),
    _envelope("Item", "", "Keys Metadata"),
    _envelope("document", "", "readTime transaction highlight highlights text_match "
              "text_match_info"),
    _envelope("fields", "name:id createTime updateTime"),
    _envelope("fields", "id createdTime", "commentCount"),
    _envelope("doc", "id key", "value rev"),
    _envelope("fullDocument", "", "_id operationType clusterTime wallTime ns documentKey "
              "updateDescription lsid txnNumber"),
    _envelope("after", "", "before source op ts_ms ts_us ts_ns transaction"),
    _envelope("payload", "", "schema"),
    _envelope("result", "", "preview offset lastrow"),
    _envelope("row", "", "row_idx truncated_cells"),
    _envelope("attributes", "id", "type links relationships meta"),
    _envelope("properties", "id createdAt updatedAt", "archived archivedAt associations url "
              "propertiesWithHistory objectWriteTraceId"),
    _envelope("jsonPayload", "insertId timestamp", "severity resource labels logName "
              "receiveTimestamp trace spanId traceSampled sourceLocation operation httpRequest"),
)  # fmt: skip


class WithoutEnvelopes(Over):
    """The rows of a table out of what stands around each of them."""

    def __init__(self, table: Table, peels: Sequence[Peel]) -> None:
        super().__init__(table)
        self._peels = peels

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows, on the lines of what stood around them."""
        return self._out_of(self.table.rows())

    def shortened(self) -> Iterator[RawRow | Fault]:
        """Those of rows of which very long ones are shortened."""
        return self._out_of(shortened(self.table))

    def _out_of(self, rows: Iterable[RawRow | Fault]) -> Iterator[RawRow | Fault]:
        for row in rows:
            yield row if isinstance(row, Fault) else row._replace(values=self._opened(row.values))

    def _opened(self, values: Record) -> Record:
        for peel in self._peels:
            values = peel(values)
        return values


_KEYS = frozenset(one.key for one in _ENVELOPES)


def is_named(steps: Sequence[object]) -> bool:
    """Whether a path leads through an envelope or to a type: who wrote it reads rows as they
    stand there."""
    return steps[:1] != () and (steps[0] in _KEYS or not TYPES.isdisjoint(map(str, steps)))


def opened(table: Table, *, extended: bool = False) -> Table:
    """The table itself, or its rows out of their envelopes where its first rows all stand in one,
    and without types around their values; extended: whether types of MongoDB stand in any row."""
    found = (row for row in islice(shortened(table), _LOOKED_AT) if isinstance(row, RawRow))
    rows = [row.values for row in found]
    peels: list[Peel] = []
    while len(peels) < _DEEPEST and (peel := _around(rows)):
        peels.append(peel)
        rows = [peel(row) for row in rows]
    if untype := unwrapping(rows, extended=extended):
        peels.append(untype)
    return WithoutEnvelopes(table, peels) if peels else table


def _around(rows: Sequence[Record]) -> Peel | None:
    """What takes such rows out of the envelope in which they all stand, but for those that are null
    in it, and few with more beside them."""
    for one in _ENVELOPES:
        filled = [row for row in rows if row.get(one.key, row) is not None]
        around = [row for row in filled if one.is_around(row)]
        known = frozenset(_plain(key) for row in around for key in row[one.key])
        others = [row for row in filled if not one.is_around(row)]
        few = len(others) < len(around)
        if few and all(one.is_with_more(row, known) for row in others):
            return partial(one.open, known=known)
    return None

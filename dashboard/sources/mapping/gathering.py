"""Several rows become one run: the spans of a trace, the messages of a session.

The rows of a run stand anywhere in the export, so that all are dealt out first (dealt_parts.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from dashboard.sources.mapping import getters
from dashboard.sources.mapping.dealt_parts import DealtParts, RunPart, dealing
from dashboard.sources.mapping.families import Family
from dashboard.sources.mapping.getters import Finder
from dashboard.sources.mapping.mapping import Gathering
from dashboard.sources.mapping.span_words import objects_in
from dashboard.sources.raw import paths
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.numbers import number
from dashboard.sources.raw.raw import PARTS, ROOTLESS, Fault, Over, RawRow, Record, Table
from dashboard.sources.raw.raw_text import as_text, is_absent


class Gathered(Over):
    """Rows put together to runs: the row that stands for the run, with all of its rows in PARTS."""

    def __init__(
        self, table: Table, gathering: Gathering, find: Finder, *, ended_by_root: bool = False
    ) -> None:
        """ended_by_root: whether the row that stands for a run alone says how it ended."""
        super().__init__(table)
        self.header = ()
        self._by = getters.compile_rule(gathering.by, find)
        self._order, self._name, self._newest, self._parent, self._nested = (
            getters.compile_rule(rule, find) if rule else _nothing
            for rule in (
                gathering.order, gathering.part, gathering.newest, gathering.parent,
                gathering.nested,
            )
        )  # fmt: skip
        self._has_parents = gathering.parent is not None
        self._family: Family | None = None
        self._roots = [getters.holds(condition, find) for condition in gathering.root]
        self._needed = " or ".join(gathering.by.paths())
        self._ended_by_root = ended_by_root
        self._adds = [getters.holds(condition, find) for condition in gathering.adds]
        self._rootless = self._several = self._alone = 0

    def notices(self) -> tuple[str, ...]:
        """How many runs are told by parts alone, and by one of several roots, and how many rows add
        to no run that is here, once all rows were read."""
        rootless = (
            "1 trace without its root: its"
            if self._rootless == 1
            else f"{self._rootless:,} traces without their root: their"
        )
        several = (
            "1 trace has several roots, of which the first says how it ended"
            if self._several == 1
            else f"{self._several:,} traces have several roots, of which the first says how each "
            "ended"
        )
        alone = (
            "1 row says more of a run that is not here, and is"
            if self._alone == 1
            else f"{self._alone:,} rows say more of runs that are not here, and are"
        )
        found = (
            (self._alone, f"{alone} left out. Load such rows together with their runs."),
            (self._rootless, f"{rootless} status is unknown."),
            (self._several, f"{several}, and the others are its parts."),
        )
        return tuple(sentence for many, sentence in found if many)

    def rows(self) -> Iterator[RawRow | Fault]:
        """The runs, each on the line of the row that stands for it; faults of single rows first."""
        self._rootless = self._several = self._alone = 0
        with dealing() as dealt:
            yield from self._deal(dealt)
            self._deal_untold(dealt)
            for run in dealt.runs():
                parts = sorted(_once(run), key=_place)
                rows = [part.row for part in parts]
                if all(any(_meets(holds, row) for holds in self._adds) for row in rows):
                    self._alone += len(rows)
                else:
                    yield self._run(rows, {part.name for part in parts})

    def _deal(self, dealt: DealtParts) -> Iterator[Fault]:
        """Deal every row to its run, or keep it untold where its parents tell that; what belongs to
        none is a fault."""
        for count, row in enumerate(self.table.rows()):
            if isinstance(row, Fault):
                yield row
                continue
            try:
                key = self._by(row.values)
                place = comparable(self._order(row.values))
                name, age = self._name_of(row.values), _age(self._newest(row.values))
            except BadValue as bad:
                yield self._fault(row, bad.reason)
                continue
            part = RunPart((place, count), row, name, age)
            if not is_absent(key):
                dealt.put(as_text(key), part)
            elif self._has_parents and name is not None:
                dealt.put_untold(name, part)
            else:
                yield self._fault(row, f"it has no {self._needed}, which tells whose part it is")

    def _deal_untold(self, dealt: DealtParts) -> None:
        """Deal the rows of which their parents tell the run, once all rows were read: they are read
        again for that, and what is counted of them is counted anew."""
        for name, part in dealt.untold():
            if self._family is None:
                self._family = self._every_part()
            dealt.put(self._family.first_of(name), part)

    def _every_part(self) -> Family:
        """What every part says of its parent and its run; what can't be read is a fault later."""
        family = Family({}, {})
        for row in self.table.rows():
            if isinstance(row, Fault):
                continue
            with suppress(BadValue):
                name = self._name_of(row.values)
                if name is None:
                    continue
                for said, found in (
                    (self._parent(row.values), family.parents),
                    (self._by(row.values), family.keys),
                ):
                    if not is_absent(said):
                        found[name] = as_text(said)
        return family

    def _fault(self, row: RawRow, reason: str) -> Fault:
        return Fault(row.line, reason, self.show(row.values), (row.values,), row.file)

    def _run(self, rows: list[RawRow], names: set[str | None]) -> RawRow:
        every = ([row for row in rows if _meets(holds, row)] for holds in self._roots)
        roots = next(filter(None, every), [])
        parts: Record = {PARTS: list(self._with_nested(rows, names))}
        if self._roots and not roots:
            self._rootless += 1
            parts[ROOTLESS] = True
        self._several += len(roots) > 1 and self._ended_by_root
        root = roots[0] if roots else rows[0]
        return root._replace(values={**root.values, **parts})

    def _with_nested(self, rows: list[RawRow], names: set[str | None]) -> Iterator[Record]:
        """The parts, and behind each those that it holds, unless they are rows themselves."""
        for row in rows:
            yield row.values
            yield from self._held(row.values, names)

    def _held(self, part: Record, seen: set[str | None]) -> Iterator[Record]:
        """What a part holds at any depth, without what was seen."""
        with suppress(BadValue):
            held = self._nested(part)
            for one in objects_in(paths.opened(held) if isinstance(held, str) else held):
                name = self._name_of(one)
                if name is None or name not in seen:
                    yield one
                seen.add(name)
                yield from self._held(one, seen)

    def _name_of(self, part: Record) -> str | None:
        """What tells a part from the others; None where nothing does."""
        name = self._name(part)
        return None if is_absent(name) else as_text(name)

    def show(self, values: Record) -> str:
        """The row that stands for the run, cut."""
        own = {key: value for key, value in values.items() if key not in (PARTS, ROOTLESS)}
        return super().show(own)


def _once(parts: list[RunPart]) -> Iterator[RunPart]:
    """Each part once: of those of one name the newest, of those as new the last."""
    newest: dict[str, RunPart] = {}
    for part in parts:
        if part.name is None:
            yield part
        elif part.name not in newest or part.age >= newest[part.name].age:
            newest[part.name] = part
    yield from newest.values()


def _nothing(record: Record) -> None:
    """What is found where no rule says where."""


def _place(part: RunPart) -> tuple[Any, ...]:
    return part.place


def _meets(holds: Callable[[Record], bool], row: RawRow) -> bool:
    try:
        return holds(row.values)
    except BadValue:
        return False


def _age(value: Any) -> tuple[int, float, str]:
    """How new a row is: greater of a newer one, least where nothing says it."""
    return (-1, 0, "") if is_absent(value) else comparable(value)


def comparable(value: Any) -> tuple[int, float, str]:
    """A value by which rows can be put in order: numbers, then texts, then nothing."""
    if is_absent(value):
        return 2, 0, ""
    try:
        return 0, number(value), ""
    except (TypeError, ValueError, OverflowError):
        return 1, 0, as_text(value)

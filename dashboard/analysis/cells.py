"""The finished runs before and after a change, counted by what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.analysis.mix import Counts, Kind, mix_shifted
from dashboard.analysis.rates import FEW_RUNS, Rate
from dashboard.store.workspace.reader import Row

BEFORE, AFTER = "before", "after"
TRACKED = ("model", "context", "tools", "trigger", "status")
"""What may change beside the thing whose change is judged, as cells name it."""
KINDS = ("trigger", "record_type")
"""What makes a kind of work; the model too, where it varies."""
STRAY = 0.05
"""Values that only one side has are chance up to this share of its runs."""
KEEPING = 0.20
"""Share of the runs after that must keep a thing's old value, else it is confounded with it."""


@dataclass(frozen=True, slots=True)
class SideCell:
    """Finished runs of one side that are alike in everything tracked. s: those that ended well."""

    side: str
    values: dict[str, str | None]
    n: int
    s: int


def cells_of(rows: Iterable[Row], good: str) -> list[SideCell]:
    """The cells in rows of change_cells.sql. good: which runs ended well, s those that succeeded,
    c all that completed."""
    cells = [_cell(row, good) for row in rows if row["place"] in (BEFORE, AFTER)]
    return [cell for cell in cells if cell.n]


def _cell(row: Row, good: str) -> SideCell:
    well = row["succeeded"] + (row["bad"] if good == "c" else 0)
    names = dict.fromkeys((*KINDS, *TRACKED))
    return SideCell(row["place"], {name: row[name] for name in names}, row["finished"], well)


def sums(cells: Iterable[SideCell], side: str) -> tuple[int, int]:
    """How many runs of a side ended well, and how many there are."""
    held = [cell for cell in cells if cell.side == side]
    return sum(cell.s for cell in held), sum(cell.n for cell in held)


def counted(cells: Iterable[SideCell], names: Sequence[str]) -> dict[Kind, Counts]:
    """Runs of both sides by the values of some things."""
    found: dict[Kind, list[int]] = {}
    for cell in cells:
        held = found.setdefault(tuple(cell.values[name] for name in names), [0, 0, 0, 0])
        place = 0 if cell.side == AFTER else 2
        held[place] += cell.s
        held[place + 1] += cell.n
    return {kind: Counts(*counts) for kind, counts in found.items()}


def sharing(cells: Sequence[SideCell], thing: str) -> Sequence[SideCell] | None:
    """The cells whose value of a thing both sides have; all, if nearly all do; None if so few runs
    are left that the change of this thing can't be told from the one that is judged."""
    before, after = _values(cells, thing, BEFORE), _values(cells, thing, AFTER)
    both = before.keys() & after.keys()
    if all(
        side.total() - sum(side[value] for value in both) <= STRAY * side.total()
        for side in (before, after)
        if before and after
    ):
        return cells
    kept = [cell for cell in cells if cell.values[thing] is None or cell.values[thing] in both]
    left_before, left_after = sums(kept, BEFORE)[1], sums(kept, AFTER)[1]
    if min(left_before, left_after) < FEW_RUNS or left_after < KEEPING * sums(cells, AFTER)[1]:
        return None
    return kept


def varies(cells: Sequence[SideCell], thing: str) -> bool:
    """Whether both sides have several values of a thing."""
    return all(len(_values(cells, thing, side)) > 1 for side in (BEFORE, AFTER))


def unknown(cells: Sequence[SideCell], thing: str) -> bool:
    """Whether the runs of a side don't say what they had, so that only the log tells of a change;
    instructions, which are in no cell, can't be kept apart either."""
    if thing not in TRACKED:
        return True
    return not _values(cells, thing, BEFORE) or not _values(cells, thing, AFTER)


def moved(cells: Sequence[SideCell], thing: str, after: Rate, before: Rate) -> bool:
    """Whether a thing that both sides vary in is split otherwise after than before."""
    if thing == "model":
        return len({cell.values[thing] for cell in cells}) > 1
    return mix_shifted(counted(cells, (thing,)), after, before)


def _values(cells: Iterable[SideCell], thing: str, side: str) -> Counter[str]:
    """Runs of a side by what they say of a thing; what they don't say is in none."""
    counts: Counter[str] = Counter()
    for cell in cells:
        if cell.side == side and (value := cell.values[thing]) is not None:
            counts[value] += cell.n
    return counts

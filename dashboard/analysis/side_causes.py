"""Why the runs of two sets failed, side by side: every cause of either, however rare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.analysis.contrast import Contrast
from dashboard.analysis.success import SuccessRates
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row


@dataclass(frozen=True, slots=True)
class SideCause:
    """A cause on both sides of a comparison.

    key: of the cause; label: what it is called; a of n_a and b of n_b: finished runs that failed
    for it; contrast: what tells it from chance, None where it was not tested, as too few runs have
    it.
    """

    key: str
    label: str
    a: int
    n_a: int
    b: int
    n_b: int
    contrast: Contrast | None

    @property
    def real(self) -> bool:
        """Whether the difference is unlikely to be chance."""
        return self.contrast is not None and self.contrast.real

    @property
    def apart(self) -> float:
        """How far its shares of the two sides are apart, as a fraction."""
        return abs(self.a / self.n_a - self.b / self.n_b)


def side_causes(
    history: History, rows: Sequence[Row], rates: SuccessRates, tested: Iterable[Contrast]
) -> tuple[SideCause, ...]:
    """The causes of both sides: those unlikely to be chance first, then the farthest apart.

    rows: of compare_causes.sql; rates: whose finished runs these are; tested: every contrast.
    """
    if not rates.a.n or not rates.b.n:
        return ()
    judged = dict(_of_causes(tested))
    labels = history.causes.by_key
    found = [
        SideCause(
            key=row["cause"],
            label=labels[row["cause"]].label if row["cause"] in labels else row["cause"],
            a=row["a"],
            n_a=rates.a.n,
            b=row["b"],
            n_b=rates.b.n,
            contrast=judged.get(row["cause"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda cause: (not cause.real, -cause.apart, cause.label)))


def _of_causes(tested: Iterable[Contrast]) -> Iterator[tuple[str, Contrast]]:
    for contrast in tested:
        for candidate in (contrast.candidate, *contrast.same):
            if candidate.attribute.name == "cause" and candidate.value is not None:
                yield candidate.value, contrast

"""What sets of runs are compared by, counted: how many runs of a cluster have which value of what.

A run has some forty values, and to list them run by run takes longer than all the rest. So runs
that are alike are counted first: in their values of all dimensions that have one, in the quarters
in which their numbers are, or in the columns from which their lists are worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from dashboard.store.dimensions.dimension import SCALARS, Dimension, Kind
from dashboard.store.dimensions.known import COMPARED

_COUNTED = """
SELECT a, cluster, n, unnest({pairs}, recursive := false) AS pair
FROM (SELECT a, cluster, {values}, count(*) AS n FROM compared run WHERE {among} GROUP BY ALL) run
"""


def described() -> str:
    """SQL: of the rows `compared`, with their side a and their cluster, a row for each value that
    some of them have: a and cluster, how many of these, n, and the value as a pair,
    {'attribute': a dimension's name, 'value': text}.

    A scalar that a run lacks is NULL; of runs of which it is not asked there is no pair. Of a list
    each element stands once, and '', which says that it is known. $zone, $edges and $tools are
    bound beside it (queries/compare.sql).
    """
    return "UNION ALL".join((*_of_scalars(), *_of_numbers(), *_of_lists()))


def _of_scalars() -> Iterator[str]:
    for among, held in _together(SCALARS, lambda one: one.among):
        values = (f'{one.value} AS "{one.name}"' for one in held)
        yield _counted(map(_pair, held), values, among or "true")


def _of_numbers() -> Iterator[str]:
    for among, held in _together((Kind.NUMBER,), lambda _: "true"):
        values = (
            f"part(({one.value})::DOUBLE, $edges['{one.name}']) AS \"{one.name}\"" for one in held
        )
        yield _counted(map(_pair, held), values, among)


def _of_lists() -> Iterator[str]:
    for columns, held in _together((Kind.LIST,), lambda one: ", ".join(one.columns)):
        pairs = " || ".join(f"elements('{one.name}', {one.value})" for one in held)
        yield _COUNTED.format(pairs=pairs, values=columns, among="true")


def _together(
    kinds: Iterable[Kind], by: Callable[[Dimension], str]
) -> Iterator[tuple[str, list[Dimension]]]:
    """The dimensions of these kinds that sets are compared by, in groups that have the same."""
    held = sorted((one for one in COMPARED if one.kind in kinds), key=by)
    return ((of, list(some)) for of, some in groupby(held, key=by))


def _counted(pairs: Iterable[str], values: Iterable[str], among: str) -> str:
    listed = f"[{', '.join(pairs)}]"
    return _COUNTED.format(pairs=listed, values=", ".join(values), among=among)


def _pair(one: Dimension) -> str:
    return f"{{'attribute': '{one.name}', 'value': run.\"{one.name}\"}}"

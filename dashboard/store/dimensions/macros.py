"""The declared dimensions as macros of SQL: what questions ask of a run without naming any of them.

Pairs are {'attribute': a dimension's name, 'value': what the row `run` has of it}.
"""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.store.dimensions.dimension import Dimension, Kind, Use
from dashboard.store.dimensions.known import COMPARED

_ALIKE = tuple(dimension for dimension in COMPARED if Use.LIKENESS in dimension.use)
_NUMBERS = [one for one in COMPARED if one.kind is Kind.NUMBER]
_MEASURED = [one for one in _ALIKE if one.kind in (Kind.NUMBER, Kind.SETTING)]
"""The numbers by which runs can be near each other."""


def macros() -> dict[str, str]:
    """By its name how each is made."""
    bodies = {
        # How a run's worker was set up.
        "set_up(run)": _pairs(one for one in _ALIKE if one.kind is Kind.VALUE),
        # What else tells how alike two runs are, and of numbers the range in which nearly all are.
        "alike_lists(run)": _pairs(one for one in _ALIKE if one.kind is Kind.LIST),
        "alike_numbers(run)": _list(_number_pair(one) for one in _MEASURED),
        "ranges(numbers)": _list(
            f"range_of(numbers[{n}].value)" for n, _ in enumerate(_MEASURED, start=1)
        ),
        # A run's numbers; of many runs the edges of their quarters.
        "amounts(run)": _struct({one.name: f"({one.value})::DOUBLE" for one in _NUMBERS}),
        "quarters(amount)": _struct(
            {
                one.name: f"quantile_disc(amount['{one.name}'], [0.25, 0.5, 0.75])"
                for one in _NUMBERS
            }
        ),
    }
    return {
        head.partition("(")[0]: f"CREATE MACRO {head} AS {body};" for head, body in bodies.items()
    }


def _pairs(dimensions: Iterable[Dimension]) -> str:
    return _list(f"{{'attribute': '{one.name}', 'value': {one.value}}}" for one in dimensions)


def _number_pair(one: Dimension) -> str:
    return f"{{'attribute': '{one.name}', 'value': run.\"{one.columns[0]}\"::DOUBLE}}"


def _list(entries: Iterable[str]) -> str:
    return f"[{', '.join(entries)}]"


def _struct(fields: dict[str, str]) -> str:
    return "{" + ", ".join(f"'{name}': {sql}" for name, sql in fields.items()) + "}"

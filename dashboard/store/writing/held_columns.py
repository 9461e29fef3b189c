"""Which columns the export of a version has, as bits of one number.

A list of their names beside each version would take more room than most of what it says.
"""

from __future__ import annotations

from dashboard.store.tables import RUN_NAMES

_BITS = {name: 1 << place for place, name in enumerate(RUN_NAMES)}  # at most 63


def held_columns(columns: str) -> str:
    """The number, as SQL. columns: SQL of the list of their names."""
    return " | ".join(
        f"(list_contains({columns}, '{name}')::BIGINT * {bit})" for name, bit in _BITS.items()
    )


def has(name: str) -> str:
    """Whether a column is among those of the number `held`, as SQL."""
    return f"(held & {_BITS[name]} <> 0)"

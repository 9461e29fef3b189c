"""Formats that need Python: from what stands in a file to rows that a mapping can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dashboard.sources import otlp, tau_bench
from dashboard.sources.raw import Record

READERS: dict[str, Callable[[Record], Iterable[Record]]] = {
    "tau_bench": lambda record: [tau_bench.roll_up(record)],
    "otlp": otlp.spans,
}
"""By the name that a mapping calls it: the rows that it makes of one row of the file."""

"""Formats that need Python: from what stands in a file to rows that a mapping can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dashboard.sources.mapping import messages, otlp, tau_bench
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.raw import Record

Reader = Callable[[Record], Iterable[Record | BadValue]]
"""Makes rows of one row of the file, and says why a part of it is none."""

READERS: dict[str, Reader] = {
    "tau_bench": lambda record: [tau_bench.roll_up(record)],
    "otlp": otlp.spans,
    "messages": lambda record: [messages.message(record)],
}
"""By the name that a mapping calls it: the rows that it makes of one row of the file."""

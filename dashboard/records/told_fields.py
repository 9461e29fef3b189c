"""The fields of its own that an export wants offered as dimensions, as export.json says them."""

from __future__ import annotations

from typing import Any

from dashboard.errors import ExportRefused


def fields_told(told: Any, file: str) -> tuple[str, ...]:
    """What export.json says under "dimensions": names of fields; none where it says nothing. Raises
    ExportRefused for what is no list of names."""
    if told is None:
        return ()
    if isinstance(told, list) and all(isinstance(name, str) and name for name in told):
        return tuple(dict.fromkeys(told))
    raise ExportRefused(
        f"The dimensions that the export names are no list of fields: {told!r:.60}",
        where=file,
        remedy='Write dimensions in export.json like ["customer_tier"], or leave it out.',
    )

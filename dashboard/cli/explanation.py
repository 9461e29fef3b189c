"""What load --explain prints."""

from __future__ import annotations

from typing import Any

from dashboard.cli.printing import table, value
from dashboard.records.reading import Explanation


def explanation(found: Explanation) -> str:
    """How a file would be read: format, fields, and three rows before and after."""
    lines = [
        f"{found.name}: {found.format} ({found.why})",
        f"Mapping: {found.mapping_file}, {found.rows:,} rows",
        "",
        table(("column", "is read from"), sorted(found.columns.items())),
    ]
    if found.unused:
        lines.append(f"Kept in extra: {', '.join(found.unused)}")
    if found.silent:
        lines.append(f"Found nowhere: {', '.join(found.silent)}")
    for before, after in zip(found.before, found.after or [None] * 3, strict=False):
        lines += ["", "Row as it stands:", f"  {value([before])[1:-1]}"]
        lines += ["Becomes:", *_becomes(after)] if found.after else []
    lines += [f"{row.file}, {found.counted} {row.line}: {row.reason}" for row in found.rejected]
    if found.question:
        lines += ["", "To be answered first:", found.question]
    return "\n".join(lines)


def _becomes(row: dict[str, Any] | None) -> list[str]:
    if row is None:
        return ["  nothing: it is rejected"]
    return [f"  {name}: {value(cell)}" for name, cell in row.items() if cell is not None]

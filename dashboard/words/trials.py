"""What loading a file would do, in words."""

from __future__ import annotations

from dashboard.records.reading import Explanation
from dashboard.store.writing.importing import Imported
from dashboard.words.values import count


def recognised(found: Explanation) -> str:
    """What a file was recognised as: "Langfuse export, 5,012 rows"."""
    return f"{found.format}, {count(found.rows, 'row')}"


def how_far(read: int, total: int, seconds: int) -> str:
    """How far a load is: ": 12,000 of 79,017 rows"; as long as no row is read, as while it is
    unpacked, how long it works already: ": no row read yet, 12 s"."""
    if not read:
        return f": no row read yet, {seconds} s" if seconds > 1 else " …"
    return f": {read:,} of {count(total, 'row')}" if total else f": {count(read, 'row')} read"


def would(tried: Imported) -> str:
    """What loading would change: "12 runs are new, 3 would change, 1 row would be rejected."."""
    parts = []
    if tried.new:
        parts.append(f"{count(tried.new, 'run')} {'is' if tried.new == 1 else 'are'} new")
    if tried.changed:
        parts.append(f"{count(tried.changed, 'run')} would change")
    if tried.unchanged:
        parts.append(f"{count(tried.unchanged, 'row')} would change nothing")
    if tried.conflicting:
        parts.append(f"{count(tried.conflicting, 'row')} would be in conflict")
    if tried.rejected:
        parts.append(f"{count(tried.rejected, 'row')} would be rejected")
    if not parts:
        return "Nothing would change."
    return ", ".join(parts) + "."


def did(imported: Imported) -> str:
    """What loading did: "12 runs new, 3 changed, 1 row rejected."."""
    parts = [f"{count(imported.new, 'run')} new"]
    if imported.changed:
        parts.append(f"{imported.changed:,} changed")
    if imported.conflicting:
        parts.append(f"{count(imported.conflicting, 'row')} in conflict")
    if imported.rejected:
        parts.append(f"{count(imported.rejected, 'row')} rejected")
    return ", ".join(parts) + "."

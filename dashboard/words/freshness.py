"""How fresh the data is, and what of it did not go in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from dashboard.store.workspace.reader import Row
from dashboard.words.safe_text import isolated
from dashboard.words.values import count, moment


def freshness(imports: Sequence[Row], zone: str) -> str:
    """When the newest import was, of when its data is, and how many of its rows were rejected; the
    page Data has where it was.
    imports: rows of queries/imports.sql, the newest first; "" without any."""
    if not imports:
        return ""
    newest = imports[0]
    name = isolated(PurePath(newest["name"]).name or newest["name"])
    told = f"Newest import: {name}, loaded {moment(newest['imported_at'], zone)}"
    if newest["as_of"]:
        told += f", data of {moment(newest['as_of'], zone)}"
    return f"{told}; {rejected_words(newest['rejected'], newest['read'])}."


def rejected_words(rejected: int, read: int) -> str:
    """How many rows of an import were rejected: "3 of 12,480 rows were rejected"."""
    if not rejected:
        return f"none of {count(read, 'row')} was rejected"
    were = "was" if rejected == 1 else "were"
    return f"{rejected:,} of {count(read, 'row')} {were} rejected"


def rejected_before(imports: Sequence[Row]) -> str:
    """How many rows older imports rejected; "" for none."""
    rows = sum(row["rejected"] for row in imports[1:])
    return f"Older imports rejected {count(rows, 'row')}." if rows else ""

"""What exports said of the time that they cover goes before what their runs let one guess."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.records.covers import Covers
from dashboard.store.reading.gaps import Gap
from dashboard.store.tables import COVERS
from dashboard.store.workspace.reader import Row


def told_covers(settings: Mapping[str, str]) -> dict[int, Covers]:
    """By import what its export said, as the settings keep it."""
    return {
        int(name.removeprefix(COVERS)): Covers.read(json.loads(value))
        for name, value in settings.items()
        if name.startswith(COVERS)
    }


def begun(
    guessed: datetime, rows: Sequence[Row], told: Mapping[int, Covers], zone: str
) -> datetime:
    """From when on no run is missing: as the export of the oldest run says, else as guessed."""
    said = told.get(rows[0]["import_id"]) if rows else None
    if said is None or said.since > rows[0]["first"]:
        return guessed
    return said.since.astimezone(ZoneInfo(zone))


def ended(
    guessed: datetime | None, rows: Sequence[Row], told: Mapping[int, Covers], zone: str
) -> datetime | None:
    """The time before which the data tells what ran: as the newest export says, else as guessed."""
    newest = max((row for row in rows if row["until"]), key=lambda row: row["until"], default=None)
    said = told.get(newest["import_id"]) if newest else None
    if (
        guessed is None
        or said is None
        or said.until <= max(row["last"] for row in rows if row["last"])
    ):
        return guessed
    return said.until.astimezone(ZoneInfo(zone))


def all_gaps(
    guessed: Sequence[Gap], rows: Sequence[Row], told: Mapping[int, Covers], zone: str
) -> tuple[Gap, ...]:
    """The gaps between exports and those that exports told of, but for those in which there are
    runs by now."""
    days = [day for row in rows for day in row["days"] or ()]
    said = [
        Gap(*(at.astimezone(ZoneInfo(zone)) for at in gap))
        for covers in told.values()
        for gap in covers.gaps
    ]
    empty = {
        gap
        for gap in said
        if not any(day["first"] < gap.until and day["last"] >= gap.since for day in days)
    }
    return tuple(sorted({*guessed, *empty}))

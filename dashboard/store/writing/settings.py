"""The few settings that are kept with the history."""

from __future__ import annotations

import json

import duckdb

from dashboard.errors import FilterInvalid
from dashboard.records.rows import Answers, Export
from dashboard.sources.mapping.zones import zone_names
from dashboard.store.dimensions.own_field import OFFERED, written
from dashboard.store.tables import COVERS, ZONE
from dashboard.store.workspace.home import Home
from dashboard.store.writing.generations import next_generation


def put_setting(connection: duckdb.DuckDBPyConnection, name: str, value: str) -> bool:
    """Set a setting, replacing its old value; whether that is another."""
    kept = connection.execute("SELECT value FROM settings WHERE name = ?", [name]).fetchall()
    if kept == [(value,)]:
        return False
    connection.execute("DELETE FROM settings WHERE name = ?", [name])
    connection.execute("INSERT INTO settings VALUES (?, ?)", [name, value])
    return True


def _default(connection: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
    """Set a setting unless it was set before."""
    connection.execute(
        "INSERT INTO settings SELECT $name, $value WHERE NOT EXISTS"
        " (SELECT 1 FROM settings WHERE name = $name)",
        {"name": name, "value": value},
    )


def remember_answers(connection: duckdb.DuckDBPyConnection, format_: str, answers: Answers) -> None:
    """Keep what a person said about this format, and show times in the first zone named."""
    if answers.zone:
        put_setting(connection, f"zone of {format_}", answers.zone)
        _default(connection, ZONE, answers.zone)
    if answers.dates:
        put_setting(connection, f"dates of {format_}", answers.dates)
    if answers.numbers:
        put_setting(connection, f"numbers of {format_}", answers.numbers)


def remember_said(connection: duckdb.DuckDBPyConnection, import_id: int, export: Export) -> None:
    """Keep what an export said of its time; its zone is that of days, and its fields are offered as
    dimensions, unless a zone was set and fields were chosen before."""
    if export.zone:
        _default(connection, ZONE, export.zone)
    if export.fields:
        _default(connection, OFFERED, written(export.fields))
    if export.covers:
        told = json.dumps(export.covers.document())
        put_setting(connection, f"{COVERS}{import_id}", told)


def set_zone(home: Home, zone: str) -> None:
    """Show times and cut days and weeks in another zone from the next generation on."""
    if zone not in zone_names():
        raise FilterInvalid(
            f"“{zone}” is not a time zone.", remedy="Write an IANA name like Europe/Berlin."
        )

    next_generation(home, lambda connection: put_setting(connection, ZONE, zone))

"""Which fields of an export a workspace offers as dimensions: kept with the history."""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from dashboard.errors import NotFound
from dashboard.started import command
from dashboard.store.dimensions.own_field import OFFERED, offered, own_field, written
from dashboard.store.workspace.home import Home
from dashboard.store.writing.generations import next_generation
from dashboard.store.writing.settings import put_setting

Names = list[str]


def offer_field(home: Home, name: str) -> None:
    """Offer a field as a dimension from the next generation on; one that is offered stays so.

    Raises NotFound where no run has it, StoreBusy, StoreUnusable; the workspace is then as before.
    """

    def added(connection: duckdb.DuckDBPyConnection, names: Names) -> Names:
        if name not in names:
            _require(connection, name)
        return [*(one for one in names if one != name), name] if name not in names else names

    _change(home, added)


def withdraw_field(home: Home, name: str) -> None:
    """Offer a field no longer; links to it go on choosing the same runs. Raises as offer_field, and
    NotFound where it is not offered."""

    def removed(connection: duckdb.DuckDBPyConnection, names: Names) -> Names:
        if name not in names:
            raise NotFound(f"“{name:.80}” is no field that is offered.", remedy=_LISTED)
        return [one for one in names if one != name]

    _change(home, removed)


def _change(home: Home, change: Callable[[duckdb.DuckDBPyConnection, Names], Names]) -> None:
    def write(connection: duckdb.DuckDBPyConnection) -> bool:
        settings = dict(connection.execute("SELECT name, value FROM settings").fetchall())
        names = change(connection, [one.label for one in offered(settings)])
        return put_setting(connection, OFFERED, written(names))

    next_generation(home, write)


def _require(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    field = own_field(name)
    sql = f"SELECT 1 FROM runs run WHERE len({field.value}) > 0 LIMIT 1"
    if connection.execute(sql, dict(field.bound)).fetchone() is None:
        raise NotFound(f"No run has a value in a field “{name:.80}”.", remedy=_LISTED)


_LISTED = f"`{command('dimension')}` lists the fields that runs have."

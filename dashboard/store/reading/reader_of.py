"""Which engine answers for a generation: DuckDB, or ClickHouse where a store is named."""

from __future__ import annotations

from dashboard.errors import UserError
from dashboard.started import command
from dashboard.store.clickhouse.address import STORE, StoreAddress
from dashboard.store.workspace.duckdb_reader import DuckdbReader
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.reader import Reader


class NotPublished(UserError):
    """A store has not got the generation that is current in the workspace."""


def reader_of(home: Home, number: int, identity: str, store: StoreAddress | None) -> Reader:
    """The reader of a generation. Raises StoreUnusable; of a store also StoreAway, NotPublished."""
    local = DuckdbReader(home, number)
    return _in_store(local, identity, store) if store else local


def _in_store(local: DuckdbReader, identity: str, store: StoreAddress) -> Reader:
    """The same generation in a store. What that needs is imported here: it may not be installed."""
    from dashboard.store.clickhouse.server import connected

    server = connected(store)
    from dashboard.store.clickhouse.clickhouse_reader import ClickhouseReader
    from dashboard.store.clickhouse.publishing import published

    there = published(server, identity)
    if there is None:
        raise NotPublished(
            "The newest load of this workspace is not in the store yet.",
            where=str(store),
            remedy=f"Publish it with `{command('publish')}`, or, if that is being done, wait for "
            f"it. Without {STORE} the workspace itself is read.",
        )
    return ClickhouseReader(local, there)

"""The current generation of a workspace, published to the store that is named, if any."""

from __future__ import annotations

from dashboard.store.clickhouse.address import STORE, named_store
from dashboard.store.workspace.home import Home


def publish_named(home: Home) -> str:
    """Publish what is current, and say so, with where that is; "" where it is there already, or no
    store is named, or nothing was imported. Raises StoreAway: what was published before stays; and
    StoreBusy, StoreUnusable."""
    store = named_store()
    if store is None:
        return ""
    from dashboard.store.clickhouse.server import connected  # may not be installed

    server = connected(store)
    from dashboard.store.clickhouse.publishing import publish

    found = f"{store} (ClickHouse {server.version})"
    return f"Published to {found}." if publish(home, server) else ""


def store_found() -> str:
    """What the store that is named answers, for people; "" where none is. Raises StoreAway."""
    store = named_store()
    if store is None:
        return ""
    from dashboard.store.clickhouse.server import connected

    return f"{STORE}: {store} answers, ClickHouse {connected(store).version}."

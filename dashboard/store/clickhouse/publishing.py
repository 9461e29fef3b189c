"""A generation of a workspace, published to a store: all of its tables, or nothing.

A generation is some tables whose names begin alike. The last that is written says that all are
there: who reads looks for that one first, so a generation is never read in part, and one whose
publishing was ended half way is begun anew.
"""

from __future__ import annotations

import hashlib
import socket
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from dashboard.store.clickhouse.column_types import columns_of, with_whole_lists
from dashboard.store.clickhouse.server import Server, StoreAway, grants
from dashboard.store.workspace.duckdb_reader import DuckdbReader
from dashboard.store.workspace.home import Home

_BATCH = 100_000  # rows
_LAST = "published"
_KEPT_BEFORE = 1
"""Generations before the newest that are kept, for those who still read them."""
_RIGHTS = ("SELECT", "INSERT", "CREATE TABLE", "DROP TABLE")


@dataclass(frozen=True, slots=True)
class Published:
    """A generation in the database of a store; its tables have names that begin alike."""

    server: Server
    begins: str

    def table(self, name: str) -> str:
        """A table of it as questions name it."""
        return f"{self.server.address.database}.{self.begins}{name}"


def published(server: Server, identity: str) -> Published | None:
    """The generation of that identity, None if the store hasn't got it, or not yet all of it."""
    ends = f"_{_short(identity)}_{_LAST}"
    found = [name for name in _tables(server) if name.endswith(ends)]
    for name in found:
        one = Published(server, name.removesuffix(_LAST))
        if server.ask(f"SELECT 1 FROM {one.table(_LAST)}").result_rows:
            return one
    return None


def publish(home: Home, server: Server) -> bool:
    """Publish the current generation of a workspace; False if it was before, or if there is none.

    Older ones of this workspace are dropped, but for the one before. Raises StoreAway: what was
    published before stays then; and StoreBusy, StoreUnusable.
    """
    with home.writing():
        number = home.generation()
        identity = home.identity(number)
        if not number or published(server, identity):
            return False
        _require_rights(server)
        server.do(f"CREATE DATABASE IF NOT EXISTS {server.address.database}")
        new = Published(server, f"{_workspace(home)}_{_short(identity)}_")
        _drop(server, new.begins)
        _write(new, DuckdbReader(home, number))
        _drop_older(server, _workspace(home), new.begins)
        return True


def _write(new: Published, local: DuckdbReader) -> None:
    cursor = local.connection.cursor()
    with local.told():
        tables = cursor.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'history' ORDER BY ALL"
        ).fetchall()
    for (name,) in tables:
        with local.told():
            held = cursor.sql(f"FROM history.{name}")
            order = "created_at" if "created_at" in held.columns else "tuple()"
            new.server.do(
                f"CREATE TABLE {new.table(name)} ({columns_of(held)}) ENGINE = MergeTree"
                f" ORDER BY {order} SETTINGS allow_nullable_key = 1"
            )
            for batch in with_whole_lists(held).to_arrow_reader(_BATCH):
                new.server.insert(f"{new.begins}{name}", pa.Table.from_batches([batch]))
    new.server.do(
        f"CREATE TABLE {new.table(_LAST)} (at DateTime64(6, 'UTC')) ENGINE = MergeTree ORDER BY at"
    )
    new.server.do(f"INSERT INTO {new.table(_LAST)} SELECT now64(6, 'UTC')")


def _drop_older(server: Server, workspace: str, newest: str) -> None:
    """Drop what this workspace has there beside the newest generation and the one before; what was
    never finished goes too."""
    mine = [name for name in _tables(server) if name.startswith(f"{workspace}_")]
    begins = {name[: len(newest)] for name in mine} - {newest}
    at: dict[str, datetime] = {}
    for one in begins:
        if f"{one}{_LAST}" in mine:
            table = Published(server, one).table(_LAST)
            rows = server.ask(f"SELECT at FROM {table}").result_rows
            at |= {one: rows[0][0]} if rows else {}
    before = sorted(at, key=lambda one: at[one], reverse=True)[:_KEPT_BEFORE]
    for one in sorted(begins - {*before}):
        _drop(server, one)


def _drop(server: Server, begins: str) -> None:
    """Drop a generation, first what says that it is there."""
    names = [name for name in _tables(server) if name.startswith(begins)]
    for name in sorted(names, key=lambda name: name != f"{begins}{_LAST}"):
        server.do(f"DROP TABLE IF EXISTS {server.address.database}.{name} SYNC")


def _tables(server: Server) -> list[str]:
    found = server.ask(
        "SELECT name FROM system.tables WHERE database = {database:String}",
        {"database": server.address.database},
    )
    return [str(name) for (name,) in found.result_rows]


def _require_rights(server: Server) -> None:
    for right in _RIGHTS:
        asked = server.ask(f"CHECK GRANT {right} ON {server.address.database}.*")
        if not asked.result_rows or not int(asked.result_rows[0][0]):
            raise StoreAway(
                f"“{server.address.user}” may read but not publish here: no {right}.",
                where=str(server.address),
                remedy=grants(server.address),
            )


def _workspace(home: Home) -> str:
    """What the tables of a workspace begin with: others may share the database."""
    name = f"{socket.gethostname()}:{home.path.absolute()}"
    return f"w{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def _short(identity: str) -> str:
    return identity[:16]

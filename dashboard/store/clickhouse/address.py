"""Where a store of ClickHouse is: what WORKER_RUNS_STORE says."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from dashboard.errors import UserError

STORE, PASSWORD = "WORKER_RUNS_STORE", "WORKER_RUNS_STORE_PASSWORD"
_WRITTEN = "Write it like clickhouse://user@host:8443/runs, the password in " + PASSWORD + "."
_SECURE = {8443, 443}
"""The ports on which ClickHouse speaks HTTPS; on others HTTP."""
_MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """A database of a server; path: of the folder where the same engine works in this process,
    ":memory:" for none, "" for a server."""

    host: str
    port: int
    database: str
    user: str = "default"
    password: str = field(default="", repr=False)
    path: str = ""

    @property
    def secure(self) -> bool:
        return self.port in _SECURE

    def __str__(self) -> str:
        """As people write it, without the password."""
        if self.path:
            return f"chdb://{_MEMORY if self.path == ':memory:' else self.path}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"clickhouse://{self.user}@{host}:{self.port}/{self.database}"


def named_store() -> StoreAddress | None:
    """The store that the environment names; None for none. Raises UserError, which never repeats
    what was written: a password may be in it."""
    text = os.environ.get(STORE, "").strip()
    return store_address(text, os.environ.get(PASSWORD, "")) if text else None


def store_address(text: str, password: str = "") -> StoreAddress:
    """Read clickhouse://user:password@host:port/database; chdb:///folder or chdb://memory for the
    same engine in this process, which is for tests and trials."""
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError:
        raise _unread("has no port that is a number") from None
    if url.scheme == "chdb":
        path = ":memory:" if url.netloc == _MEMORY else url.path
        if not path:
            raise _unread("names no folder behind chdb://")
        return StoreAddress("", 0, "runs", path=path if path == ":memory:" else str(Path(path)))
    if url.scheme != "clickhouse":
        raise _unread("does not begin with clickhouse://")
    return _of_server(url, port, password)


def _of_server(url: SplitResult, port: int | None, password: str) -> StoreAddress:
    database = url.path.strip("/")
    if not url.hostname:
        raise _unread("names no host")
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", database):
        raise _unread("names no database, of letters, digits and _, behind the host")
    if url.query or url.fragment:
        raise _unread("has more behind the database")
    return StoreAddress(
        url.hostname,
        port or 8443,
        database,
        unquote(url.username or "default"),
        unquote(url.password or "") or password,
    )


def _unread(how: str) -> UserError:
    return UserError(f"The address of the store {how}.", where=STORE, remedy=_WRITTEN)

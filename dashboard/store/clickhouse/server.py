"""A connection to a ClickHouse server; what it says is wrong is said in words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dashboard.errors import UserError
from dashboard.store.clickhouse.address import PASSWORD, STORE, StoreAddress
from dashboard.store.workspace.reader import TooSlow

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client
    from clickhouse_connect.driver.query import QueryResult

SETTINGS: Mapping[str, Any] = {
    "join_use_nulls": 1,  # what an outer join does not find is NULL
    "aggregate_functions_null_for_empty": 1,  # and so is the sum of no rows
    "allow_experimental_nullable_tuple_type": 1,
    "enable_named_columns_in_function_tuple": 1,  # structs keep their names
    "enable_extended_results_for_datetime_functions": 1,  # days before 1970
    "joined_subquery_requires_alias": 0,
    "prefer_column_name_to_alias": 1,  # a column, not what is selected by its name
    "union_default_mode": "DISTINCT",
    "max_query_size": 1 << 28,  # what people say goes with the question
}
"""What makes ClickHouse mean by a translated question what DuckDB does."""
TRIED = "26.9"
"""The version that the tests ask."""
_CONNECT_SECONDS = 10

_PASSWORD_CODES = {192, 193, 194, 516}
_RIGHTS_CODES = {164, 497}
_SETTING_CODES = {115}
_GONE_CODES = {60, 81}
_SLOW_CODE, _MEMORY_CODE = 159, 241
_LESS = "Choose a shorter period or fewer filters."


class StoreAway(UserError):
    """The server of the store doesn't answer, or refuses what is needed."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answered; version: as it tells it. All raise StoreAway."""

    address: StoreAddress
    client: Client
    version: str

    def ask(
        self, sql: str, bound: Mapping[str, Any] | None = None, seconds: float = 0
    ) -> QueryResult:
        """What it answers, after so many seconds TooSlow; 0: without a limit."""
        settings = {**SETTINGS, "max_execution_time": seconds}
        with told(self.address, seconds):
            return self.client.query(sql, parameters=dict(bound or {}), settings=settings)

    def do(self, sql: str) -> None:
        """Change something in its database."""
        with told(self.address):
            self.client.command(sql)

    def insert(self, table: str, rows: pa.Table) -> None:
        """Write rows into a table of its database."""
        with told(self.address):
            self.client.insert_arrow(table, rows, database=self.address.database)


@lru_cache(maxsize=4)
def connected(address: StoreAddress) -> Server:
    """The server at an address. Raises StoreAway where there is none, where it is too old, or lets
    nobody in."""
    try:
        import clickhouse_connect
        import sqlglot  # noqa: F401 - which translates the questions
    except ImportError as error:
        raise StoreAway(
            "A store of ClickHouse needs packages that are not installed.",
            where=STORE,
            remedy="Install worker-runs[clickhouse], or unset " + STORE + ".",
        ) from error
    with told(address):
        if address.path:
            client = clickhouse_connect.get_client(interface="chdb", path=address.path)
        else:
            client = clickhouse_connect.get_client(
                interface="https" if address.secure else "http",
                host=address.host,
                port=address.port,
                username=address.user,
                password=address.password,
                autogenerate_session_id=False,  # so that several threads may ask at a time
                form_encode_query_params=True,  # values may be longer than an address
                connect_timeout=_CONNECT_SECONDS,
            )
        server = Server(address, client, str(client.server_version))
        _require_settings(server)
    return server


def _require_settings(server: Server) -> None:
    found = server.client.query("SELECT name FROM system.settings").result_columns
    if lacking := SETTINGS.keys() - {*(found[0] if found else ())}:
        raise _too_old(server.address, f"{server.version} has no setting {min(lacking)}")


@contextlib.contextmanager
def told(address: StoreAddress, seconds: float = 0) -> Iterator[None]:
    """Say in words what keeps a server from answering."""
    from clickhouse_connect.driver.exceptions import Error
    from urllib3.exceptions import HTTPError

    try:
        yield
    except Error as error:
        raise _in_words(address, error, seconds) from None  # its text may name the address
    except (HTTPError, OSError, ImportError) as error:
        raise _no_answer(address, type(error).__name__) from None


def _in_words(address: StoreAddress, error: Any, seconds: float) -> UserError:
    code, said = getattr(error, "code", None), _first_line(str(error))
    if code is None:
        return _no_answer(address, said)
    if code == _SLOW_CODE:
        return TooSlow(f"This question took more than {seconds:.0f} seconds.", remedy=_LESS)
    if code == _MEMORY_CODE:
        return TooSlow("This question needs more memory than the server gives.", remedy=_LESS)
    if code in _PASSWORD_CODES:
        what = f"The server does not let “{address.user}” in."
        remedy = f"Check the name in {STORE} and the password in {PASSWORD}."
    elif code in _RIGHTS_CODES:
        what = f"“{address.user}” lacks a right: {said}"
        remedy = grants(address)
    elif code in _SETTING_CODES:
        return _too_old(address, said)
    elif code in _GONE_CODES:
        what = f"What was asked for is not on the server any more: {said}"
        remedy = "Try again; if it stays so, publish anew with `worker-runs publish`."
    else:
        what = f"The server could not do it: {said}"
        remedy = f"Nothing half is kept. Try again; questions are tried on version {TRIED}."
    return StoreAway(what, where=str(address), remedy=remedy)


def grants(address: StoreAddress) -> str:
    """Which rights are needed, as they are given."""
    return (
        f"To read: GRANT SELECT ON {address.database}.*, and CREATE TEMPORARY TABLE ON *.*; to "
        f"publish also INSERT, CREATE TABLE, DROP TABLE ON {address.database}.*; no profile that "
        "is read-only."
    )


def _no_answer(address: StoreAddress, said: str) -> StoreAway:
    return StoreAway(
        f"The ClickHouse server does not answer: {said}",
        where=str(address),
        remedy=f"Check that it runs, and host and port in {STORE} (its HTTP port: 8443 with TLS, "
        "8123 without); then try again.",
    )


def _too_old(address: StoreAddress, found: str) -> StoreAway:
    return StoreAway(
        f"This ClickHouse server is too old: {found}.",
        where=str(address),
        remedy=f"Update it; questions are tried on version {TRIED}.",
    )


def _first_line(said: str) -> str:
    return next(iter(said.strip().splitlines()), "nothing was said").removesuffix(".") + "."

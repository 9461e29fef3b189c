"""Reading one generation of the history: a locked instance, a cursor for every question."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

import duckdb

from dashboard.causes.grouping import ErrorKind, group
from dashboard.causes.marks import marks_of
from dashboard.causes.rules import Rules, read_rules, shipped_rules
from dashboard.errors import StoreUnusable, UserError
from dashboard.ledger.changes import aims, recorded_changes
from dashboard.ledger.ledger import Entry, Ledger
from dashboard.store import cause_tables
from dashboard.store import recorded_changes as recorded
from dashboard.store.beginning import beginning
from dashboard.store.dimensions import BY_NAME, Dimension
from dashboard.store.error_kinds import RULES
from dashboard.store.filters import ALL, Filters, runs_cte, sides_cte
from dashboard.store.generations import upgrade
from dashboard.store.home import Home
from dashboard.store.manifest import check, contents, damaged
from dashboard.store.settings import ZONE
from dashboard.store.tables import SCHEMA_VERSION
from dashboard.store.windows import Window, windows_cte

QUERY_SECONDS = 30.0
SHOWN_VALUES = 1000

Row = dict[str, Any]

_LOCK = """
SET GLOBAL TimeZone = 'UTC';
SET enable_external_access = false;
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
SET lock_configuration = true;
"""


class TooSlow(UserError):
    """A question took longer than a page may wait."""


@dataclass(frozen=True, slots=True)
class About:
    """What holds for a whole generation.

    as_of: the data's own "now"; first, last: created times of the oldest and newest run (None
    without runs); whole_from: from when on no run is missing; notes: sentences that exports asked
    to show; columns: that any export had; filled: per column of runs, how many runs have a value;
    placed: runs whose time is that of their import; settings: by name, as kept with the history.
    """

    generation: int
    zone: str
    runs: int
    as_of: datetime | None
    first: datetime | None
    last: datetime | None
    whole_from: datetime | None
    notes: tuple[str, ...]
    columns: frozenset[str]
    filled: dict[str, int]
    placed: int
    settings: dict[str, str]

    @property
    def now(self) -> datetime | None:
        """The moment up to which the data tells; None without data."""
        return max(filter(None, (self.as_of, self.last)), default=None)


class History:
    """One generation, read-only. Cheap to share between threads; closes when nobody holds it.

    about: what holds for the generation; rules: by which causes are named; causes: why runs fail,
    with what people say about it up to the entry `revision` of the ledger.
    """

    def __init__(self, home: Home, generation: int) -> None:
        manifest = check(home, generation)
        self._connection = duckdb.connect(":memory:")
        weakref.finalize(self, self._connection.close)
        path = str(home.database(generation)).replace("'", "''")
        try:
            self._connection.execute(f"ATTACH '{path}' AS history (READ_ONLY)")
            found = contents(self._connection, "history.runs")
        except duckdb.Error as error:
            raise damaged(home, generation, str(error).splitlines()[0]) from error
        if found != (manifest["runs"], manifest["content"]):
            raise damaged(home, generation, "its runs are not those of its manifest")
        self._connection.execute(_LOCK)
        self._connection.execute(cause_tables.CREATE)
        self._connection.execute(recorded.CREATE)
        self._values: dict[str, dict[str, str]] = {}
        self._kinds = [ErrorKind(**row) for row in self._rows(_text("error_kinds"), {})]
        self.rules = self._rules()
        self.mark((), 0)
        self.about = self._look(generation)

    def ask(
        self,
        question: str,
        filters: Filters = ALL,
        *,
        sides: tuple[Filters, Filters] | None = None,
        windows: Sequence[Window] = (),
        **values: Any,
    ) -> list[Row]:
        """Answer queries/<question>.sql over the chosen runs.

        sides: the two sets of a question that reads FROM sides; windows: the changes of one that
        reads FROM windowed; values: bound to the $names of the
        text. Gives one dict a row with Python's own types; times are aware and in UTC, except
        local buckets, which are naive. Raises TooSlow.
        """
        filters = self._resolved(filters)
        if sides:
            chosen = sides_cte(filters, *map(self._resolved, sides))
        else:
            chosen = windows_cte(filters, windows) if windows else runs_cte(filters)
        return self._rows(f"WITH {chosen.sql}{_question(question)}", chosen.values | values)

    def mark(self, entries: Sequence[Entry], revision: int) -> None:
        """Put causes and recorded changes together anew from the entries of the ledger, of which
        `revision` is the newest."""
        causes = group(self._kinds, self.rules, marks_of(entries))
        cause_tables.put(self._connection, causes)
        recorded.put(self._connection, recorded_changes(entries), aims(entries), causes.find)
        self.causes, self.revision = causes, revision
        self._values.pop("cause", None)

    def _resolved(self, filters: Filters) -> Filters:
        """The same filters with causes by their keys, however they were named."""
        for drop in (False, True):
            if chosen := filters.chosen("cause", drop=drop):
                keys = [self.causes.find(it) for it in chosen]
                filters = filters.choosing("cause", keys, drop=drop)
        return filters

    def _rules(self) -> Rules:
        held = {row["name"]: row["value"] for row in self._rows(_text("settings"), {})}
        text = held.get(RULES)
        return read_rules(text, "the rules of this workspace") if text else shipped_rules()

    def values_of(self, name: str) -> dict[str, str]:
        """The values of a dimension in the whole history, most frequent first, with their labels.

        At most SHOWN_VALUES; a text dimension has none.
        """
        if name not in self._values:
            self._values[name] = self._count_values(BY_NAME[name])
        return self._values[name]

    def _count_values(self, dimension: Dimension) -> dict[str, str]:
        if dimension.holds == "text":
            return {}
        value, label = dimension.looked_at[0], dimension.looked_at[-1]
        one = f"unnest({value})" if dimension.holds == "list" else value
        source = "caused" if dimension.name == "cause" else "history.runs"
        shown = "NULL" if dimension.holds == "list" else f"arg_max({label}, created_at)"
        found = self._rows(
            f"SELECT value, {shown} AS label FROM (SELECT {one} AS value, * FROM {source})"
            " WHERE value IS NOT NULL GROUP BY value ORDER BY count(*) DESC, value"
            f" LIMIT {SHOWN_VALUES}",
            {},
        )
        if dimension.name == "cause":
            return {row["value"]: self.causes.by_key[row["value"]].label for row in found}
        return {row["value"]: row["label"] or row["value"] for row in found}

    def _rows(self, sql: str, values: dict[str, Any]) -> list[Row]:
        cursor = self._connection.cursor()
        timer = threading.Timer(QUERY_SECONDS, cursor.interrupt)
        timer.start()
        try:
            rows: list[Row] = cursor.sql(sql, params=values).to_arrow_table().to_pylist()
            return rows
        except duckdb.InterruptException as error:
            raise TooSlow(
                f"This question took more than {QUERY_SECONDS:.0f} seconds.",
                remedy="Choose a shorter period or fewer filters.",
            ) from error
        finally:
            timer.cancel()
            cursor.close()

    def _look(self, generation: int) -> About:
        row = self.ask("about")[0]
        settings = {it["name"]: it["value"] for it in self.ask("settings")}
        zone = settings.get(ZONE, "UTC")
        firsts = [it["first"] for it in self.ask("first_runs", zone=zone)]
        return About(
            generation=generation,
            zone=zone,
            runs=row["runs"],
            as_of=row["as_of"],
            first=row["first"],
            last=row["last"],
            whole_from=beginning(firsts, row["last"], row["runs"], zone) if firsts else None,
            columns=frozenset(row["columns"] or ()),
            notes=tuple(it["note"] for it in self.ask("notes")),
            filled=self.ask("filled_columns")[0],
            placed=row["placed"],
            settings=settings,
        )


@cache
def _text(name: str) -> str:
    """The text of a named query, without its comments."""
    text = resources.files("dashboard").joinpath(f"queries/{name}.sql").read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("--"))


@cache
def _question(name: str) -> str:
    """A named query to stand behind the common table expressions of the chosen runs."""
    body = _text(name)
    return f", {body.removeprefix('WITH ')}" if body.startswith("WITH ") else f" {body}"


_open: dict[Home, tuple[int, History]] = {}
_opening = threading.Lock()


def current(home: Home) -> History | None:
    """The history of a workspace as it is now, None if nothing was imported yet.

    The same object until a new generation is published, with the causes as the ledger now has
    them. Raises StoreUnusable, LedgerUnusable.
    """
    with _opening:
        generation = home.generation()
        if not generation:
            return None
        known = _open.get(home)
        if known is None or known[0] != generation:
            generation = _of_this_version(home, generation)
            known = (generation, _opened(home, generation))
            _open[home] = known
        _mark(known[1], Ledger(home.path))
        return known[1]


def _of_this_version(home: Home, generation: int) -> int:
    if check(home, generation)["schema"] < SCHEMA_VERSION:
        upgrade(home)
    return home.generation()


def _mark(history: History, ledger: Ledger) -> None:
    """Let a history know what was said about causes since."""
    revision = ledger.revision()
    if revision != history.revision:
        history.mark([it for it in ledger.entries() if it.number <= revision], revision)


def _opened(home: Home, generation: int) -> History:
    try:
        return History(home, generation)
    except FileNotFoundError as error:
        raise StoreUnusable(str(error), where=str(home.path)) from error

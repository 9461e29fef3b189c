"""The histories that are open in this process: one a workspace, known by what is in it.

A number of a generation or of an entry may come again, where a workspace was set back or loaded
anew; contents don't.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from dashboard.errors import StoreUnusable
from dashboard.ledger.ledger import Ledger, Stamp
from dashboard.store.clickhouse.address import StoreAddress, named_store
from dashboard.store.reading.generation import Generation, generation_of
from dashboard.store.reading.history import History
from dashboard.store.reading.reader_of import reader_of
from dashboard.store.reading.said import about_runs, understood
from dashboard.store.tables import SCHEMA_VERSION
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.manifest import check, damaged, is_as_written
from dashboard.store.workspace.reader import Reader


@dataclass(frozen=True, slots=True)
class OpenHistory:
    """A history, and the stamp that the ledger bore when it was put together."""

    history: History
    stamp: Stamp


Place = tuple[Home, StoreAddress | None]
"""A workspace, and the store that answers for it."""
opened: dict[Place, OpenHistory] = {}
"""All of them; one that is taken out is opened anew when it is asked for."""
_opening: dict[Home, threading.Lock] = {}
"""One a workspace: who waits for a slow one keeps nobody from another."""


def current(home: Home) -> History | None:
    """The history of a workspace as it is now, None if nothing was imported yet.

    The same object until a new generation is published or an entry of the ledger is written.
    Raises StoreUnusable, LedgerUnusable, and StoreBusy if an older history can't be upgraded since
    another process is importing; where a store is named also StoreAway, NotPublished.
    """
    return _current((home, named_store()))


def in_workspace(home: Home) -> History | None:
    """The same out of the workspace itself, for what writes there, whatever store is named."""
    return _current((home, None))


def zone_of(home: Home) -> str:
    """The zone of a workspace, also before anything is imported. Raises as current() does."""
    held = _newest((home, None))
    return held.about.zone if held else "UTC"


def _current(place: Place) -> History | None:
    held = _newest(place)
    return held if held and held.about.columns else None  # settings may be there before runs


def _newest(place: Place) -> History | None:
    """The history of the current generation, also one of settings alone; None without any."""
    home, _ = place
    with _opening.setdefault(home, threading.Lock()):
        while number := home.generation():
            try:
                return _at(place, number)
            except StoreUnusable:
                if home.generation() == number:  # else its files went while they were looked at
                    raise
        return None


def _at(place: Place, number: int) -> History:
    """The history of a generation that was current a moment ago."""
    home, _ = place
    if check(home, number)["schema"] < SCHEMA_VERSION:
        # With it comes all that an import works out, which who only reads starts without.
        from dashboard.store.writing.generations import upgrade

        upgrade(home)
        number = home.generation()
    ledger = Ledger(home.path)
    identity, stamp = home.identity(number), ledger.stamp()
    known = opened.get(place)
    same = known.history if known and known.history.generation.identity == identity else None
    if known is None or same is None or known.stamp != stamp:
        known = OpenHistory(_joined(place, number, identity, ledger, same), stamp)
        opened[place] = known
    return known.history


def _joined(
    place: Place, number: int, identity: str, ledger: Ledger, same: History | None
) -> History:
    """The history of a generation with what the ledger says of its runs. same: of this generation,
    if open."""
    entries = about_runs(understood(ledger.entries()))
    if same and same.entries == entries:
        return same
    reader = reader_of(place[0], number, identity, place[1])
    generation = same.generation if same else _looked_at(place[0], number, identity, reader)
    return History(reader, generation, entries)


def _looked_at(home: Home, number: int, identity: str, reader: Reader) -> Generation:
    manifest = check(home, number)
    if not is_as_written(reader.contents(), manifest):
        raise damaged(home, number, "what it holds is not what its manifest says")
    return generation_of(reader, number, identity)

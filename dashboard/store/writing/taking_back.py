"""Take the newest import back: the generation before it becomes the current one again.

Nothing is taken apart: what was before an import is a generation of its own, which is kept for a
while, so that going back is a new pointer. Which one it is, the imports that it lists say.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from dashboard.errors import NotFound, StoreUnusable, UserError
from dashboard.started import command, program
from dashboard.store.workspace import files
from dashboard.store.workspace.duckdb_reader import DuckdbReader
from dashboard.store.workspace.home import KEEP_GENERATIONS, Home
from dashboard.store.workspace.manifest import check
from dashboard.store.workspace.way_back import whole

_IMPORTS = """
SELECT import_id, imported_at, name, fingerprint, new, changed
FROM history.imports ORDER BY import_id
"""
_SETTINGS = "SELECT name, value FROM history.settings"
_NO_MORE = f"isn’t kept any more: of all histories only the last {KEEP_GENERATIONS} are"
_DAMAGED = "is damaged"
_NAMED = 20
"""Exports that a sentence names at most."""


class Load(NamedTuple):
    """An import as a history lists it; new and changed count runs."""

    import_id: int
    imported_at: datetime
    name: str
    fingerprint: str
    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back, and what is current since.

    newest: the newest import now, None if there is none; runs: how many there are now; settings:
    the names of those that have another value again (store/writing/settings.py).
    """

    load: Load
    newest: Load | None
    runs: int
    settings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a generation says of itself."""

    imports: tuple[Load, ...] = ()
    settings: frozenset[tuple[str, str]] = frozenset()
    runs: int = 0


def take_back(home: Home, number: int | None = None) -> TakenBack:
    """Take the newest import back, all of it or nothing. What people recorded is not touched; what
    they set since then, like what counts as success, goes with it and is told.

    number: which import it must be, so that no other is taken that came meanwhile. Raises NotFound,
    StoreBusy, and UserError with the other way to go where the one before it isn't kept.
    """
    with home.writing():
        generation = home.generation()
        now = _held(home, generation)
        if not now.imports:
            raise NotFound("Nothing was imported that could be taken back.", where=str(home.path))
        if number is not None and number != now.imports[-1].import_id:
            raise _not_newest(home, generation, now, number)
        goal = _generation_with(home, generation, now.imports[:-1])
        if goal is None:
            raise _not_kept(now, len(now.imports) - 1, _why_not(home, generation, now.imports[:-1]))
        if goal and not whole(home.path, goal):
            raise _not_kept(now, len(now.imports) - 1, _DAMAGED)
        before = _held(home, goal)
        _go_back(home, generation, goal)
        changed = now.settings ^ before.settings
        return TakenBack(
            load=now.imports[-1],
            newest=before.imports[-1] if before.imports else None,
            runs=before.runs,
            settings=tuple(sorted({name for name, _ in changed})),
        )


def _held(home: Home, generation: int) -> _Stated:
    if not generation:
        return _Stated()
    manifest = check(home, generation)
    reader = DuckdbReader(home, generation)
    return _Stated(
        imports=tuple(Load(**row) for row in reader.rows(_IMPORTS, {})),
        settings=frozenset((row["name"], row["value"]) for row in reader.rows(_SETTINGS, {})),
        runs=manifest["runs"],
    )


def _generation_with(home: Home, current: int, imports: Sequence[Load]) -> int | None:
    """The newest generation before the current one that lists these imports; 0 for none of them,
    since that is how every workspace began; None if it isn't kept."""
    for number in reversed(files.numbers(home.path)):
        if number < current and _listed(home, number) == tuple(imports):
            return number
    return None if imports else 0


def _listed(home: Home, generation: int) -> tuple[Load, ...] | None:
    """The imports of a generation; None for one that can't be read."""
    try:
        return _held(home, generation).imports
    except StoreUnusable:
        return None


def _why_not(home: Home, current: int, imports: Sequence[Load]) -> str:
    """Why no generation before the current one is found that lists these imports. One that can't be
    read was it, if one before it has fewer or all are kept; it may be it, if none after it that can
    be read has more."""
    before = [number for number in files.numbers(home.path) if number < current]
    damaged: list[int] = []
    for number in reversed(before):
        listed = _listed(home, number)
        if listed is None:
            damaged.append(number)
        elif len(listed) > len(imports):
            damaged.clear()
        else:
            return _DAMAGED if damaged else _NO_MORE
    if damaged and before[0] == 1:
        return _DAMAGED
    return f"was history {damaged[0]}, which is damaged, or {_NO_MORE}" if damaged else _NO_MORE


def _go_back(home: Home, generation: int, goal: int) -> None:
    try:
        home.go_back(goal)
    except OSError as error:
        same = "Nothing was changed. " if home.generation() == generation else ""
        raise StoreUnusable(
            f"The import could not be taken back: {error.strerror}.",
            where=str(home.path),
            remedy=f"{same}Check that the disk has room and the folder can be written, then try "
            "again.",
        ) from error


def _not_newest(home: Home, generation: int, now: _Stated, number: int) -> UserError:
    """What to do about an import on which others were built, or which was never there."""
    place = next((at for at, one in enumerate(now.imports) if one.import_id == number), None)
    if place is None:
        return NotFound(
            f"No import has the number {number}.", remedy=f"`{command('imports')}` lists them."
        )
    if _generation_with(home, generation, now.imports[:place]) is None:
        return _not_kept(now, place, _why_not(home, generation, now.imports[:place]))
    later = now.imports[place + 1 :]
    times = "once" if not later else "twice" if len(later) == 1 else f"{len(later) + 1} times"
    return UserError(
        f"{_told(now.imports[place])} is not the newest: {_after(later)} after it.",
        remedy=f"Write `{command('undo')}` {times}, which takes back the later ones too, then load "
        f"those again: `{command(f'load {_names(later)}')}`.",
    )


def _not_kept(now: _Stated, place: int, how: str) -> UserError:
    """What to do about an import before which no history is kept, or none that is whole."""
    others = [one for at, one in enumerate(now.imports) if at != place]
    return UserError(
        f"What was before {_told(now.imports[place])} {how}.",
        remedy="Nothing was changed. Load all exports but this one into another folder: "
        f"`{program()} --home FOLDER load {_names(others)}`.",
    )


def _told(load: Load) -> str:
    return f"Import {load.import_id} ({load.name})"


def _after(later: Sequence[Load]) -> str:
    """Which imports came later, in words."""
    if len(later) == 1:
        return f"import {later[0].import_id} came"
    return f"imports {later[0].import_id} to {later[-1].import_id} came"


def _names(loads: Sequence[Load]) -> str:
    """The exports as a command takes them."""
    names = [shlex.quote(name) for name in dict.fromkeys(load.name for load in loads)]
    return " ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")

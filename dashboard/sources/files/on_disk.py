"""What stands at a path or in a folder, looked at before it is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import READABLE, SUFFIXES, irregular, no_rows, unreadable
from dashboard.sources.files.unpacking import signs
from dashboard.sources.files.unpacking.noise import is_hidden, is_noise
from dashboard.sources.raw.raw import listed


def below(folder: Path) -> list[Path]:
    """All files in a folder and those in it that may hold data, packed or not, in order."""
    every = (path for path in sorted(folder.rglob("*")) if may_hold_data(path))
    return [path for path in every if not is_noise(path.relative_to(folder))]


def left_out(folder: Path) -> tuple[str, ...]:
    """What there is to say of the other files in a folder, but for those of a system; of hidden
    ones those that are named like data."""
    places = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    names = [
        str(place) for place in places if not (is_noise(place) or may_hold_data(folder / place))
    ]
    hidden = [str(place) for place in places if is_hidden(place) and _is_named_like_data(place)]
    told = (f"Hidden and so left out: {listed(hidden, 5)}.",) if hidden else ()
    return (*no_data(names, "the folder"), *told)


def no_data(names: Sequence[str], whole: str) -> tuple[str, ...]:
    """A sentence about files of something that are none of data, if there are any."""
    if not names:
        return ()
    many = f"{len(names):,} files" if len(names) > 1 else "One file"
    return (f"{many} of {whole} left out, being no data: {listed(names, 5)}.",)


def may_hold_data(path: Path) -> bool:
    """Told by its name. A .db beside other files is mostly what a program keeps for itself."""
    if is_noise(PurePath(path.name)):
        return False
    return _is_named_like_data(path) and not path.is_dir()


def _is_named_like_data(path: PurePath) -> bool:
    ending = path.suffix.lower()
    return ending in (*SUFFIXES, *signs.SUFFIXES) and ending != ".db"


def without_empty(paths: Sequence[Path], folder: Path) -> tuple[list[Path], list[str]]:
    """The files without those that have no bytes, as a day without runs may leave one, and what is
    said of these; all where all are empty."""
    empty = [path for path in paths if path.is_file() and path.stat().st_size == 0]
    if not empty or len(empty) == len(paths):
        return list(paths), []
    gone = frozenset(empty)
    names = [path.relative_to(folder).as_posix() for path in empty]
    return [path for path in paths if path not in gone], said_of_empty(names)


def said_of_empty(names: Sequence[str]) -> list[str]:
    """That files without anything in them were left out, if there are any."""
    if not names:
        return []
    return [f"{listed(names, 5)} left out: nothing stands in {'them' if names[1:] else 'it'}."]


def inside(entry: Path, folder: Path) -> bytes:
    """The beginning of an entry, checked to be a regular file that stands within the folder."""
    where = str(entry)
    try:
        real = entry.resolve(strict=True)
        if not real.is_relative_to(folder.resolve(strict=True)):
            raise ExportRefused(
                f"This is a link that leads out of the folder, to {real}",
                where=where,
                remedy="Put the file itself into the folder.",
            )
        return beginning(entry, where, entry.stat().st_mode)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise unreadable(where, error) from error


def beginning(path: Path, name: str, mode: int) -> bytes:
    """How a regular file begins that may hold rows, packed or not. Raises ExportRefused."""
    if what := irregular(mode):
        raise ExportRefused(
            f"This is {what}, not a file",
            where=name,
            remedy=f"Write its rows to a file first. {READABLE}.",
        )
    try:
        with path.open("rb") as stream:
            start = stream.read(4096)
            while start and not start.strip():  # blank lines say nothing yet
                start = stream.read(1 << 20)
    except OSError as error:
        raise unreadable(name, error) from error
    if signs.wrapping(start):
        return start
    if kind := signs.foreign(start):
        raise ExportRefused(
            f"This is {kind}, not an export",
            where=name,
            remedy=f"{READABLE}: save or unpack the export as one of these.",
        )
    if not start.strip():
        raise no_rows(name)
    return start

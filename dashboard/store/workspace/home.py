"""The folder of one workspace: which generation is current, and who may write."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard.errors import StoreBusy, StoreUnusable
from dashboard.store.workspace import files
from dashboard.store.workspace.way_back import POINTER, way_back

KEEP_GENERATIONS = 3
_LOCK, _HOLDER, _HIGHEST = "import.lock", "import.holder", "highest"


@dataclass(frozen=True, slots=True)
class Home:
    """The paths of a workspace. A generation is a number; 0 means that nothing was imported.

    Raises StoreUnusable for a folder whose name DuckDB can't be told.
    """

    path: Path

    def __post_init__(self) -> None:
        told = str(self.path.absolute())
        found = [sign for sign in "?\\" if sign in told and sign != os.sep]
        if not told.isascii() and told != told.encode("utf-8", "replace").decode("utf-8"):
            found.append("a letter that is not UTF-8")
        if found:
            raise StoreUnusable(
                f"A workspace can’t be kept in a folder whose path has {found[0]} in it.",
                where=told,
                remedy="Choose another folder with --home, or rename this one.",
            )

    @property
    def pointer(self) -> Path:
        return self.path / POINTER

    def database(self, generation: int) -> Path:
        return files.database(self.path, generation)

    def manifest(self, generation: int) -> Path:
        return files.manifest(self.path, generation)

    @property
    def _highest(self) -> Path:
        return self.path / _HIGHEST

    def generation(self) -> int:
        """The current generation, 0 when nothing was imported.

        Raises StoreUnusable if the pointer to it is torn, or lost: a folder has one before it has
        any history. It names none where histories are only while the first is published, or where
        that was ended half way, which leaves behind who held the lock.
        """
        number = self._pointed_at()
        if number == 0 and self._has_histories() and self._pointed_at() == 0:
            raise self._lost("names none, and there are some")
        return number

    def _has_histories(self) -> bool:
        """Whether some were published, and none just now: who does that holds the lock until the
        pointer names it."""
        there = any(self.manifest(one).exists() for one in files.numbers(self.path))
        return there and not (self.path / _HOLDER).exists()

    def _pointed_at(self) -> int:
        """What the pointer says, 0 without one in a folder without histories."""
        try:
            if self.pointer.is_fifo():  # opening it would wait for ever
                raise self._lost("is a pipe, not a file")
            with self.pointer.open(encoding="ascii") as file:
                text = file.read(64).strip()  # what is no pointer may never end
        except (FileNotFoundError, NotADirectoryError) as error:
            if not files.numbers(self.path):
                return 0
            raise self._lost("is missing") from error
        except PermissionError as error:
            raise unreadable(self.pointer, error) from error
        except OSError as error:
            raise self._lost(f"cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise self._lost("holds no number") from error
        number = files.number(text)
        if number is None:
            shown = text and text.isprintable()
            raise self._lost(f"holds {text[:40]!r}" if shown else "holds no number")
        return number

    def _lost(self, how: str) -> StoreUnusable:
        return StoreUnusable(
            f"The file that names the current history {how}.",
            where=str(self.pointer),
            remedy=lambda: way_back(self.path),
        )

    def identity(self, generation: int) -> str:
        """What tells the contents of a generation from those of any other, also of one that once
        had its number; "" without its manifest."""
        try:
            return hashlib.sha256(self.manifest(generation).read_bytes()).hexdigest()
        except OSError:
            return ""

    def published(self) -> str:
        """The identity of the current generation, "" when nothing was imported."""
        number = self.generation()
        return self.identity(number) if number else ""

    def next_number(self) -> int:
        """A number that no generation of this folder ever had, also where it was set back."""
        try:
            recorded = files.number(self._highest.read_text(encoding="utf-8").strip()) or 0
        except (OSError, UnicodeDecodeError):
            recorded = 0
        return 1 + max([recorded, self.generation(), *files.numbers(self.path)])

    def publish(self, draft: Path, number: int, manifest: dict[str, object]) -> None:
        """Make a finished draft the current generation, all or nothing, then drop the oldest.

        The three newest are kept, not counting what an import that was ended half way left behind,
        and the one that was current. Raises OSError; the current one then stays.
        """
        before = self.generation()
        files.sync(draft)
        if not before:
            files.write_durably(self.pointer, "0\n")
        files.write_durably(self._highest, f"{number}\n")
        try:
            draft.replace(self.database(number))
            files.write_durably(self.manifest(number), json.dumps(manifest, indent=1) + "\n")
            files.write_durably(self.pointer, f"{number}\n")
        except OSError:
            self._take_back(number, before)
            raise
        numbers = files.numbers(self.path)
        newest = [one for one in numbers if self.manifest(one).exists()][-KEEP_GENERATIONS:]
        for old in numbers:
            if old < newest[0] and old != before:
                self._drop(old)

    def go_back(self, number: int) -> None:
        """Make an earlier generation the current one again, all or nothing, then drop the later
        ones, up to the one that was current. Raises OSError; the current one then stays."""
        before = self.generation()
        try:
            files.write_durably(self.pointer, f"{number}\n")
        except OSError:
            self._point_back(number, before)
            raise
        for later in files.numbers(self.path):
            if number < later <= before:
                self._drop(later)

    def _take_back(self, number: int, before: int) -> None:
        """Drop a generation that could not be published, but never while the pointer names it."""
        self._point_back(number, before)
        self._drop(number)

    def _point_back(self, number: int, before: int) -> None:
        """Undo a step of the pointer that may have failed behind its back."""
        if self.generation() == number:
            files.write_durably(self.pointer, f"{before}\n")

    def _drop(self, generation: int) -> None:
        for path in (self.database(generation), self.manifest(generation)):
            with contextlib.suppress(OSError):  # some systems keep what is being read
                path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only right to import; StoreBusy names the process that has it. Raises
        StoreUnusable also where the pointer is lost."""
        holder = self.path / _HOLDER
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            _require_files(self.path)
            lock = FileLock(self.path / _LOCK, timeout=0)
            lock.acquire()
        except Timeout as error:
            raise StoreBusy(
                f"Another import is running ({_said(holder)}).",
                where=str(self.path),
                remedy="Wait until it has ended and try again.",
            ) from error
        except OSError as error:
            raise unwritable(self.path, error) from error
        try:
            self.generation()  # as long as nothing says that somebody writes
            self._say_who(holder)
            yield
        finally:
            with contextlib.suppress(OSError):
                holder.unlink(missing_ok=True)
            lock.release()

    def _say_who(self, holder: Path) -> None:
        try:
            holder.write_text(f"process {os.getpid()}", encoding="utf-8")
        except OSError as error:
            raise unwritable(self.path, error) from error


def _require_files(folder: Path) -> None:
    """Nothing but files may stand where the workspace keeps those that it writes. Raises
    StoreUnusable."""
    for path in (folder / name for name in (_LOCK, _HOLDER, _HIGHEST)):
        if path.exists() and not path.is_file():
            raise StoreUnusable(
                f"Where the workspace keeps its file {path.name} stands something else, "
                f"{'a folder' if path.is_dir() else 'no usual file'}.",
                where=str(path),
                remedy="Nothing was changed. Move it out of the workspace, then try again.",
            )


def unwritable(folder: Path, error: OSError) -> StoreUnusable:
    """The error for a workspace in which nothing can be written."""
    return StoreUnusable(
        f"The workspace folder cannot be written: {error.strerror}.",
        where=str(folder),
        remedy="Nothing was changed. Choose another folder with --home, or see that this one "
        "may be written and its disk has room.",
    )


def unreadable(path: Path, error: OSError) -> StoreUnusable:
    """The error for a file that is there and may not be read, which is no damage."""
    return StoreUnusable(
        f"The history can’t be read: {error.strerror}.",
        where=str(path),
        remedy="Make this folder and its files readable, or choose another folder with --home.",
    )


def _said(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8").strip() or "just started"
    except (OSError, UnicodeDecodeError):
        return "just started"

"""The folder of one workspace: which generation is current, and who may write."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from dashboard.errors import StoreBusy, StoreUnusable

KEEP_GENERATIONS = 3


def platform_home() -> Path:
    """The workspace folder when none is named: the platform's user data folder."""
    return platformdirs.user_data_path("worker-runs", appauthor=False)


def default_home() -> Path:
    """The workspace folder: WORKER_RUNS_HOME, else that of the platform."""
    named = os.environ.get("WORKER_RUNS_HOME")
    return Path(named) if named else platform_home()


@dataclass(frozen=True, slots=True)
class Home:
    """The paths of a workspace. A generation is a number; 0 means that nothing was imported."""

    path: Path

    @property
    def pointer(self) -> Path:
        return self.path / "current"

    def database(self, generation: int) -> Path:
        return self.path / f"runs.{generation}.duckdb"

    def manifest(self, generation: int) -> Path:
        return self.path / f"runs.{generation}.json"

    def generation(self) -> int:
        """The current generation, 0 when nothing was imported; StoreUnusable if it is torn."""
        try:
            text = self.pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return 0
        except (OSError, UnicodeDecodeError) as error:
            raise self._unreadable(str(error)) from error
        if not text.isdigit():
            raise self._unreadable(f"it holds {text[:40]!r}")
        return int(text)

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

    def _unreadable(self, found: str) -> StoreUnusable:
        return StoreUnusable(
            f"The pointer to the current history cannot be read: {found}.",
            where=str(self.pointer),
            remedy="Write the number of the newest runs.<number>.duckdb beside it into this file, "
            "or delete the file and load your exports again.",
        )

    def publish(self, generation: int, manifest: dict[str, object]) -> None:
        """Make a finished database the current one, all or nothing, then drop the oldest."""
        write_durably(self.manifest(generation), json.dumps(manifest, indent=1) + "\n")
        sync(self.database(generation))
        write_durably(self.pointer, f"{generation}\n")
        for old in self.path.glob("runs.*.duckdb"):
            number = old.name.split(".")[1]
            if number.isdigit() and int(number) <= generation - KEEP_GENERATIONS:
                old.unlink(missing_ok=True)
                self.manifest(int(number)).unlink(missing_ok=True)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only right to import; StoreBusy names the process that has it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = (self.path / "import.lock").open("a+", encoding="utf-8")
        except OSError as error:
            raise StoreUnusable(
                f"The workspace folder cannot be written: {error.strerror}.",
                where=str(self.path),
                remedy="Choose another folder with --home, or make this one writable.",
            ) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                lock.seek(0)
                raise StoreBusy(
                    f"Another import is running ({lock.read().strip() or 'just started'}).",
                    where=str(self.path),
                    remedy="Wait until it has ended and try again.",
                ) from error
            lock.truncate(0)
            lock.write(f"process {os.getpid()}")
            lock.flush()
            yield


def write_durably(path: Path, text: str) -> None:
    """Replace a small file atomically: readers see the old text or the new, never part."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

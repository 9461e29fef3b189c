"""How much unpacking may take, and that it takes no more."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MB = 1_000_000
GB = 1_000 * MB


@dataclass(frozen=True, slots=True)
class Limits:
    """memory: bytes of address space; seconds: of processor time, and thrice as many on the clock;
    written: bytes of all files that come out; ratio: how many times as large as the file they may
    be, once they are larger than `small`; entries: files of an archive; statement: letters of one
    in a dump in SQL; free: bytes of the disk that are left to others."""

    memory: int = 1_200 * MB
    seconds: int = 900
    written: int = 20 * GB
    ratio: int = 200
    small: int = 50 * MB
    entries: int = 100_000
    statement: int = 64 * MB
    free: int = GB

    @property
    def clock(self) -> int:
        """Seconds after which a process that does nothing is given up."""
        return 3 * self.seconds


LIMITS = Limits()


class Refused(Exception):
    """The file can't be unpacked: what is wrong with it, and what the person can do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what, self.remedy = what, remedy


def confine(limits: Limits) -> None:
    """Hold this process to the limits from here on, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, limits.written),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard))


class Budget:
    """What may still be written. Counts what every file takes that comes out of one export."""

    def __init__(self, limits: Limits, packed: int, folder: Path) -> None:
        """packed: bytes of the export as it is; folder: where the files are written."""
        self.limits = limits
        self._most = min(limits.written, max(limits.small, packed * limits.ratio))
        self._by_ratio = self._most < limits.written
        self._folder = folder
        self._written = 0
        self._files = 0
        self._next_look = 0
        self._parent = os.getppid()

    def take(self, size: int) -> None:
        """Count bytes that are about to be written. Raises Refused at a limit."""
        self._written += size
        if self._written > self._most:
            how = f", {self.limits.ratio} times its size" if self._by_ratio else ""
            raise Refused(
                f"Unpacked it is larger than {told(self._most)}{how}, and so was left",
                "Check that it is an export; a real one can be cut into several files.",
            )
        if self._written >= self._next_look:
            self._next_look = self._written + 64 * MB
            self._look_around()

    def take_files(self, many: int) -> None:
        """Count files of an archive, and of those in it. Raises Refused when they are too many."""
        self._files += many
        if self._files > self.limits.entries:
            raise Refused(
                f"It holds {self._files:,} files; {self.limits.entries:,} can be read",
                "Pack it into several archives.",
            )

    def _look_around(self) -> None:
        if os.getppid() != self._parent:
            sys.exit(1)  # whoever asked for it is gone
        if free_bytes(self._folder) < self.limits.free:
            raise Refused(
                f"Unpacking it would leave less than {told(self.limits.free)} of the disk",
                f"Make room where {self._folder.parent.parent} stands, or set TMPDIR to a folder "
                "on another disk.",
            )


class CountedFile:
    """A new file whose bytes are counted."""

    def __init__(self, path: Path, budget: Budget) -> None:
        """Raises FileExistsError where there is one already."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._stream: BinaryIO = path.open("xb")
        self._budget = budget

    def write(self, data: bytes) -> None:
        """Write all of it. Raises Refused at a limit."""
        self._budget.take(len(data))
        self._stream.write(data)

    def __enter__(self) -> CountedFile:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Write no more."""
        self._stream.close()


def free_bytes(folder: Path) -> int:
    """Bytes that are free on the disk of a folder."""
    import shutil

    return shutil.disk_usage(folder).free


def told(size: int) -> str:
    """A size in words: 50 MB, 2.5 GB."""
    unit, name = (GB, "GB") if size >= GB else (MB, "MB") if size >= MB else (1_000, "KB")
    return f"{size / unit:.3g} {name}"

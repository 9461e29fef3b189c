"""Files that were compressed as a whole: gzip, bzip2, xz, zstd."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

from dashboard.sources.files.unpacking.limits import Budget, CountedFile, Refused
from dashboard.sources.files.unpacking.signs import OF_STREAMS

_BLOCK = 1 << 20


def inner_name(name: str) -> str:
    """The name of what is compressed: runs.csv of runs.csv.gz."""
    ending = next((end for end in OF_STREAMS if name.lower().endswith(end)), "")
    return name[: len(name) - len(ending)] or "export"


def decompress(path: Path, kind: str, target: Path, budget: Budget) -> None:
    """Write to `target` what the file holds. Raises Refused when it is cut or damaged."""
    opened, broken = _opener(kind)
    try:
        with opened(path) as packed, CountedFile(target, budget) as plain:
            while block := packed.read(_BLOCK):
                plain.write(block)
    except EOFError:
        raise Refused(
            f"It breaks off: it is compressed with {kind} and its end is missing",
            "Copy or download it again, to its end.",
        ) from None
    except broken as error:
        if isinstance(error, OSError) and error.errno:
            raise  # the disk's fault, not the file's
        raise Refused(
            f"It is compressed with {kind} and damaged ({error})", "Copy or download it again."
        ) from None


def _opener(kind: str) -> tuple[Callable[[Path], IO[bytes]], tuple[type[Exception], ...]]:
    """What opens a file of that kind, and what it raises for a damaged one."""
    if kind == "gzip":
        return cast(Callable[[Path], IO[bytes]], gzip.open), (gzip.BadGzipFile, zlib.error)
    if kind == "bzip2":
        return cast(Callable[[Path], IO[bytes]], bz2.open), (OSError, ValueError)
    if kind == "xz":
        return cast(Callable[[Path], IO[bytes]], lzma.open), (lzma.LZMAError,)
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return cast(Callable[[Path], IO[bytes]], zstd.open), (zstd.ZstdError,)

"""Files that a person dropped on a page, kept on disk for as long as they look at them."""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import Protocol

from dashboard.errors import UserError
from dashboard.sources.files.rooms import room

_LONGEST = 200
"""Bytes of a name that are kept, of its end; file systems take 255."""


class Upload(Protocol):
    """A file as the browser sent it."""

    file_id: str
    name: str

    def getbuffer(self) -> memoryview:
        """Its bytes."""
        ...


class Dropped:
    """Some files in a private folder, which goes when this object does.

    ids: of the files, by which it is known whether others were dropped since; folder: in which they
    stand, under a name that a person understands.
    """

    def __init__(self, uploads: Sequence[Upload]) -> None:
        """Raises UserError when there is no room for them."""
        self.ids = ids_of(uploads)
        stack = ExitStack()
        weakref.finalize(self, stack.close)
        try:
            self.folder = folder = stack.enter_context(room()) / f"{len(uploads):,} files"
            folder.mkdir()
            self.files: tuple[Path, ...] = tuple(_written(folder, upload) for upload in uploads)
        except OSError as error:
            raise _no_room(error) from error

    @property
    def tried(self) -> Path:
        """Where the history stands as it will be after what was tried of these files."""
        return self.folder.parent / "tried"

    def forget_tried(self) -> None:
        """Let what was tried of them be tried anew."""
        shutil.rmtree(self.tried, ignore_errors=True)

    def beside(self, name: str, text: str) -> Path:
        """A file with that text, which is no part of what was dropped; it takes the place of the
        one before it. Raises UserError when there is no room for it."""
        folder = self.folder.parent / "beside"
        try:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            (folder / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise _no_room(error) from error
        return folder / name


def _no_room(error: OSError) -> UserError:
    return UserError(
        f"There is no room for what was dropped: {error.strerror}.",
        remedy="Make room on the disk for temporary files of the machine that serves these pages "
        "(TMPDIR), then drop the files again.",
    )


def ids_of(uploads: Sequence[Upload]) -> tuple[str, ...]:
    """What tells these files from others."""
    return tuple(upload.file_id for upload in uploads)


def _written(folder: Path, upload: Upload) -> Path:
    """The file under its own name, without what a name could do to a path; of two of one name the
    second gets a folder of its own."""
    name = re.sub(r"[\x00-\x1f/\\]", "_", PurePosixPath(upload.name).name)
    name = name.encode("utf-8", "replace")[-_LONGEST:].decode("utf-8", "ignore")
    path = folder / (name if name.strip(". ") else "export")
    if path.exists():
        path = Path(tempfile.mkdtemp(dir=folder)) / path.name
    path.write_bytes(upload.getbuffer())
    return path

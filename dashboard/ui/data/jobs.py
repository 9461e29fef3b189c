"""Work that takes longer than a page may: done beside it, so that everybody goes on reading."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from dashboard.errors import UserError
from dashboard.store.writing.staging import Progress

T = TypeVar("T")


class Job(Generic[T]):
    """One piece of work in a thread of its own, that can be asked how far it is and to stop.

    rows: how many rows were read so far; result: what came out, None as long as nothing did;
    failed: why nothing did.
    """

    def __init__(self, name: str, work: Callable[[Progress], T], total: int = 0) -> None:
        """name: what is worked on; work: gets what it tells its progress to, which may stop it;
        total: how many rows there are to be read, 0 if that is not known."""
        self.name = name
        self.total = total
        self.rows = 0
        self._began = time.monotonic()
        self.result: T | None = None
        self.failed: UserError | None = None
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"load {name}", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.result = self._work(self._progress)
        except UserError as error:
            self.failed = error
        except Exception as error:  # the page must say that it ended, whatever it was
            self.failed = UserError(
                f"This could not be done: {type(error).__name__}",
                where=self.name,
                remedy="The terminal that serves these pages has the details.",
            )
            raise

    def _progress(self, rows: int) -> None:
        self.rows = rows
        if self._stop.is_set():
            raise Stopped("It was stopped.", where=self.name)

    @property
    def done(self) -> bool:
        """Whether it ended, one way or the other."""
        return not self._thread.is_alive()

    @property
    def seconds(self) -> int:
        """How long it works already."""
        return int(time.monotonic() - self._began)

    def stop(self) -> None:
        """End it at the next batch of rows; what it began is dropped."""
        self._stop.set()

    def wait(self, seconds: float) -> None:
        """Wait for its end, at most so long."""
        self._thread.join(seconds)


class Stopped(UserError):
    """Work that a person stopped."""

"""What a history was asked of late: since it never changes, it need not look again."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import Any

from dashboard.store.workspace.reader import Reader, Row

_QUESTIONS = 1_000
"""A review asks some seventy, of each choice of filters; known by digests, they take no room."""
_ROWS = 20_000
"""Of an answer that is kept, such as the days of 260 workers in ten weeks, which every page asks
for: what is longer is for one file."""
_ROWS_IN_ALL = 60_000
"""Some 40 MB."""


class RecentAnswers:
    """A reader that remembers its newest answers, for any number of threads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._kept: OrderedDict[bytes, list[Row]] = OrderedDict()
        self._rows = 0
        self._lock = threading.Lock()

    def rows(self, sql: str, values: dict[str, Any], seconds: float) -> list[Row]:
        """As the reader's, in dicts that are the caller's own."""
        asked = hashlib.sha256(f"{sql}\0{values!r}".encode("utf-8", "backslashreplace")).digest()
        found = self._found(asked)
        if found is None:
            found = self._reader.rows(sql, values, seconds)
            if len(found) > _ROWS:
                return found
            self._keep(asked, found)
        return [dict(row) for row in found]

    def _found(self, asked: bytes) -> list[Row] | None:
        with self._lock:
            found = self._kept.get(asked)
            if found is not None:
                self._kept.move_to_end(asked)
        return found

    def _keep(self, asked: bytes, found: list[Row]) -> None:
        with self._lock:
            if asked in self._kept:  # another thread asked the same meanwhile
                return
            self._kept[asked] = found
            self._rows += len(found)
            while len(self._kept) > _QUESTIONS or self._rows > _ROWS_IN_ALL:
                _, oldest = self._kept.popitem(last=False)
                self._rows -= len(oldest)

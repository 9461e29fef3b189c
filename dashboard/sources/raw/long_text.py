"""The text of a file of JSON, of which a piece at a time is in memory."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import IO

from dashboard.errors import ExportRefused

_BLOCK = 1 << 20
_ACROSS = 1 << 10
"""Bytes of a block that are searched again with the next one: what is found may stand in both."""
_BOM = b"\xef\xbb\xbf"
_SPACE = re.compile(rb"[ \t\r\n]*")

Opens = Callable[[], AbstractContextManager[IO[bytes]]]


class LongText:
    """Text that stands in a file in UTF-8. Places in it are those of its bytes; other bytes are
    U+DC80…DCFF. Reading it raises ExportRefused where the file is gone or shorter than it was.
    """

    def __init__(
        self, opens: Opens, name: str, *, blank: bytes = b"", listed: bool = False
    ) -> None:
        """opens: the file; name: as the person knows it; blank: a sign that is read as a space;
        listed: whether the text is read as if the brackets of a list stood around it."""
        self._opens, self._name, self._blank, self._listed = opens, name, blank, listed
        with opens() as stream:
            self._first = len(_BOM) if stream.read(len(_BOM)) == _BOM else 0
            self._size = stream.seek(0, 2) - self._first + 2 * listed
        self._begin, self._block = 0, b""
        self.ends: dict[int, int] = {}
        """Where very long values in it end, by where they begin, for whoever asks again."""

    @classmethod
    def of(cls, pieces: Iterable[str], name: str, *, blank: bytes = b"") -> LongText:
        """A text in pieces, which is written into a file that is gone with it."""
        file = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the text
        file.writelines(piece.encode("utf-8", "surrogateescape") for piece in pieces)
        return cls(lambda: nullcontext(file), name, blank=blank)

    def as_list(self) -> LongText:
        """The same as if the brackets of a list stood around it."""
        return LongText(self._opens, self._name, blank=self._blank, listed=True)

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, span: slice) -> str:
        """What stands between two places."""
        return self._bytes(span.start or 0, span.stop).decode("utf-8", "surrogateescape")

    def _bytes(self, begin: int, end: int | None) -> bytes:
        end = self._size if end is None else min(end, self._size)
        if begin >= end:
            return b""
        if begin < self._begin or end > self._begin + len(self._block):
            if end - begin > _BLOCK:
                return self._read(begin, end)  # which is not kept
            self._begin, self._block = begin, self._read(begin, min(begin + _BLOCK, self._size))
        return self._block[begin - self._begin : end - self._begin]

    def _read(self, begin: int, end: int) -> bytes:
        if not self._listed:
            return self._of_file(begin, end)
        before, after = b"["[begin:], b"]"[: max(end - self._size + 1, 0)]
        inner = self._of_file(max(begin - 1, 0), min(end, self._size - 1) - 1)
        return before[: end - begin] + inner + after

    def _of_file(self, begin: int, end: int) -> bytes:
        try:
            with self._opens() as stream:
                stream.seek(self._first + begin)
                found = stream.read(end - begin)
        except OSError as error:
            raise ExportRefused(
                f"Reading it stopped: {error.strerror or error}", where=self._name
            ) from error
        if len(found) < end - begin:
            raise ExportRefused(
                "It changed while it was read, so nothing of it was imported",
                where=self._name,
                remedy="Wait until it is written to its end, or load a copy of it.",
            )
        return found.replace(self._blank, b" ") if self._blank else found

    def before(self, at: int) -> int:
        """The last place up to another one that is not within a sign of several bytes."""
        for place in range(at, max(at - 4, -1), -1):
            if not b"\x80" <= self._bytes(place, place + 1) < b"\xc0":
                return place
        return at

    def width(self, text: str) -> int:
        """How many places a piece of it takes."""
        return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))

    def space(self, at: int) -> int:
        """The first place at or after `at` that is not white space."""
        while at < self._size:
            piece = self._bytes(at, at + 64)
            found = _SPACE.match(piece)
            end = found.end() if found else 0
            at += end
            if end < len(piece):
                break
        return at

    def lines(self, begin: int, end: int) -> int:
        """How many lines end between two places, as Python ends them."""
        found = 0
        for at in range(begin, end, _BLOCK):
            block = self._bytes(at, min(at + _BLOCK, end))
            found += block.count(b"\n")
            if b"\r" in block:
                found += block.count(b"\r") - block.count(b"\r\n")
                found -= (
                    block[-1:] == b"\r"
                    and self._bytes(at + len(block), at + len(block) + 1) == b"\n"
                )
        return found

    def holds(self, pattern: re.Pattern[bytes], *, sign: bytes = b"") -> bool:
        """Whether anything of at most a thousand bytes in it is like a pattern. sign: what stands
        in all that is like it, and is looked for first, which is ten times as fast."""
        starts = range(0, self._size, _BLOCK - _ACROSS)
        blocks = (self._bytes(at, at + _BLOCK) for at in starts)
        return any(sign in block and pattern.search(block) for block in blocks)

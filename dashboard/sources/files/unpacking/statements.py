"""The statements of a dump in SQL, each to its end and with its place, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dashboard.sources.files.unpacking.limits import Budget, Refused, told
from dashboard.sources.files.unpacking.sql_text import BEGINS, Dialect

_ALONE = re.compile(r"\s*(?:GO(?:\s+\d+)?\s*$|\\|DELIMITER\s)", re.IGNORECASE)
"""Lines that are orders to the tool that runs a script, and end what stands above them."""
_DOLLAR = re.compile(r"\$(?:[A-Za-z_]\w*)?\$")
_CLOSING = {
    sign: re.compile(rf"[^{sign}]*+{sign}", re.DOTALL) for sign in ("'", '"', "`")
}  # fmt: skip
_CLOSING_ESCAPED = {
    sign: re.compile(rf"(?:[^{sign}\\]|\\.)*+{sign}", re.DOTALL) for sign in ("'", '"')
}
_COMMENT_END = re.compile(r".*?\*/", re.DOTALL)


class Statement(NamedTuple):
    """One statement. line, last: those on which it begins and ends, from 1."""

    text: str
    line: int
    last: int


def cut() -> Refused:
    """The refusal of a dump that breaks off."""
    return Refused("The dump ends within a statement, so rows may be missing", "Dump it again.")


class Statements:
    """The statements of a dump. Whoever takes one may read on in the lines below it.

    Going through them raises Refused where the dump ends within one, and where one is too large.
    """

    def __init__(
        self, lines: Iterator[tuple[int, bytes]], dialect: Dialect, budget: Budget
    ) -> None:
        """lines: those of the dump with their numbers, from 1."""
        self._lines, self._dialect = lines, dialect
        self._most = budget.limits.statement
        self._pieces: list[str] = []
        self._size = self._first = self._depth = 0
        self._until: re.Pattern[str] | None = None  # the end of an open text, name or comment
        self._without_semicolons = False

    def __iter__(self) -> Iterator[Statement]:
        number = 0
        for number, raw in self._lines:
            line = raw.decode("utf-8", "surrogateescape")
            if number == 1:
                line = line.removeprefix("\ufeff")
            if self._until is None and self._depth == 0:
                alone = _ALONE.match(line) is not None
                if self._pieces and (alone or BEGINS.match(line)):
                    self._without_semicolons |= BEGINS.match(self._pieces[0]) is not None
                    yield self._whole(number - 1)
                if alone:
                    yield Statement(line, number, number)
                    continue
            yield from self._ended_on(line, number)
        if self._until is not None or self._depth:
            raise cut()
        if self._pieces:
            last = self._whole(number)
            if BEGINS.match(last.text) and not self._without_semicolons:
                raise cut()
            yield last

    def _ended_on(self, line: str, number: int) -> Iterator[Statement]:
        """The statements that a semicolon ends on a line; what stands behind these is kept."""
        begin = at = self._after(line, 0, number)
        while at < len(line):
            if self._until is not None:
                end = self._until.match(line, at)
                if end is None:
                    break
                at, self._until = end.end(), None
                continue
            at = _end(self._dialect.stretch, line, at)
            sign = line[at : at + 1]
            if sign == ";":
                self._keep(line[begin : at + 1])
                yield self._whole(number)
                begin = at = self._after(line, at + 1, number)
                self._depth = 0
            elif sign in ("(", ")", ","):
                self._depth = max(0, self._depth + (sign == "(") - (sign == ")"))
                at += 1
            elif sign:
                at = self._open(line, at)
        self._keep(line[begin:])

    def _after(self, line: str, at: int, number: int) -> int:
        """Where the next statement begins, if none has begun: behind space and comments."""
        if self._pieces or self._until is not None:
            return at
        self._first = number
        return _end(self._dialect.gap, line, at)

    def _open(self, line: str, at: int) -> int:
        """Note the end of what opens at a place and is open at the end of the line."""
        sign = line[at]
        escaped = self._dialect.backslashes or sign in "eE"
        if sign in "eE":
            at, sign = at + 1, "'"
        closing = (_CLOSING_ESCAPED if escaped else _CLOSING).get(sign, _CLOSING.get(sign))
        if closing is None and line.startswith("/*", at):
            at, closing = at + 1, _COMMENT_END
        elif closing is None and (tag := _DOLLAR.match(line, at)):
            at, closing = tag.end() - 1, re.compile(f".*?{re.escape(tag[0])}", re.DOTALL)
        self._until = closing
        return at + 1

    def _keep(self, piece: str) -> None:
        if piece and (self._pieces or not piece.isspace()):
            self._pieces.append(piece)
            self._size += len(piece)
            if self._size > self._most:
                raise Refused(
                    f"A statement of it, from line {self._first:,} on, is larger than "
                    f"{told(self._most)}", "Dump it with fewer rows a statement.",
                )  # fmt: skip

    def _whole(self, last: int) -> Statement:
        statement = Statement("".join(self._pieces), self._first, last)
        self._pieces, self._size = [], 0
        return statement


def _end(pattern: re.Pattern[str], line: str, at: int) -> int:
    found = pattern.match(line, at)
    return found.end() if found else at

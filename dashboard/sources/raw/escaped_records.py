"""Lines in which backslashes do what quotes do in a CSV, as COPY and OUTFILE write them: `\\t` in a
cell is a tab, `\\n` a new line, and a cell of `\\N` has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dashboard.sources.raw.delimited_records import Records

_SIGN = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.?)", re.DOTALL)
_MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0", "": "\\"}
_NONE = "\\N"


def escaped(text: str) -> str:
    """A text as such a line has it in a cell."""
    for sign in ("\\", "\t", "\n", "\r"):
        text = text.replace(sign, "\\\\" if sign == "\\" else repr(sign)[1:-1])
    return text


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of a line; "" where there is no value."""
    return [_plain(cell) for cell in line.rstrip("\r\n").split(delimiter)]


def _plain(cell: str) -> str:
    if "\\" not in cell:
        return cell
    return "" if cell == _NONE else _SIGN.sub(_sign, cell)


def _sign(found: re.Match[str]) -> str:
    code = found[1]
    if code in _MEANT:
        return _MEANT[code]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    return chr(int(code, 8)) if code.isdigit() else code


class Escaped(Records):
    """Splits such lines into records: each is one."""

    def _reader(self) -> Iterator[list[str]]:
        return (cells_of(line, self._delimiter) for line in self._feed())

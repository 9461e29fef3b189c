"""A line of totals at the end of a CSV or TSV, which is no row."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator

from dashboard.sources.files.files import TextFile

_TAIL = 1 << 16
_WORDS = frozenset((
    "total", "totals", "grand total", "subtotal", "sum", "average", "mean", "count",
    "summe", "gesamt", "gesamtsumme", "gesamtergebnis", "insgesamt", "endsumme", "durchschnitt",
    "mittelwert", "anzahl", "total général", "total general", "somme", "ensemble", "moyenne",
    "nombre", "suma", "suma total", "promedio", "media", "recuento", "totale", "somma",
    "totale complessivo", "conteggio", "totaal", "eindtotaal", "som", "gemiddelde", "aantal",
    "total geral", "soma", "média", "contagem",
))  # fmt: skip
_FIGURE = re.compile(r"[-+−(]*\s*[€$£¥]?\s*\d[\d.,'’\s:]*\s*(?:%|[A-Z]{3}|[€$£¥]|h|s|ms|min)?\)?")
_BLANK = ',;\t\r\n "'


def total_at_end(file: TextFile, delimiter: str) -> str | None:
    """The file's last line, where it is certainly no run: it begins with a word for a total, and
    all else in it are figures. None where it may be one."""
    line = next((line for line in reversed(_tail(file)) if line.strip(_BLANK)), "")
    if line.count('"') % 2:
        return None  # the end of a text of several lines
    cells = [cell.strip() for row in csv.reader([line], delimiter=delimiter) for cell in row]
    filled = [cell for cell in cells if cell]
    if not filled or filled[0].rstrip(" :").casefold() not in _WORDS:
        return None
    return " ".join(filled) if all(map(_FIGURE.fullmatch, filled[1:])) else None


def without_last(lines: Iterable[str]) -> Iterator[str]:
    """The lines without the last that is not blank, and what follows it."""
    held: list[str] = []
    for line in lines:
        if line.strip(_BLANK):
            yield from held
            held.clear()
        held.append(line)


def last_line(file: TextFile) -> int | None:
    """Before which byte of a file in UTF-8 the line stands that without_last leaves out; None where
    that is not near its end."""
    with file.path.open("rb") as stream:
        begin = max(stream.seek(0, 2) - _TAIL, 0)
        stream.seek(begin)
        tail = stream.read().rstrip(_BLANK.encode())
    before = max(tail.rfind(b"\n"), tail.rfind(b"\r")) + 1
    return begin + before if before or not begin else None


def _tail(file: TextFile) -> list[str]:
    """The last lines of the file; the first of them may be cut."""
    with file.path.open("rb") as stream:
        start = stream.read(2)
        size = stream.seek(0, 2)
        begin = max(size - _TAIL, 0)
        stream.seek(begin - begin % 2)
        data = stream.read()
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        order = "le" if start == codecs.BOM_UTF16_LE else "be"
        return data.decode(f"utf-16-{order}", "replace").splitlines()
    return data.decode("utf-8", "replace").splitlines()

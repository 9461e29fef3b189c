"""Totals and notes at the end of a CSV or TSV, which are no rows."""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Iterable, Iterator

from dashboard.sources.files.files import TextFile
from dashboard.sources.raw.delimited_records import Records

_TAIL = 1 << 16
_WORDS = frozenset((
    "total", "totals", "grand total", "subtotal", "sum", "average", "mean", "count",
    "summe", "gesamt", "gesamtsumme", "gesamtergebnis", "insgesamt", "endsumme", "durchschnitt",
    "mittelwert", "anzahl", "total général", "total general", "somme", "ensemble", "moyenne",
    "nombre", "suma", "suma total", "promedio", "media", "recuento", "totale", "somma",
    "totale complessivo", "conteggio", "totaal", "eindtotaal", "som", "gemiddelde", "aantal",
    "total geral", "soma", "média", "contagem", "razem", "łącznie", "ogółem", "średnia", "合計",
    "総計", "小計", "計", "平均",
))  # fmt: skip
_FIGURE = re.compile(r"[-+−(]*\s*[€$£¥]?\s*\d[\d.,'’\s:]*\s*(?:%|[A-Z]{3}|[€$£¥]|h|s|ms|min)?\)?")
_LASTED = re.compile(
    r"(?:\d+(?:[.,]\d+)?\s*(?:h|hrs?|hours?|std|m|mins?|minutes?|s|secs?|seconds?|ms)(?![a-z])"
    r"\.?\s*)+"
)
"""A duration: 1h 2m, 3m, 12 min 5 s."""
_COUNTED = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})\s*[:=(–-]?\s*\d"
    r"|\(?\d[\d.,]* (?:rows?|records?|results?|runs?|zeilen?|datensätze|läufe|filas|registros|"
    r"lignes|righe|linhas|rijen)\b",
    re.IGNORECASE,
)
"""How a line begins that says in one cell how many there are: Total: 3 runs, (3 rows)."""
_MOST = 10
"""Lines at the end that are looked at."""
_BLANK = ',;|\t\r\n "'


def left_at_end(
    file: TextFile, delimiter: str, columns: int, quoted: type[Records] = Records
) -> tuple[str, ...]:
    """The file's last lines that are certainly no runs, in their order. quoted: what splits lines
    into cells.

    A total begins with a word for one, and all else in it are figures. In a table of more than two
    columns a line with one cell alone is none either, where it begins like a total or counts the
    rows, or where a total or a blank line stands above it and it is a note.
    """
    found: list[str] = []
    sure = 0
    for line in reversed(_tail(file)):
        if not line.strip(_BLANK):
            sure = len(found)
            continue
        if line.count('"') % 2:
            break  # the end of a text of several lines
        cells = next(quoted.split([line], delimiter), [])
        filled = [stripped for cell in cells if (stripped := cell.strip())]
        alone = len(filled) == 1 and columns > 2
        is_total = _is_total(filled) or (alone and _COUNTED.match(filled[0]) is not None)
        if not (is_total or alone) or len(found) == _MOST:
            break
        found.append(" ".join(filled))
        sure = len(found) if is_total else sure
    return tuple(reversed(found[:sure]))


def _is_total(filled: list[str]) -> bool:
    word = filled[0].rstrip(" :").casefold() if filled else ""
    return word in _WORDS and all(
        _FIGURE.fullmatch(cell) or _LASTED.fullmatch(cell) for cell in filled[1:]
    )


def without_last(lines: Iterable[str], many: int) -> Iterator[str]:
    """The lines without the last so many that are not blank, and what stands between and behind."""
    held: deque[list[str]] = deque()
    for line in lines:
        if line.strip(_BLANK):
            held.append([])
            if len(held) > many:
                yield from held.popleft()
        if held:
            held[-1].append(line)
        else:
            yield line


def last_lines(file: TextFile, many: int) -> int | None:
    """Before which byte of a file in UTF-8 the lines stand that without_last leaves out; None where
    that is not near its end."""
    with file.path.open("rb") as stream:
        begin = max(stream.seek(0, 2) - _TAIL, 0)
        stream.seek(begin)
        tail = stream.read()
    before = len(tail)
    for _ in range(many):
        tail = tail[:before].rstrip(_BLANK.encode())
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

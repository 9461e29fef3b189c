"""Files that are not in UTF-8: what their letters are is told by their bytes, or by a person."""

from __future__ import annotations

import codecs
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dashboard.errors import EncodingOpen, ExportRefused
from dashboard.sources.files.files import Located, TextFile, is_utf16, unreadable
from dashboard.sources.files.unpacking.signs import unicode_of

ENCODINGS = {
    "windows-1252": "Western Europe, Latin-1",
    "windows-1250": "Central Europe",
    "windows-1251": "Cyrillic",
    "windows-1253": "Greek",
    "windows-1254": "Turkish",
    "windows-1257": "Baltic",
    "macintosh": "old Macs",
    "cp850": "DOS",
    "shift_jis": "Japanese",
    "gb18030": "Chinese",
    "big5": "Chinese",
    "euc-kr": "Korean",
}
"""What a file may be in that is not in UTF-8, and where that is usual."""

_OTHERWISE = {"latin-1": "windows-1252", "latin1": "windows-1252", "iso-8859-1": "windows-1252"}
"""Names of an encoding that is read as the one which has more letters, as browsers do."""
_BLOCK = 1 << 20
_FIRST = 5
_SAMPLE = 100
"""Lines that are tried in each encoding."""
_ODD_WORD = re.compile(r"\w{0,16}[^\x00-\x7f]\w{0,16}")
_WORDS = 3
"""Words that are shown of each encoding."""
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
"""What stands in no text: an encoding that makes these of a file is not its own."""
_SHARE = 20
"""A file is in UTF-8, with damaged lines, unless so many times more lines are not than are."""


def in_utf8(export: Located, encoding: str | None, folder: Callable[[], Path]) -> Located:
    """The same export, with files of ours in place of those that are not in UTF-8.

    encoding: what a person said these are in; folder: makes an empty folder for them. Raises
    EncodingOpen where only a person can tell, and ExportRefused for an encoding not known.
    """
    known = None if encoding is None else _known(encoding)
    if encoding is not None and known is None:
        raise ExportRefused(
            f"{encoding!r:.60} is no encoding that is known here",
            where="--encoding",
            remedy=f"It is one of {', '.join(ENCODINGS)}; with utf-8, rows that are not in it are "
            "rejected.",
        )
    reading = _Reading(known, folder)
    return replace(
        export,
        runs=tuple(map(reading.file, export.runs)),
        others=tuple(map(reading.file, export.others)),
        side={name: reading.file(file) for name, file in export.side.items()},
        beside=tuple(map(reading.file, export.beside)),
        notices=(*export.notices, *reading.notices),
    )


def _known(encoding: str) -> str | None:
    """The encoding that a person means by another of its names: cp1252, sjis, latin-1."""
    try:
        meant = codecs.lookup(_OTHERWISE.get(encoding.lower(), encoding)).name
    except (LookupError, ValueError):
        return None
    return next((one for one in (*ENCODINGS, "utf-8") if codecs.lookup(one).name == meant), None)


@dataclass(slots=True)
class _Reading:
    """Files that are read in an encoding, and what there is to say of it."""

    encoding: str | None
    folder: Callable[[], Path]
    notices: list[str] = field(default_factory=list)

    def file(self, file: TextFile) -> TextFile:
        """The file itself, or one of ours that says the same in UTF-8."""
        try:
            with file.path.open("rb") as stream:
                if told := unicode_of(stream.read(4096)):
                    return self._as_told(file, told)
                if is_utf16(file):
                    return file
                stream.seek(0)
                if self.encoding == "utf-8" or (self.encoding is None and _begins_well(stream)):
                    return file
                stream.seek(0)
                odd = _odd_lines(stream)
            if self.encoding is None and odd.most:
                raise _question(file, odd.sample)
            if self.encoding is None or not odd.sample:
                return file
            return self._as_said(file, self.encoding, keep=not odd.most)
        except OSError as error:
            raise unreadable(file.name, error) from error

    def _as_told(self, file: TextFile, told: str) -> TextFile:
        path = self.folder() / file.path.name
        with (
            file.path.open(encoding=told, errors="replace", newline="") as text,
            path.open("w", encoding="utf-8", newline="") as target,
        ):
            shutil.copyfileobj(text, target, _BLOCK)
        self.notices.append(f"{file.name} was read as {told.upper()}.")
        return replace(file, path=path, origin=file.origin or file.path)

    def _as_said(self, file: TextFile, encoding: str, *, keep: bool) -> TextFile:
        """keep: whether lines are kept that are in UTF-8. A line that can't be read in the encoding
        stays as it is, and is rejected."""
        path = self.folder() / file.path.name
        with file.path.open("rb") as stream, path.open("wb") as target:
            for line in stream:
                kept = line.isascii() or (keep and _is_utf8(line))
                target.write(line if kept else _in_utf8(line, encoding))
        where = ", where it is not in UTF-8," if keep else ""
        self.notices.append(f"{file.name} was{where} read as {encoding}, as answered.")
        return replace(file, path=path, origin=file.origin or file.path)


class _OddLines(NamedTuple):
    """Lines that are not in UTF-8: the first of them, with their numbers; most: whether the file
    is in something else, and not damaged here and there."""

    sample: list[tuple[int, bytes]]
    most: bool


def _begins_well(stream: BinaryIO) -> bool:
    """Whether most of the first lines that are not all ASCII are in UTF-8, if there are any: one
    name that somebody pasted does not tell what the rest is in."""
    first = [_is_utf8(line) for _, line in islice(_beyond_ascii(stream), _FIRST)]
    return 2 * sum(first) >= len(first)


def _odd_lines(stream: BinaryIO) -> _OddLines:
    """Looks through a whole file."""
    sample: list[tuple[int, bytes]] = []
    odd = fine = 0
    for number, line in _beyond_ascii(stream):
        if _is_utf8(line):
            fine += 1
            continue
        odd += 1
        if len(sample) < _SAMPLE:
            sample.append((number, line))
    told = odd > 1 or (odd == 1 and sample[0][0] == 1)  # one alone is a damaged row
    return _OddLines(sample, most=told and odd > _SHARE * fine)


def _beyond_ascii(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not all ASCII, with their numbers."""
    above = 0
    while block := stream.read(_BLOCK) + stream.readline():
        lines = [] if block.isascii() else block.split(b"\n")
        yield from ((above + n, line) for n, line in enumerate(lines, 1) if not line.isascii())
        above += block.count(b"\n")


def _question(file: TextFile, lines: list[tuple[int, bytes]]) -> EncodingOpen:
    """What only a person can tell: which of the encodings makes words of what stands there."""
    choices: dict[str, str] = {}
    known = set()
    for encoding, where in ENCODINGS.items():
        words = _read_as(encoding, [line for _, line in lines])
        if words and words not in known:
            known.add(words)
            choices[encoding] = f"{', '.join(words[:_WORDS])} ({where})"
    ways = "; ".join(f"--encoding {encoding}: {text}" for encoding, text in choices.items())
    return EncodingOpen(
        "It is not in UTF-8, and what its letters are only you can tell",
        where=file.at(lines[0][0]),
        remedy=f"Load it with the one that makes words of them, {ways}; or save it as UTF-8."
        if choices
        else "Save it as UTF-8.",
        choices=choices,
    )


def _read_as(encoding: str, lines: Iterable[bytes]) -> tuple[str, ...]:
    """The words of lines with letters beyond ASCII, () where they can't be in the encoding."""
    found: list[str] = []
    for line in lines:
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            return ()
        if _FORBIDDEN.search(text):
            return ()
        found += _ODD_WORD.findall(text)
    return tuple(dict.fromkeys(found))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _in_utf8(line: bytes, encoding: str) -> bytes:
    try:
        return line.decode(encoding).encode()
    except UnicodeDecodeError:
        return line

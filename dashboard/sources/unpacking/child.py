"""The process that unpacks one file: it is held to limits, and its answer is one JSON object.

It is told on its standard input what to unpack, and answers on its standard output what came out
({"parts": …}) or why nothing did ({"refused": …}).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from dashboard.sources.files import SUFFIXES
from dashboard.sources.unpacking import signs
from dashboard.sources.unpacking.limits import Budget, Limits, Refused, confine, told
from dashboard.sources.unpacking.parts import Contents, Part

_BY_HAND = "Unpack it yourself, and load that."
_DEEPEST = 3
"""Wrappings within each other, like a CSV in gzip in a zip."""


def main() -> None:
    """Do what standard input asks for."""
    asked = json.load(sys.stdin)
    limits = Limits(**asked["limits"])
    confine(limits)
    path, folder = Path(asked["path"]), Path(asked["folder"])
    try:
        work = _Unpacking(folder, Budget(limits, path.stat().st_size, folder))
        found = work.unpack(path, asked["name"], path.name)
        answer: dict[str, Any] = asdict(found)
    except Refused as refused:
        answer = {"refused": {"what": refused.what, "remedy": refused.remedy}}
    except MemoryError:
        answer = {"refused": _stopped(f"it takes more than {told(limits.memory)} of memory")}
    except (OSError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        answer = {"refused": _stopped(why)}
    json.dump(answer, sys.stdout)


def _stopped(why: str) -> dict[str, str]:
    remedy = "Unpack it yourself and load what it holds, or export fewer runs at once."
    return {"what": f"Unpacking it stopped: {why}", "remedy": remedy}


class _Unpacking:
    """One export on its way out of its wrappings."""

    def __init__(self, folder: Path, budget: Budget) -> None:
        self._folder = folder
        self._budget = budget
        self._made = 0

    def unpack(self, path: Path, name: str, title: str, depth: int = 0) -> Contents:
        """Take off what is around the file, and around what is within it. Raises Refused.

        name: as the person knows it; title: its name within what it was in, if it was in anything.
        """
        kind = _wrapping(path)
        if depth == _DEEPEST:
            raise Refused(f"It is wrapped more than {_DEEPEST} times", _BY_HAND)
        if kind in signs.STREAMS:
            found, what = self._stream(path, kind, Part("", name, title), depth), f"in {kind}"
        else:
            found, what = self._archive(path, Part("", name, title), depth), "a zip archive"
        if Path(title).suffix.lower() in SUFFIXES:
            found.notices.append(f"{name} is {what}, whatever its name says, and was read as such.")
        return found

    def _further(self, path: Path, part: Part, depth: int) -> Contents:
        """What a file holds that was just unpacked, which may be wrapped itself."""
        if _wrapping(path):
            return self.unpack(path, part.name, part.title, depth + 1)
        return Contents([replace(part, path=str(path.relative_to(self._folder)))])

    def _stream(self, path: Path, kind: str, part: Part, depth: int) -> Contents:
        from dashboard.sources.unpacking.streams import decompress, inner_name

        title = inner_name(part.title)
        if depth == 0:
            target = self._place() / f"plain{Path(title).suffix[:20]}"
            decompress(path, kind, target, self._budget)
        else:  # the packed form is a file of ours, and its plain one takes its place
            target = path.with_name(inner_name(path.name))
            packed = path.rename(path.with_name(f"{self._made}.packed"))
            decompress(packed, kind, target, self._budget)
            packed.unlink()
        return self._further(target, replace(part, title=title), depth)

    def _archive(self, path: Path, part: Part, depth: int) -> Contents:
        from dashboard.sources.unpacking.archives import contents, extract

        kind = contents(path)
        if kind != "zip":
            if depth:  # one of the files of an archive
                return Contents([replace(part, path=str(path.relative_to(self._folder)))])
            raise Refused(f"This is {kind}, not an export", "Save the export as CSV.")
        if "›" in part.name:
            raise Refused("It is an archive within an archive", _BY_HAND)
        place = self._place()
        found = Contents(several=True, together=True)
        for entry in extract(path, place, self._budget):
            inner = Part("", f"{part.name} › {entry}", str(entry))
            more = self._further(place / entry, inner, depth)
            found.parts.extend(more.parts)
            found.notices.extend(more.notices)
        return found

    def _place(self) -> Path:
        """A folder of its own for what comes out next."""
        self._made += 1
        place = self._folder / str(self._made)
        place.mkdir()
        return place


def _wrapping(path: Path) -> str | None:
    with path.open("rb") as stream:
        return signs.wrapping(stream.read(512))


if __name__ == "__main__":
    main()

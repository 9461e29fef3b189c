"""Rows of a known format that stand elsewhere in a JSON document than the format has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import ABOUT, SIDE_TABLES
from dashboard.sources.fitting import ExportFile, Fitting, Names, first_fitting, seen_by
from dashboard.sources.held import SAMPLE
from dashboard.sources.json_file import JsonFile
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import Contents, lacking, may_find
from dashboard.sources.raw.raw import listed
from dashboard.sources.tables.ways import DEEPEST, NEAR, FoundList, written

_FILES = 5
"""Files in which lists are looked for."""
_NEEDED = ("run_id", "created_at")


class _View(NamedTuple):
    """A list of objects, and a format as if it had its rows there, with what it sees of them."""

    found: FoundList
    mapping: Mapping
    seen: Contents


class Elsewhere:
    """The lists of objects in the files of an export, as formats see them that look elsewhere."""

    def __init__(
        self, files: Sequence[ExportFile], formats: Sequence[Mapping], names: Names
    ) -> None:
        """formats: those that may fit; one of a person's that says itself where its rows stand is
        not looked for anywhere else."""
        self._files = [file for file in files if isinstance(file, JsonFile)]
        self._formats = [one for one in formats if one.builtin or not one.records]
        self._names = names

    def may_be_meant(self, found: Fitting) -> bool:
        """Whether a person's mapping fits only because it asks for nothing: the rows that it finds
        have not even an id."""
        mapping, _, seen = found
        return mapping in self._formats and not mapping.builtin and not _fits(mapping, seen)

    @cached_property
    def _views(self) -> list[_View]:
        return list(self._looked(DEEPEST))

    @cached_property
    def _as_lists(self) -> list[list[JsonFile]]:
        """The files as their rows are lists of values, once for each of the names that fit them."""
        return [views for file in self._files if (views := file.as_lists())]

    def _looked(self, deepest: int) -> Iterator[_View]:
        if not self._formats:
            return
        lists: dict[str, tuple[JsonFile, FoundList]] = {}
        for file in self._files[:_FILES]:
            for found in file.lists(deepest):
                lists.setdefault(written(found.way), (file, found))
        looking = next((one for one in self._formats if one.is_ours), self._formats[0])
        for file, found in lists.values():
            there = (found.way,)
            seen = seen_by(file, replace(looking, records=there), SAMPLE, self._names)
            for mapping in self._formats:
                yield _View(found, replace(mapping, records=there), seen)

    def views(self) -> list[tuple[Mapping, Contents]]:
        """What formats would see of the lists, and of lists of values."""
        files = [view for views in self._as_lists for view in views]
        return [
            *((view.mapping, view.seen) for view in self._views),
            *(
                (one, seen_by(file, one, SAMPLE, self._names))
                for file in files
                for one in self._formats
            ),
        ]

    def lists(self) -> list[str]:
        """The ways to the lists, as `records` names them."""
        return list(dict.fromkeys(written(view.found.way) for view in self._views))

    def fitting(self) -> Fitting | None:
        """The format that fits the one list that fits any, of objects or else of values; None if
        none does. Raises ExportRefused where several do: which is meant is not guessed."""
        return self._in(self._looked(NEAR)) or self._in(self._views) or self._in_lists()

    def _in(self, views: Iterable[_View]) -> Fitting | None:
        fits: dict[str, _View] = {}
        for view in views:
            if _fits(view.mapping, view.seen):
                fits.setdefault(written(view.found.way), view)
        outer = [view for view in fits.values() if not _is_within(view.found, fits.values())]
        if len(outer) > 1:
            raise self._several(outer)
        if not outer:
            return None
        found, _ = first_fitting(self._files, [outer[0].mapping], SAMPLE, self._names)
        if found is not None:
            first = found[1][0]
            first.notices = (*first.notices, _told(first.name, outer[0].found))
        return found

    def _in_lists(self) -> Fitting | None:
        """The format that fits lists of values under names that stand elsewhere. Raises
        ExportRefused where several lists of names do."""
        told: list[JsonFile] = []
        for views in self._as_lists:
            fits = [view for view in views if self._fitting_of([view])]
            if len(fits) > 1:
                raise ExportRefused(
                    "Several lists in it could be the names of its columns",
                    where=fits[0].name,
                    remedy="Take all but one of them out of it.",
                )
            told += fits
        return self._fitting_of(told) if told else None

    def _fitting_of(self, files: Sequence[JsonFile]) -> Fitting | None:
        found, _ = first_fitting(files, self._formats, SAMPLE, self._names)
        return found if found and _fits(found[0], found[2]) else None

    def _several(self, fits: Sequence[_View]) -> ExportRefused:
        ways = [written(view.found.way) for view in fits]
        return ExportRefused(
            f"Several lists in it could be the runs: {listed(ways)}",
            where=self._files[0].name,
            remedy=f'Say which, with records = "{ways[0]}" at the top of a mapping file (--map '
            "FILE); of columns named as in data/SCHEMA.md it needs no more than same_names = true.",
        )


def _fits(mapping: Mapping, seen: Contents) -> bool:
    """Whether rows have what tells the format and, where a person's mapping asks for nothing, what
    a run can't do without."""
    if mapping.recognise or mapping.telling:
        return not lacking(mapping, seen)
    rules = mapping.rules(dict.fromkeys(_NEEDED, ""))
    return all(may_find(rule, mapping, seen.keys) for rule in rules.values())


def _is_within(found: FoundList, others: Iterable[_View]) -> bool:
    """Whether a list stands in the rows of another: then it is a part of these."""
    ways = (other.found.way for other in others)
    return any(way != found.way and found.way[: len(way)] == way for way in ways)


def _told(file: str, found: FoundList) -> str:
    beside = [key for key in dict.fromkeys(found.beside) if key not in (*ABOUT, *SIDE_TABLES)]
    are = "is" if len(beside) == 1 else "are"
    left_out = f"; beside them {listed(beside, 5)} {are} not read" if beside else ""
    if not found.keyed:
        return f"The rows of {file} stand under {written(found.way)}{left_out}."
    under = f" under {written(found.way[:-1])}," if found.way[1:] else ""
    return f"The rows of {file} stand{under} each under a key of its own{left_out}."

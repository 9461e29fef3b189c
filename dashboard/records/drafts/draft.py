"""A mapping on its way: which columns become which fields, as a person can change it."""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from dashboard.errors import ExportRefused
from dashboard.records.drafts.field_names import spoken
from dashboard.records.drafts.numbered import status_by_number
from dashboard.records.drafts.profile import Profile, places, profile
from dashboard.records.drafts.shapes import NO, ColumnSeen, Shape
from dashboard.records.drafts.suggesting import FieldSuggestion, suggested
from dashboard.records.rows import Answers
from dashboard.records.schema import RUN_COLUMNS, ValueKind
from dashboard.sources.files.files import Located

REQUIRED = tuple(column.name for column in RUN_COLUMNS if column.required)
"""The fields that no run can do without."""
_KINDS = {column.name: column.kind for column in RUN_COLUMNS}
_DATES = re.compile(r"(?:[\W_]+\d[\d\W_]*|\d{4,}[\d\W_]*)$|^\d[\d\W_]*(?=\D)")
_BAD = re.compile(r"[^\w .()+-]|^[. ]+")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Source:
    """What a field is read from: columns by their paths, several joined to one text, as an id or a
    date and its time of day are.

    unit: of numbers that are times or durations; decimal: the comma, if numbers have it; utc:
    whether the times are UTC by their column's name; values: what words of the column mean.
    """

    paths: tuple[str, ...]
    unit: str | None = None
    decimal: str | None = None
    utc: bool = False
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ByError(Source):
    """A status told by what is filled: failed where the first column is, running where a second is
    not, else completed."""


@dataclass(frozen=True, slots=True)
class MappingDraft:
    """A mapping on its way. name: of the format; records: the way to the rows; fields: what each
    is read from; zone, dates, unit: of all times, as a mapping says them; good_at_least,
    good_at_most: of a score."""

    name: str
    records: str | None
    fields: ReadOnly[str, Source] = field(default_factory=dict)
    zone: str | None = None
    dates: str | None = None
    unit: str | None = None
    good_at_least: float | None = None
    good_at_most: float | None = None

    def read_from(self, name: str, source: Source | None) -> MappingDraft:
        """The draft with another source of a field; None: the field is not read."""
        others = {key: one for key, one in self.fields.items() if key != name}
        return replace(self, fields=others | ({name: source} if source else {}))

    def answered(self, answers: Answers) -> MappingDraft:
        """The draft with what a person answered about the times of the file."""
        return replace(
            self,
            zone=answers.zone or self.zone,
            dates=answers.dates or self.dates,
            unit=answers.numbers or self.unit,
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that no run can do without and that are read from nothing."""
        return tuple(name for name in REQUIRED if name not in self.fields)


@dataclass(frozen=True, slots=True)
class Sketch:
    """An unknown file with what is suggested for it.

    file: as a person calls it; profiles: what stands in each place of it where runs may stand, the
    likeliest first; suggestions: for the first of these.
    """

    file: str
    profiles: tuple[Profile, ...]
    suggestions: ReadOnly[str, FieldSuggestion]
    draft: MappingDraft

    @property
    def profile(self) -> Profile:
        """Of the place that is read."""
        return self.profiles[0]

    def at(self, title: str) -> Sketch:
        """The same file with its runs read from another place."""
        chosen = [one for one in self.profiles if one.place.title == title]
        others = [one for one in self.profiles if one.place.title != title]
        return _sketch(self.file, (*chosen, *others), self.draft.name)


def sketch(located: Located) -> Sketch:
    """Look at a file and suggest a mapping. Raises ExportRefused where it has no rows to look at;
    what else keeps it from being opened is raised, too."""
    profiles: list[Profile] = []
    refused: ExportRefused | None = None
    for place in places(located):
        try:
            profiles.append(profile(place))
        except ExportRefused as refusal:
            refused = refused or refusal
    if not profiles:
        raise refused or ExportRefused("Nothing in it is a list of rows", where=located.name)
    if len(profiles) > 1:
        profiles.sort(key=_likely, reverse=True)
    file = PurePosixPath(located.name.replace("\\", "/")).name
    return _sketch(file, tuple(profiles), name_for(file))


def _likely(found: Profile) -> tuple[int, int]:
    fits = suggested(found)
    return sum(name in fits for name in REQUIRED), len(fits)


def _sketch(file: str, profiles: tuple[Profile, ...], name: str) -> Sketch:
    suggestions = suggested(profiles[0])
    sources = {
        field: source
        for field, one in suggestions.items()
        if one.column and (source := source_of(field, one.column, one))
    }
    scores = profiles[0].at.get(sources["score"].paths[0]) if "score" in sources else None
    only_0_and_1 = scores is not None and {word for word, _ in scores.words} == {"0", "1"}
    return Sketch(
        file,
        profiles,
        suggestions,
        MappingDraft(
            name,
            profiles[0].place.records,
            sources,
            good_at_least=1.0 if only_0_and_1 else None,
        ),
    )


def source_of(field: str, column: ColumnSeen, by: FieldSuggestion | None = None) -> Source | None:
    """How a column is read as a field; None where that takes an answer, like the unit of a number.

    by: the suggestion for it, of which the name may say more than the values.
    """
    if column.path is None:
        return None
    clock = by.clock if by and by.column == column else None
    kind = _KINDS.get(field, ValueKind.TEXT)
    said = by.spoken if by and by.column == column else None
    decimal = column.decimal if kind in (ValueKind.NUMBER, ValueKind.INTEGER) else None
    unit = None
    if kind is ValueKind.TIME:
        unit = column.epochs[0] if len(column.epochs) == 1 else None
    elif field == "duration_ms" and column.shape is Shape.NUMBER:
        unit = said.unit if said else None
        if unit is None:
            return None
    utc = bool(kind is ValueKind.TIME and column.naive and said and said.utc)
    paths = (column.path, clock.path) if clock and clock.path else (column.path,)
    return Source(paths, unit, decimal, utc, values_of(field, column))


def values_of(field: str, column: ColumnSeen) -> tuple[tuple[str, str], ...]:
    """What yes and no mean for a field of which the column says nothing else, and what numbers mean
    as its status."""
    named = spoken(column.name).get(field) if field == "status" else None
    if named and (numbers := status_by_number(column, named.rank)):
        return tuple(numbers.items())
    meant = {"status": ("completed", "failed"), "quality": ("good", "bad")}.get(field)
    if meant is None or column.shape is not Shape.FLAG:
        return ()
    return tuple(
        (word, meant[word.casefold() in NO])
        for word in dict.fromkeys(text.casefold() for text, _ in column.words)
    )


def name_for(file: str) -> str:
    """A name for the format of a file: its own without the ending, and without numbers and dates
    that make it that of one export."""
    stem = file.lstrip(".").split(".")[0]
    bare = _BAD.sub(" ", _DATES.sub("", stem) or stem)
    return " ".join(bare.split())[:LONGEST_NAME].strip() or "my export"

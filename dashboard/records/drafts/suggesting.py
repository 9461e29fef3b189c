"""Which column of an unknown file each field of a run may be read from, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.records.drafts.field_names import Spoken, spoken
from dashboard.records.drafts.fitting_columns import fits
from dashboard.records.drafts.names import NAMES
from dashboard.records.drafts.profile import Profile
from dashboard.records.drafts.reasons import reason
from dashboard.records.drafts.shapes import ColumnSeen, Shape, said
from dashboard.records.statuses import listed_status, plain
from dashboard.sources.mapping.recognise import loose

_LIKE_STATUS = 2
"""Known words that a column must have to look like one of statuses though nothing names it so."""
_DATE = re.compile("datum|date|fecha|data|giorno|day|tag|jour|dag|dia")
_TIME_OF_DAY = re.compile(
    "timeofday|uhrzeit|clocktime|horario|horaire|orario|time|zeit|heure|hora|ora|tijd|clock"
)
"""What columns are called that hold a part of a time."""

_IDS = frozenset(("id", "ids", "nr", "no", "number", "nummer", "numero", "número", "code", "key"))
"""How names of columns end that number something."""

_TELLING = (
    "created_at", "worker_id", "worker", "task_id", "task_url", "task_title", "record_id",
    "record_title", "started_at", "finished_at",
)  # fmt: skip
"""The fields that tell a run from others where it has no id, those that tell most first."""
_LEAST = 2
"""So many are taken if there are as many: the next export may have two runs of one time."""


@dataclass(frozen=True, slots=True)
class FieldSuggestion:
    """What a field may be read from.

    column: the one column that fits best; None where several fit alike; among: these; why: a clause
    that says what was seen of them; clock: the column of the times of day where it holds dates
    alone; together: where no column is the id of a run, columns that tell all rows apart together.
    """

    field: str
    column: ColumnSeen | None
    why: str
    among: tuple[ColumnSeen, ...] = ()
    spoken: Spoken | None = None
    clock: ColumnSeen | None = None
    together: tuple[ColumnSeen, ...] = ()

    @property
    def paths(self) -> tuple[str | None, ...]:
        """The columns that it is read from."""
        return tuple(column.path for column in (self.column, self.clock) if column)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A column that a field may be read from; rank: the smaller, the more speaks for it."""

    rank: tuple[int, ...]
    column: ColumnSeen
    spoken: Spoken | None


def suggested(profile: Profile) -> dict[str, FieldSuggestion]:
    """The suggestions for a file's fields; a field that nothing fits has none.

    A column is read once, but for one of times: a run without a time of its own is counted when it
    began.
    """
    found: dict[str, FieldSuggestion] = {}
    used: set[str | None] = set()
    for field in NAMES:
        candidates = [c for c in _candidates(field, profile) if c.column.path not in used]
        if field == "error_message":
            candidates = [c for c in candidates if not _of_all(c.column, found.get("status"))]
        if one := _best(field, candidates):
            found[field] = one = _with_clock(one, profile)
            if one.column and field != "created_at":
                used.update(one.paths)
    if "run_id" not in found and (several := _together(found)):
        names = said(column.name for column in several)
        differ = "together differ" if len(several) > 1 else "differs"
        why = f"no column looks like it; {names} {differ} in every row"
        found["run_id"] = FieldSuggestion("run_id", None, why, together=several)
    return found


def _together(found: dict[str, FieldSuggestion]) -> tuple[ColumnSeen, ...]:
    """Columns of what tells a run from others, taken one after the other until they tell all rows
    apart; none where all of them don't."""
    chosen: dict[str, ColumnSeen] = {}
    told: list[tuple[int, ...]] = []
    for name in _TELLING:
        one = found.get(name)
        for column in (one.column, one.clock) if one else ():
            if not (column and column.path and column.everywhere) or column.path in chosen:
                continue
            before = told or [()] * column.rows
            after = [(*row, value) for row, value in zip(before, column.hashes, strict=True)]
            if len(chosen) < _LEAST or len(set(after)) > len(set(before)):
                chosen[column.path], told = column, after
            if len(chosen) >= _LEAST and len(set(told)) == column.rows:
                return tuple(chosen.values())
    alone = len(chosen) == 1 and len(set(told)) == len(told)
    return tuple(chosen.values()) if alone else ()


def _candidates(field: str, profile: Profile) -> Iterator[_Candidate]:
    times = _times(profile)
    for column in profile.columns:
        if column.path is None:
            continue
        by_name = spoken(column.name).get(field)
        if by_name and fits(field, column, by_name):
            rank = (_strength(field, column), by_name.rank, by_name.within)
            yield _Candidate(rank, column, by_name)
        elif not by_name and _looks_like(field, column, times):
            unnamed = field == "run_id" and not _names_ids(column)
            yield _Candidate((2, _strength(field, column) + unnamed), column, None)


def _looks_like(field: str, column: ColumnSeen, times: list[ColumnSeen]) -> bool:
    """Whether the values alone speak for a field that no run can do without; they speak for no
    id where the name says that they are something else."""
    if field == "run_id":
        named = any(not field.endswith("_id") for field in spoken(column.name))
        like_one = column.shape is Shape.ID and not (column.clock or named)
        of_error = "error" in plain(column.name).split()  # its code is that of many runs
        numbers = not named and _numbers_rows(column)
        return column.tells_apart and not of_error and (like_one or numbers)
    if field == "created_at":
        return column in times
    return field == "status" and _looks_like_statuses(column)


def _numbers_rows(column: ColumnSeen) -> bool:
    """Whether it holds numbers and its name says that they are ids of something."""
    return column.shape is Shape.NUMBER and not column.decimal and _names_ids(column)


def _names_ids(column: ColumnSeen) -> bool:
    """Whether its name says that it holds ids, as in Task History ID, or ID запуска."""
    words = plain(column.name).split()
    return bool(words) and (words[-1] in _IDS or words[0] == "id")


def _strength(field: str, column: ColumnSeen) -> int:
    """How well the values of a column agree with its name; 0 is best."""
    if field != "status":
        return 0
    if column.shape is Shape.FLAG:
        return 4
    known = _known(column)
    return 0 if known == len(column.words) else 1 if known else 3


def _times(profile: Profile) -> list[ColumnSeen]:
    """The columns of times, but for those that say when a run ended or was changed, if there are
    others."""
    every = [column for column in profile.columns if column.shape is Shape.TIME]
    others = ("finished_at", "updated_at")
    open_ones = [c for c in every if not any(field in spoken(c.name) for field in others)]
    return open_ones or every


def _looks_like_statuses(column: ColumnSeen) -> bool:
    """Whether at least half of its words are known ones, and that are several."""
    known = _known(column) if column.shape is Shape.WORDS else 0
    return known >= _LIKE_STATUS and 2 * known >= len(column.words)


def _known(column: ColumnSeen) -> int:
    return sum(listed_status(word) is not None for word, _ in column.words)


def _of_all(column: ColumnSeen, status: FieldSuggestion | None) -> bool:
    """Whether at least half of the runs that ended well must have a value of this column, going by
    how many there are of both: it tells what came of a run, not what went wrong."""
    columns = (status.column, *status.among) if status else ()
    return any(_of_those_that_ended_well(column, one) for one in columns if one)


def _of_those_that_ended_well(column: ColumnSeen, status: ColumnSeen) -> bool:
    well = sum(many for word, many in status.words if listed_status(word) == "completed")
    return well > 0 and column.filled - (column.rows - well) >= well / 2


def _best(field: str, candidates: list[_Candidate]) -> FieldSuggestion | None:
    if not candidates:
        return None
    least = min(candidate.rank for candidate in candidates)
    best = [candidate for candidate in candidates if candidate.rank == least]
    if field == "status":
        best += _that_fail(best, candidates)
    if len(best) > 1:
        columns = tuple(candidate.column for candidate in best)
        names = said(column.name for column in columns)
        return FieldSuggestion(field, None, f"{names} fit alike", columns)
    [one] = best
    return FieldSuggestion(field, one.column, reason(field, one.column, one.spoken), (), one.spoken)


def _with_clock(one: FieldSuggestion, profile: Profile) -> FieldSuggestion:
    """The suggestion, with the column of times of day that is called as its column of dates is."""
    if one.column is None or not one.column.dates:
        return one
    name = loose(one.column.name)
    called = (name, _DATE.sub("", name, count=1))
    named = [
        column
        for column in profile.columns
        if column.clock and column.path and _of_day(loose(column.name)) in called
    ]
    if len(named) != 1:
        return one
    why = f"{one.why}; with the times of day in {said([named[0].name])}"
    return replace(one, why=why, clock=named[0])


def _of_day(name: str) -> str | None:
    """The name of a column without the word that says that it holds times; None without one."""
    rest, found = _TIME_OF_DAY.subn("", name, count=1)
    return rest if found else None


def _that_fail(best: list[_Candidate], candidates: list[_Candidate]) -> list[_Candidate]:
    """Columns of status words, among them failures, beside one that knows of none: a status that
    only says that a run ended."""
    if any(_fails(candidate.column) for candidate in best):
        return []
    return [
        candidate
        for candidate in candidates
        if candidate not in best and candidate.rank[0] in (0, 1, 2) and _fails(candidate.column)
    ]


def _fails(column: ColumnSeen) -> bool:
    return any(listed_status(word) == "failed" for word, _ in column.words)

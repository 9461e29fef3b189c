"""What stands in the columns of an unknown file, and what is made of them, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.records.drafts.draft import REQUIRED, MappingDraft, Sketch
from dashboard.records.drafts.profile import Profile
from dashboard.records.drafts.shapes import ColumnSeen, Shape
from dashboard.records.reading import Explanation
from dashboard.words.fields import LABELS, written
from dashboard.words.values import count

_SHOWN = 80
"""Letters of a value that are shown."""
_UNITS = {"ms": "milliseconds", "s": "seconds", "min": "minutes", "h": "hours"}
UNITS_OF_DURATIONS: Mapping[str, str] = _UNITS
"""The units in which numbers may be durations, as a page names them."""


def size(profile: Profile) -> str:
    """How large a file is, as far as it was looked at: "400 rows, 8 columns"."""
    rows = count(profile.rows, "row")
    seen = rows if profile.whole else f"looked at its first {rows}"
    return f"{seen}, {count(len(profile.columns), 'column')}"


def looks_like(column: ColumnSeen) -> str:
    """The shape of a column: "times, without a zone", "numbers, 0 to 5", "3 different values"."""
    if column.shape is Shape.EMPTY:
        return "nothing"
    if column.shape is Shape.WORDS and column.words:
        one = column.distinct == 1
        return "one value only" if one else count(column.distinct, "different value")
    parts = [_shape(column)]
    if column.shape is Shape.NUMBER and column.least is not None and column.most is not None:
        parts.append(f"{column.least:,.6g} to {column.most:,.6g}")
    if column.naive:
        parts.append("without a zone")
    if column.tells_apart and column.rows > 1:
        parts.append("another in every row")
    return ", ".join(parts)


def _shape(column: ColumnSeen) -> str:
    if column.clock:
        return (
            f"{column.shape} or times of day" if column.shape is Shape.DURATION else "times of day"
        )
    return "days" if column.dates else str(column.shape)


def filled(column: ColumnSeen) -> str:
    """In how many rows a column holds anything: "all", "12 of 400"."""
    if column.everywhere:
        return "all"
    return f"{column.filled:,} of {column.rows:,}" if column.filled else "none"


def like(column: ColumnSeen) -> str:
    """A few of the values of a column, as they stand there."""
    return " · ".join(column.examples)


def becomes(sketch: Sketch, draft: MappingDraft) -> dict[str | None, str]:
    """Per column, by its path, the fields that are read from it."""
    found: dict[str | None, str] = {}
    for name, label in LABELS.items():
        source = draft.fields.get(name)
        for path in source.paths if source else ():
            found[path] = f"{found[path]}, {label}" if path in found else label
    return found


def first_rows(found: Explanation, zone: str) -> dict[str, list[str]]:
    """What the first rows become, by heading: the fields, then each row; zone: of their times."""
    rows = [row or {} for row in found.after]
    names = [name for name in LABELS if any(row.get(name) is not None for row in rows)]
    names = [name for name in names if name not in ("raw_status", "time_basis")]
    heads = {f"Row {number}": row for number, row in enumerate(rows, 1)}
    return {
        "Field": [LABELS[name] for name in names],
        **{
            head: [_cut(written(name, row.get(name), zone)) for name in names]
            if row
            else ["rejected", *[""] * (len(names) - 1)]
            for head, row in heads.items()
        },
    }


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def missing(draft: MappingDraft) -> str:
    """Which fields a draft still needs, as a request; "" if it has them all."""
    labels = [LABELS[name] for name in REQUIRED if name in draft.missing]
    if not labels:
        return ""
    named = " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)
    return f"Choose the column for {named}: no run can be read without it."


def why(sketch: Sketch, name: str, paths: Sequence[str]) -> str:
    """What there is to say of a field's columns: why they are suggested, or what there is to
    choose."""
    by = sketch.suggestions.get(name)
    if by and by.column and by.paths == tuple(paths):
        return f"{by.why[:1].upper()}{by.why[1:]}"
    columns = [column for path in paths if (column := sketch.profile.at.get(path))]
    if columns:
        said = [f"{like(one)} ({looks_like(one)})" for one in columns if one.examples]
        return "; ".join(said) or "Nothing in it"
    if by and by.among:
        return f"{by.why}. Which one is it?"
    if by and by.together:
        seen = f"{by.why[:1].upper()}{by.why[1:]}"
        return f"{seen}. Choose those, if rows that agree in them are one run."
    if name in REQUIRED:
        return "No column looks like it. Which one is it?"
    return ""

"""A draft as the text of a mapping file, in which comments say why."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.records.drafts.draft import REQUIRED, ByError, MappingDraft, Sketch, Source
from dashboard.records.drafts.parts import of_traces, parent_of
from dashboard.records.drafts.shapes import ColumnSeen, Shape
from dashboard.records.drafts.shapes import said as named
from dashboard.records.schema import RUN_COLUMNS, STATUSES
from dashboard.records.statuses import known_status
from dashboard.toml_text import key, quoted

_ORDER = [column.name for column in RUN_COLUMNS] + ["instructions_text"]
_PARTS = """\
# A row with {} is a part of the row that it names, as a span of a trace is, and no run.
# [gather] in data/SCHEMA.md puts them together instead.
skip = [{{ has = {} }}]"""
_PERHAPS_PARTS = """\
# Is a row with {} a part of the row that it names, and no run? Then it is left out so:
# skip = [{{ has = {} }}]"""
_UNNAMED = 12
"""Columns that are not read which are listed."""


def mapping_text(sketch: Sketch, draft: MappingDraft) -> str:
    """The mapping file of a draft of that file, as `load --map` takes it, byte for byte.

    What the file leaves open stands in comments, with the columns to choose from.
    """
    return "\n".join([*_head(sketch, draft), *_fields(sketch, draft), *_rest(sketch, draft), ""])


def _head(sketch: Sketch, draft: MappingDraft) -> Iterator[str]:
    rows = f"{sketch.profile.rows:,} row{'s' * (sketch.profile.rows != 1)}"
    which = f"its {rows}" if sketch.profile.whole else f"its first {rows}"
    yield f"# Suggested for {quoted(sketch.file)[1:-1]} by what {which} hold."
    yield "# Look at every line: above it stands why. data/SCHEMA.md lists what else can be said."
    yield f"name = {quoted(draft.name)}"
    if draft.records is not None:
        yield f"records = {quoted(draft.records)}"
    yield from _without_parts(sketch, draft)
    if told := _telling(sketch, draft):
        yield ""
        yield "# A file with all of these columns is read like this."
        yield "[recognise]"
        yield f"columns = [{', '.join(map(quoted, told))}]"


def _without_parts(sketch: Sketch, draft: MappingDraft) -> Iterator[str]:
    """That rows which are parts of another are left out, where a row is a run by its id."""
    source = draft.fields.get("run_id")
    run_id = sketch.profile.at.get(source.paths[0]) if source and len(source.paths) == 1 else None
    parent = parent_of(sketch.profile, run_id) if run_id else None
    read = {path for one in draft.fields.values() for path in one.paths}
    if parent and parent.path and parent.path not in read:
        told = _PARTS if of_traces(sketch.profile) else _PERHAPS_PARTS
        yield ""
        yield told.format(named([parent.name]), quoted(parent.path))


def _telling(sketch: Sketch, draft: MappingDraft) -> list[str]:
    """The columns that tell the format: those that are read and that every row has."""
    at, header = sketch.profile.at, sketch.profile.header
    read = dict.fromkeys(path for name in _ORDER if name in draft.fields
                         for path in draft.fields[name].paths)  # fmt: skip
    return [path for path in read if header or (path in at and at[path].everywhere)]


def _fields(sketch: Sketch, draft: MappingDraft) -> Iterator[str]:
    yield ""
    yield "[fields]"
    for name in _ORDER:
        if name in draft.fields:
            source = draft.fields[name]
            yield from _notes(sketch, name, source)
            yield f"{name} = {_rule(name, source)}"
        elif name in REQUIRED or (name in sketch.suggestions):
            yield from _open(sketch, name)
    yield from _unread(sketch, draft)


def _notes(sketch: Sketch, name: str, source: Source) -> Iterator[str]:
    by = sketch.suggestions.get(name)
    if by and by.column and source.paths == by.paths:
        yield f"# {by.why}"
    else:
        yield "# chosen by hand"
    column = sketch.profile.at.get(source.paths[0])
    if name == "status" and column and not isinstance(source, ByError):
        yield f"# {_words(column, source)}"


def _words(column: ColumnSeen, source: Source) -> str:
    """Every word of a column of statuses with how often it is there and what it means."""
    given = dict(source.values)
    return "; ".join(
        f"{quoted(word)} {many:,} × {given.get(word.casefold()) or known_status(word) or 'unknown'}"
        for word, many in column.words
    )


def _rule(name: str, source: Source) -> str:
    parts = []
    if isinstance(source, ByError):
        return _by_error(*source.paths)
    if len(source.paths) > 1:
        parts += [f"join = [{', '.join(map(quoted, source.paths))}]", 'with = " "']
    else:
        parts.append(f"path = {quoted(source.paths[0])}")
    if source.unit:
        parts.append(f"unit = {quoted(source.unit)}")
    if source.decimal:
        parts.append(f"decimal = {quoted(source.decimal)}")
    if source.utc:
        parts.append('zone = "UTC"')
    if source.values:
        values = ", ".join(f"{key(word)} = {quoted(meaning)}" for word, meaning in source.values)
        parts.append(f"values = {{ {values} }}")
        parts += ['otherwise = ""'] if name == "quality" else []
    if len(parts) == 1:
        return quoted(source.paths[0])
    return f"{{ {', '.join(parts)} }}"


def _by_error(error: str, ended: str | None = None) -> str:
    cases = [f'{{ has = {quoted(error)}, then = "failed" }}']
    cases += [f'{{ lacks = {quoted(ended)}, then = "running" }}'] if ended else []
    return f'{{ when = [{", ".join(cases)}], otherwise = "completed" }}'


def _open(sketch: Sketch, name: str) -> Iterator[str]:
    """What there is to choose for a field that is read from nothing."""
    by = sketch.suggestions.get(name)
    needed = ", and every run needs it" if name in REQUIRED else ""
    if by and by.among:
        yield f"# {name}: {by.why}{needed}. Choose one:"
        yield from (f"# {name} = {quoted(one.path)}" for one in by.among if one.path)
    elif by and by.together:
        it = "them" if len(by.together) > 1 else "it"
        yield f"# {name}: {by.why}{needed}. If rows that agree in {it} are one run:"
        paths = tuple(column.path for column in by.together if column.path)
        yield f"# {name} = {_rule(name, Source(paths))}"
    elif by and by.column and by.column.path:
        yield f"# {name}: {by.why}{needed}. Say which (ms, s, min, h):"
        yield f'# {name} = {{ path = {quoted(by.column.path)}, unit = "" }}'
    else:
        yield f"# {name}: no column looks like it{needed}. Say which it is:"
        yield f'# {name} = ""'
        errors = sketch.draft.fields.get("error_message")
        if name == "status" and errors:
            yield "# Or, if runs failed where an error stands and all others are completed:"
            yield f"# status = {_by_error(errors.paths[0])}"


def _unread(sketch: Sketch, draft: MappingDraft) -> Iterator[str]:
    read = {path for source in draft.fields.values() for path in source.paths}
    left = [column for column in sketch.profile.columns if column.path not in read]
    if left:
        yield ""
        yield "# Read as no field, and kept beside them:"
    for column in left[:_UNNAMED]:
        like = ", ".join(map(quoted, column.examples))
        lists = " (a mapping can take them apart: see “Where a value is” in data/SCHEMA.md)"
        more = lists if column.shape is Shape.OBJECTS else f": {like}" if like else ""
        yield f"# {named([column.name])}, {column.shape}{more}"
    if len(left) > _UNNAMED:
        yield f"# … and {len(left) - _UNNAMED:,} more"


def _rest(sketch: Sketch, draft: MappingDraft) -> Iterator[str]:
    said = {"zone": draft.zone, "unit": draft.unit, "dates": draft.dates}
    if any(said.values()):
        yield ""
        yield "[times]"
        yield from (f"{name} = {quoted(word)}" for name, word in said.items() if word)
    bounds = {"good_at_least": draft.good_at_least, "good_at_most": draft.good_at_most}
    if "score" in draft.fields and any(bound is not None for bound in bounds.values()):
        yield ""
        yield "[success]"
        yield from (f"{name} = {bound!r}" for name, bound in bounds.items() if bound is not None)
    status = draft.fields.get("status")
    by_word = status and not isinstance(status, ByError)
    column = sketch.profile.at.get(status.paths[0]) if status and by_word else None
    if status and column and (unread := _unknown(column, status)):
        yield ""
        yield f"# Not understood: {', '.join(map(quoted, unread))}. In fields.status say what they"
        yield f'# mean, like values = {{ {key(unread[0])} = "completed" }}: {", ".join(STATUSES)}.'


def _unknown(column: ColumnSeen, source: Source) -> list[str]:
    given = dict(source.values)
    words = (word for word, _ in column.words)
    return [word for word in words if word.casefold() not in given and not known_status(word)]

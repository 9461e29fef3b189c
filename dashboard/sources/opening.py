"""From the files of an export to its tables of raw rows and the mapping that fits them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from dashboard.errors import ExportRefused
from dashboard.sources import delimited, json_records, paths, tau_bench
from dashboard.sources.faults import BadValue
from dashboard.sources.files import ABOUT, SIDE_TABLES, Located, TextFile, no_rows, open_text
from dashboard.sources.json_records import JsonObject, ListTable, NdjsonTable
from dashboard.sources.mapping import Mapping
from dashboard.sources.raw import Fault, RawRow, Record, Table, in_small_letters, listed
from dashboard.sources.recognise import Contents, lacking, meant, nearest
from dashboard.sources.reread import InSmallLetters, RolledUp

READERS: dict[str, Callable[[Record], Record]] = {"tau_bench": tau_bench.roll_up}
CANONICAL = "canonical.toml"
_SAMPLE = 1_000  # rows looked at before all of them are


@dataclass(frozen=True, slots=True)
class Opened:
    """An export whose format is known.

    why: a sentence that says how it was recognised; side: tables beside the runs; about: what
    the export says of itself (as_of, note).
    """

    runs: Table
    mapping: Mapping
    why: str
    side: dict[str, Table] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)


Names = ReadOnly[str, frozenset[str]]
"""Per table the names of its columns, which our own format may write in capitals."""


def open_export(
    located: Located, formats: Sequence[Mapping], given: Mapping | None, names: Names
) -> Opened:
    """Open the runs with the mapping that the person gave, or the first format that fits.

    names: the columns of every table in our own format. Raises ExportRefused when none fits,
    naming what was found and what is needed.
    """
    candidates = [given] if given else list(formats)
    if is_delimited(located.runs):
        opened = _open_delimited(located, candidates, given is not None, names)
    else:
        opened = _open_json(located, candidates, given is not None, names)
    table: Table = opened.runs
    if opened.mapping.reader:
        table = RolledUp(table, READERS[opened.mapping.reader])
    side = {
        **opened.side,
        **{name: open_side(file, names[name]) for name, file in located.side.items()},
    }
    return Opened(table, opened.mapping, opened.why, side, {**opened.about, **located.about})


def is_delimited(file: TextFile) -> bool:
    """Whether the file is CSV or TSV: by its name, else by how it begins."""
    if file.suffix in (".json", ".ndjson", ".jsonl"):
        return False
    if file.suffix in (".csv", ".tsv"):
        return True
    with open_text(file) as stream:
        return stream.read(1_000).lstrip()[:1] not in ("{", "[")


def open_side(file: TextFile, names: frozenset[str]) -> Table:
    """A file of workers, changes or instructions, in our own format."""
    if is_delimited(file):
        found = delimited.headers(file)
        delimiter = max(found, key=lambda d: len(found[d]))
        return delimited.DelimitedTable(file, delimiter, restore=True, names=names)
    table = json_records.open_json(file)
    return InSmallLetters(_one_row(table) if isinstance(table, JsonObject) else table, names)


def _open_delimited(
    located: Located, formats: Sequence[Mapping], given: bool, names: Names
) -> Opened:
    headers = {
        delimiter: Contents(tuple(cells), (dict.fromkeys(cells, ""),))
        for delimiter, cells in delimited.headers(located.runs).items()
    }
    widest = max(headers, key=lambda delimiter: len(headers[delimiter].keys))
    for mapping in formats:
        ours = mapping.file == CANONICAL and not given
        own = names["runs"] if ours else frozenset()
        for delimiter, written in headers.items():
            seen = Contents(tuple(in_small_letters(key, own) for key in written.keys), written.rows)
            if not lacking(mapping, seen) and (mapping.recognise or delimiter == widest):
                _refuse_alike(mapping, seen, names["runs"], located.runs.name)
                table = delimited.DelimitedTable(located.runs, delimiter, restore=ours, names=own)
                return Opened(table, mapping, _why(mapping, seen, given))
    raise unrecognised(located.runs.name, formats, headers[widest], given, linked=located.linked)


def _refuse_alike(mapping: Mapping, seen: Contents, fields: frozenset[str], file: str) -> None:
    """Refuse a header with two columns for one path, where case makes no difference."""
    rules = mapping.rules(dict.fromkeys(fields, "")).values()
    found = [meant(path, mapping, seen.keys) for rule in rules for path in rule.paths()]
    if twice := next((names for names in found if len(names) > 1), None):
        raise delimited.named_twice(twice, file)


def _open_json(located: Located, formats: Sequence[Mapping], given: bool, names: Names) -> Opened:
    source = json_records.open_json(located.runs)
    side: dict[str, Table] = {}
    about: dict[str, Any] = {}
    table: ListTable | NdjsonTable
    if isinstance(source, JsonObject):
        source = source if given else source.in_small_letters(("runs", *ABOUT, *SIDE_TABLES))
        table, about = _listed(source, formats[0] if given else None)
        if not given:
            side = {name: found for name in SIDE_TABLES if (found := source.table(name))}
    else:
        table = source
    seen = _look(table, _SAMPLE)
    mapping = _recognised(formats, seen, names)
    if mapping is None:
        seen = _look(table, None)  # rows differ: perhaps a later one has the key
        mapping = _recognised(formats, seen, names)
    if mapping is None:
        if not seen.keys and isinstance(table, ListTable | NdjsonTable):
            _refuse_if_nothing(table)
        raise unrecognised(located.runs.name, formats, seen, given, linked=located.linked)
    if mapping.file != CANONICAL:
        # lists of the same names mean something else there
        return Opened(table, mapping, _why(mapping, seen, given), {}, about)
    small = {name: InSmallLetters(found, names[name]) for name, found in side.items()}
    runs = InSmallLetters(table, names["runs"])
    return Opened(runs, mapping, _why(mapping, _small(seen, names), given), dict(small), about)


def _small(seen: Contents, names: Names) -> Contents:
    return Contents(tuple(in_small_letters(key, names["runs"]) for key in seen.keys), seen.rows)


def _recognised(formats: Sequence[Mapping], seen: Contents, names: Names) -> Mapping | None:
    small = _small(seen, names)
    return next(
        (m for m in formats if not lacking(m, small if m.file == CANONICAL else seen)), None
    )


def _listed(source: JsonObject, given: Mapping | None) -> tuple[ListTable, dict[str, Any]]:
    """The list of rows within an object, and what the object says beside it."""
    about = {}
    if given is None:
        about = {key: source.value(key) for key in ABOUT}
    elif given.as_of:
        head, *rest = paths.parse(given.as_of)
        try:
            about["as_of"] = paths.getter_of(tuple(rest))(source.value(str(head)))
        except BadValue as bad:
            raise ExportRefused(
                f"Its own time can't be read: {bad.reason}",
                where=source.file,
                remedy=f"Correct it, or as_of in {given.file}.",
            ) from None
    steps = given.records if given and given.records else ("runs",)
    holder: JsonObject | None = source
    for step in steps[:-1]:
        holder = holder.inner(step) if holder else None
    table = holder.table(steps[-1]) if holder else None
    if table is None and given and given.records:
        raise ExportRefused(
            f"There is no list under {'.'.join(steps)}; found are {listed(source.at)}",
            where=source.file,
            remedy=f"Correct records in {given.file}.",
        )
    return table or _one_row(source), about


def _one_row(source: JsonObject) -> ListTable:
    """An object that holds no list is a row itself."""
    return ListTable(source.file, f"[{source.text}]", 0)


def _look(table: Table, limit: int | None) -> Contents:
    keys: dict[str, None] = {}
    rows: list[Record] = []
    for row in islice(table.rows(), limit):
        if isinstance(row, RawRow):
            keys.update(dict.fromkeys(row.values))
            if len(rows) < _SAMPLE:
                rows.append(row.values)
    return Contents(tuple(keys), rows)


def _refuse_if_nothing(table: Table) -> None:
    """Refuse a list with nothing in it as such, and one without a readable row with a reason."""
    first = next(iter(table.rows()), None)
    if first is None:
        raise no_rows(table.file)
    if isinstance(first, Fault):
        raise ExportRefused(
            f"No row can be read; of the first, {first.reason}",
            where=f"{table.file}, {table.counted} {first.line}",
            remedy="Rows are JSON objects: in a list, or one a line.",
        )


def _why(mapping: Mapping, seen: Contents, given: bool) -> str:
    if given:
        return f"The mapping {mapping.file} was given."
    found = [
        next(path for path in group if seen.has(path, ignore_case=mapping.ignore_case))
        for group in mapping.recognise
    ]
    return f"It has the columns that tell a {mapping.name}: {', '.join(found)}."


def unrecognised(
    file: str, formats: Sequence[Mapping], seen: Contents, given: bool, *, linked: bool = False
) -> ExportRefused:
    """The refusal of a file that fits no format, or not the mapping given.

    linked: a link leads there, so its words may be none that the person means to show.
    """
    near = nearest(formats, seen)
    missing = [group[0] for group in lacking(near, seen)]
    needed = [group[0] for group in near.recognise]
    fits = f"the mapping {near.file}" if given else f"the nearest known format ({near.name})"
    if linked:
        found = f"{len(seen.keys):,} other columns, in a file that a link leads to"
    else:
        found = listed(seen.keys) or "no columns"
    return ExportRefused(
        f"This does not fit {fits}: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} "
        f"missing. Found: {found}. Needed: {', '.join(needed)}",
        where=file,
        remedy="Add the missing column to the export, or say which column it is in a mapping "
        "file (--map FILE; data/SCHEMA.md shows how).",
    )

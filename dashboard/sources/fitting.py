"""Which format the files of an export fit: all that tells it must be there."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence

from dashboard.sources.delimited_file import DelimitedFile
from dashboard.sources.held import SAMPLE
from dashboard.sources.json_file import JsonFile
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import Contents, lacking
from dashboard.sources.raw.raw import RESERVED, in_small_letters

ExportFile = DelimitedFile | JsonFile
Names = ReadOnly[str, frozenset[str]]
"""Per table the names of its columns, which our own format may write in capitals."""
Fitting = tuple[Mapping, list[ExportFile], Contents]
"""A format, the files that it fits, and what they hold."""


def first_fitting(
    files: Sequence[ExportFile], formats: Sequence[Mapping], limit: int | None, names: Names
) -> tuple[Fitting | None, list[Mapping]]:
    """The first format that fits by the first rows, and the formats of which they show a part."""
    near: list[Mapping] = []
    for mapping in formats:
        every = [(file, seen_by(file, mapping, limit, names)) for file in files]
        fitting = [(file, seen) for file, seen in every if _may_fit(mapping, seen)]
        whole = _together([seen for _, seen in fitting])
        if fitting and not lacking(mapping, whole):
            return (mapping, [file for file, _ in fitting], whole), near
        if any(len(lacking(mapping, seen)) < mapping.signs for _, seen in every):
            near.append(mapping)
    return None, near


def whose_parts(
    found: Fitting, files: Sequence[ExportFile], formats: Sequence[Mapping], names: Names
) -> Fitting | None:
    """The format of whose runs the rows of another are parts, with the files that it fits beside
    theirs; None where there are none of it."""
    mapping, of_parts, _ = found
    wholes = [one for one in formats if one.name == mapping.parts_of]
    rest = [file for file in files if file not in of_parts]
    return first_fitting(rest, wholes, SAMPLE, names)[0] if wholes and rest else None


def seen_by(file: ExportFile, mapping: Mapping, limit: int | None, names: Names) -> Contents:
    """What a format sees of a file, of its first `limit` rows."""
    seen = file.seen(mapping, limit)
    if not mapping.is_ours:
        return seen
    return Contents(tuple(in_small_letters(key, names["runs"]) for key in seen.keys), seen.rows)


def _may_fit(mapping: Mapping, seen: Contents) -> bool:
    """Whether a file is of a format: it has all that tells it, or, where rows of several files
    make a run, what these rows share."""
    if mapping.gather is None or mapping.reader:
        return not lacking(mapping, seen)
    gather = mapping.gather
    shared = [gather.by, *((gather.parent, gather.part) if gather.parent else ())]
    paths = [path for rule in shared if rule for path in rule.paths()]
    return any(seen.has(path) or path in RESERVED for path in paths)


def _together(contents: Sequence[Contents]) -> Contents:
    """What several files hold."""
    if len(contents) == 1:
        return contents[0]
    keys = dict.fromkeys(key for seen in contents for key in seen.keys)
    return Contents(tuple(keys), [row for seen in contents for row in seen.rows])

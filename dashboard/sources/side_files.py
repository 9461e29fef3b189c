"""Files beside the runs, of workers, changes and instructions: always in our own format."""

from __future__ import annotations

from dashboard.sources.files.files import TextFile, open_text
from dashboard.sources.mapping.reread import InSmallLetters
from dashboard.sources.raw.raw import Table
from dashboard.sources.tables import delimited
from dashboard.sources.tables.headings import headings, likely
from dashboard.sources.tables.json_object import JsonObject
from dashboard.sources.tables.json_shape import open_json


def is_delimited(file: TextFile) -> bool:
    """Whether the file is CSV or TSV: by its name, else by how it begins."""
    if file.suffix in (".json", ".ndjson", ".jsonl", ".traj"):
        return False
    if file.suffix in (".csv", ".tsv"):
        return True
    with open_text(file) as stream:
        return stream.read(1_000).lstrip()[:1] not in ("{", "[")


def open_side(file: TextFile, names: frozenset[str]) -> Table:
    """A file of workers, changes or instructions, in our own format."""
    if is_delimited(file):
        heading = likely(headings(file))
        table = delimited.DelimitedTable(file, heading, restore=True, names=names)
        if table.twice:
            raise delimited.named_twice(table.twice, file.at(heading.number))
        return table
    found = open_json(file)
    return InSmallLetters(found.one_row() if isinstance(found, JsonObject) else found, names)

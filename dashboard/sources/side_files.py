"""Files beside the runs, of workers, changes and instructions: always in our own format."""

from __future__ import annotations

import re

from dashboard.sources.files.files import TextFile, open_text
from dashboard.sources.mapping.reread import InSmallLetters
from dashboard.sources.raw.raw import Table
from dashboard.sources.tables import delimited
from dashboard.sources.tables.headings import headings, likely
from dashboard.sources.tables.json_object import JsonObject
from dashboard.sources.tables.json_shape import open_json

_JSON_BEGINS = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_A_TABLE = re.compile(r"\s*[^\s{\[][^\n]*[,;\t|][^\n]*\n\s*[^\s{\[]")
"""Two lines that begin as none of JSON do, the first with something between cells."""
_LIKE_JSON = re.compile(r"^[ \t]*[{\[]", re.MULTILINE)
"""A line that may be JSON: then what stands above is something that a program said before it."""


def is_delimited(file: TextFile) -> bool:
    """Whether the file is CSV or TSV: by how it begins where that is plain, else by its name."""
    with open_text(file) as stream:
        begins = stream.read(10_000)
    if file.suffix in (".csv", ".tsv"):
        return not _JSON_BEGINS.match(begins)
    if file.suffix in (".json", ".ndjson", ".jsonl", ".traj"):
        return bool(_A_TABLE.match(begins)) and not _LIKE_JSON.search(begins)
    return begins.lstrip()[:1] not in ("{", "[")


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

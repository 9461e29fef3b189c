"""Dumps in SQL whose rows stand between `COPY … FROM stdin;` and `\\.`, as pg_dump writes them:
each table as it stands there, below a line with the names of its columns. Those that stand in
INSERT statements are lines of JSON, by table."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path

from dashboard.sources.files.unpacking.inserted_tables import InsertedTables
from dashboard.sources.files.unpacking.limits import Budget, CountedFile, Refused
from dashboard.sources.files.unpacking.parts import Part, Unpacked
from dashboard.sources.files.unpacking.sql_text import dialect_of
from dashboard.sources.files.unpacking.statements import Statements
from dashboard.sources.raw.escaped_records import escaped

_NAME = r'(?:"(?:[^"]|"")*"|[\w$]+)'
_COPY = re.compile(
    rf"COPY\s+(?:(?P<schema>{_NAME})\.)?(?P<table>{_NAME})\s*"
    rf"\(\s*(?P<columns>{_NAME}(?:\s*,\s*{_NAME})*)\s*\)\s+FROM\s+stdin\s*;\s*",
    re.IGNORECASE,
)
_COPIES = re.compile(r"COPY\s[^;]*FROM\s+stdin", re.IGNORECASE)
_REMEDY = "Dump the table of the runs alone: pg_dump --data-only --table=runs, or as CSV."
_REMEDY_OF_INSERTS = (
    "Dump it with the definition of the table, or with these names: mysqldump --complete-insert, "
    "pg_dump --column-inserts."
)


def unpack_dump(path: Path, part: Part, folder: Path, root: Path, budget: Budget) -> Unpacked:
    """Write every table that has rows.

    part: the dump as the person knows it; folder: where the files are to stand, within root. Of a
    file in an archive nothing comes out where it has none. Raises Refused where it is cut, and
    where it has none but is the export itself.
    """
    found = Unpacked(several=True)
    names: Counter[str] = Counter()
    with path.open("rb") as stream:
        dialect = dialect_of(stream)
    inserts = InsertedTables(part, folder, dialect, budget)
    with path.open("rb") as stream, inserts:
        lines = enumerate(stream, 1)
        for said in Statements(lines, dialect, budget):
            if _COPIES.match(said.text) is None:
                inserts.take(said)
                continue
            statement = _COPY.fullmatch(said.text)
            if statement is None:
                found.notices.append(
                    f"Of {part.name}, what line {said.line:,} copies was left out: it names no "
                    "columns, or is not in the form in which pg_dump writes it."
                )
                deque(_rows(lines, "a table"), maxlen=0)
                continue
            title = _title(statement)
            names[title] += 1
            title = title if names[title] == 1 else f"{title} {names[title]}"
            target = folder / f"{said.last}.tsv"
            head = "\t".join(escaped(_bare(c)) for c in re.findall(_NAME, statement["columns"]))
            with CountedFile(target, budget) as plain:
                plain.write(f"{head}\n".encode("utf-8", "surrogateescape"))
                some = _written(_rows(lines, f"the table {title}"), plain)
            if some:
                whole = f"{part.title}/{title}" if part.title else title
                place = str(target.relative_to(root))
                name = f"{part.name}, table {title}"
                found.parts.append(Part(place, name, whole, above=said.last - 1))
    found.parts.extend(inserts.parts(root, names))
    if not found.parts and not part.title and inserts.left_out.unnamed:
        what = "It is a dump in SQL whose INSERT statements don’t name the columns of their values"
        raise Refused(what, _REMEDY_OF_INSERTS)
    found.notices.extend(inserts.left_out.notices())
    if not found.parts and not part.title:
        raise Refused("It is a dump in SQL in which no rows stand", _REMEDY)
    return found


def _written(rows: Iterator[bytes], plain: CountedFile) -> bool:
    """Write the rows; whether there are any."""
    some = False
    for row in rows:
        plain.write(row)
        some = True
    return some


def _rows(lines: Iterator[tuple[int, bytes]], table: str) -> Iterator[bytes]:
    """The rows of a table, to its end. Raises Refused where the dump ends before."""
    for _, line in lines:
        if line.rstrip(b"\r\n") == b"\\.":
            return
        yield line
    raise Refused(f"The dump ends within {table}, so rows may be missing", "Dump it again.")


def _title(statement: re.Match[str]) -> str:
    """The name of a table, with its schema where that is not the usual one."""
    table, schema = _bare(statement["table"]), statement["schema"] and _bare(statement["schema"])
    return table if schema in (None, "public") else f"{schema}.{table}"


def _bare(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name

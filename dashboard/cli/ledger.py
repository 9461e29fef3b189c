"""The ledger as a whole: list it, write it to a file, take one over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import as_json, table
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import home_of
from dashboard.errors import FilterInvalid, LedgerUnusable
from dashboard.exporting.export import write_new
from dashboard.ledger.entries import UNDONE, Entry, standing
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.transfer import read, written
from dashboard.store.reading.said import KINDS, understood
from dashboard.words.safe_text import visible
from dashboard.words.values import count, moment

LONGEST = 50_000_000
"""Letters of a ledger that is taken over."""


def ledger(arguments: Arguments) -> int:
    """List what people recorded, or write it to a file, or take it over from one."""
    book = Ledger(home_of(arguments).path)
    if arguments.what and arguments.file is None:
        raise FilterInvalid(f"ledger {arguments.what} takes a file.", remedy="Name one.")
    if arguments.what == "export" and arguments.file:
        return _export(book, arguments.file)
    if arguments.what == "import" and arguments.file:
        return _take_over(book, arguments.file)
    entries = book.entries()
    if arguments.json:
        print(as_json([_document(entry) for entry in entries]))
        return OK
    held = {entry.number for entry in standing(entries)}
    rows = [
        (
            str(entry.number),
            moment(entry.at, "UTC"),
            entry.who or None,
            _told(entry),
            "" if entry.number in held or entry.kind == UNDONE else "taken back",
        )
        for entry in entries
    ]
    print(visible(table(("entry", "at (UTC)", "who", "what", ""), rows)))
    return OK


def _told(entry: Entry) -> str:
    if entry.kind == UNDONE:
        return f"took back entry {entry.about.get('entry')}"
    known = KINDS.get(entry.kind)
    return known.told(entry, "UTC") if known else entry.kind


def _document(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.number,
        "at": entry.at,
        "who": entry.who,
        "kind": entry.kind,
        "about": entry.about,
    }


def _export(book: Ledger, path: Path) -> int:
    text = written(book.entries())

    def write(file: IO[bytes]) -> None:
        file.write(text.encode("utf-8", "surrogatepass"))

    write_new(path, write)
    remark(f"{_entries(text.count(chr(10)))} written to {path}")
    return OK


def _take_over(book: Ledger, path: Path) -> int:
    from dashboard.sources.files.text_file import read_text

    entries = read(read_text(path, LONGEST))
    try:
        told = understood(entries)
    except LedgerUnusable as error:  # what is unusable is the file, not the ledger
        raise LedgerUnusable(
            error.what,
            where=str(path),
            remedy="Nothing was taken over. Update worker-runs, or name the file as "
            "`ledger export` wrote it.",
        ) from error
    new = book.take_over(told)
    remark(f"{_entries(new)} taken over{_whose(told[len(told) - new :])}.")
    return OK


def _whose(told: Sequence[Entry]) -> str:
    """Whose entries these are, as they say themselves: " (Kim 9, Lee 3)"."""
    people = Counter(entry.who or "no name" for entry in told)
    named = ", ".join(f"{visible(who)} {n:,}" for who, n in people.most_common())
    return f" ({named})" if people else ""


def _entries(number: int) -> str:
    return count(number, "entry", "entries")

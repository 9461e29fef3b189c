"""Writing the chosen runs to a file, in the form that its name's ending asks for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from dashboard.errors import FilterInvalid, UserError
from dashboard.exporting import delimited, json_lines, parquet
from dashboard.exporting.chosen import Chosen, filled
from dashboard.exporting.workbook import open_book, write_sheet

Writer = Callable[[IO[bytes], Chosen], None]


def _csv(file: IO[bytes], chosen: Chosen) -> None:
    delimited.write(file, chosen.columns, chosen.batches())


def _json_lines(file: IO[bytes], chosen: Chosen) -> None:
    json_lines.write(file, chosen.columns, chosen.batches())


def _parquet(file: IO[bytes], chosen: Chosen) -> None:
    parquet.write(file, chosen.columns, chosen.batches())


def _workbook(file: IO[bytes], chosen: Chosen) -> None:
    with open_book(file) as book:
        write_sheet(book, "runs", chosen.columns, chosen.batches())
        for table, batches in chosen.beside().items():
            write_sheet(book, table, filled(table, batches), batches)


def _package(file: IO[bytes], chosen: Chosen) -> None:
    """A zip of all that an export may say: runs, what stands beside them, and export.json."""
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        with package.open("runs.csv", "w", force_zip64=True) as runs:
            delimited.write(runs, chosen.columns, chosen.batches())
        for table, batches in chosen.beside().items():
            with package.open(f"{table}.ndjson", "w") as beside:
                json_lines.write(beside, filled(table, batches), batches)
        package.writestr("export.json", json.dumps(chosen.about, ensure_ascii=False))


WRITERS: dict[str, Writer] = {
    "csv": _csv,
    "xlsx": _workbook,
    "ndjson": _json_lines,
    "parquet": _parquet,
    "zip": _package,
}
"""By the ending of a file's name, what writes it. Where one raises, what it wrote is no export."""


def writer_for(name: str) -> Writer:
    """What writes a file of that name. Raises UserError for an ending that none knows."""
    ending = Path(name).suffix.lower().removeprefix(".")
    if ending not in WRITERS:
        raise UserError(
            f"“.{ending}” is no form in which runs can be exported."
            if ending
            else "The file’s name has no ending, so its form isn’t known.",
            where=name,
            remedy=f"Choose a name that ends in {', '.join(f'.{known}' for known in WRITERS)}.",
        )
    return WRITERS[ending]


def write_file(path: Path, chosen: Chosen) -> None:
    """Write runs to a new file. Raises UserError where that can't be done."""
    write = writer_for(path.name)
    write_new(path, lambda file: write(file, chosen))


def write_new(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a new file: wholly, or not at all. Raises UserError where that can't be done."""
    try:
        if path.exists():
            raise FileExistsError(path)
        with TemporaryDirectory(dir=path.parent, prefix=f".{path.name[:40]}.") as beside:
            unfinished = Path(beside, path.name)
            with unfinished.open("xb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            _publish(unfinished, path)
    except FileExistsError as error:
        raise UserError(
            "There is a file of this name already.",
            where=str(path),
            remedy="Nothing was written. Choose another name.",
        ) from error
    except OSError as error:
        raise UserError(
            f"The file could not be written: {error.strerror or type(error).__name__}.",
            where=str(path),
            remedy="Nothing was written. Choose a folder that is there, may be written to, and has "
            "room.",
        ) from error


def _publish(unfinished: Path, path: Path) -> None:
    """Give a file its name unless another one took it meanwhile; where files can't have two names,
    that is only looked at before."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:
        unfinished.rename(path)


def require_runs(runs: int) -> None:
    """Raise FilterInvalid where none is chosen: an empty file would look like an answer."""
    if not runs:
        raise FilterInvalid("No run is chosen, so there is nothing to export.")

"""Reading one export both ways, a row at a time and as columns, and comparing what is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings

from dashboard.loading import load
from dashboard.records.lines import open_lines
from dashboard.records.reading import Answers, Formats, located, open_export
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.reading import NOW

TABLES = ("runs", "superseded", "rejects", "instructions", "conflicts", "changes", "imports")
ZONE = Answers(zone="Europe/Berlin", dates="dmy")


def tables(home: Home) -> dict[str, list[str]]:
    history = current(home)
    assert history
    return {
        name: sorted(repr(row) for row in history.reader.rows(f"SELECT * FROM history.{name}", {}))
        for name in TABLES
    }


def exactly(home: Home, path: Path, answers: Answers = ZONE) -> Any:
    with located(path) as found:
        export = open_export(found, formats=Formats(), answers=answers, now=NOW)
        return import_export(home, export, NOW)


def is_of_columns(path: Path, answers: Answers = ZONE) -> bool:
    """Whether it is read as columns at all, as a file with blanks before its quotes is not."""
    with located(path) as found:
        return open_lines(found, formats=Formats(), answers=answers, now=NOW) is not None


def as_columns(home: Home, path: Path, answers: Answers = ZONE) -> Any:
    assert is_of_columns(path, answers), "it is read exactly"
    return load(home, path, mapping=None, answers=answers, progress=lambda rows: None, now=NOW)


def assert_same(
    folder: Path, *texts: bytes, name: str = "runs.ndjson", answers: Answers = ZONE
) -> dict[str, list[str]]:
    """Both ways of reading these files, one after the other, give the same; gives the tables."""
    folder.mkdir(exist_ok=True)
    homes = Home(folder / "exact"), Home(folder / "columns")
    path = folder / name
    for text in texts:
        path.write_bytes(text)
        one, other = exactly(homes[0], path, answers), as_columns(homes[1], path, answers)
        assert other == one
    found, expected = tables(homes[1]), tables(homes[0])
    for table in TABLES:
        assert found[table] == expected[table], table
    return found


FEW = settings(
    max_examples=4,
    deadline=None,
    phases=(Phase.generate,),  # to make it smaller would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

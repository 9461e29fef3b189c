"""What is suggested for the columns of exports that nobody has seen, and that it says no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.records.drafts.draft import Sketch, sketch
from dashboard.records.drafts.suggesting import FieldSuggestion
from dashboard.sources.files.locating import located
from tests.reading import written
from tests.records.drafts.headers import HEADERS, Header


def sketched(folder: Path, text: str, name: str = "export.csv") -> Sketch:
    """What is suggested for a file with that text."""
    with located(written(folder, text, name)) as found:
        return sketch(found)


def told(found: Sketch, field: str, one: FieldSuggestion) -> str:
    """A suggestion as the table of headers writes it."""
    if one.column is None:
        return "|".join(c.name for c in one.among) or "&".join(c.name for c in one.together)
    clock = f"+{one.clock.name}" if one.clock else ""
    return one.column.name + clock + ("" if field in found.draft.fields else "?")


@pytest.mark.parametrize("header", HEADERS, ids=[header.system for header in HEADERS])
def test_the_columns_of_systems_nobody_mapped_before(header: Header, tmp_path: Path) -> None:
    found = sketched(tmp_path, header.csv)
    fields = {field: told(found, field, one) for field, one in found.suggestions.items()}
    assert fields == header.fields


@pytest.mark.parametrize(("filled", "suggested"), [(3, False), (1, True), (0, True)])
def test_what_runs_that_ended_well_have_too_is_no_error(
    tmp_path: Path, filled: int, suggested: bool
) -> None:
    rows = [f"{n},passed,2026-11-16T09:1{n}:00Z,{'all 3 done' if n < filled else ''}\n"
            for n in range(4)]  # fmt: skip
    rows += [f"{n},crashed,2026-11-16T09:1{n}:00Z,disk {n} is full\n" for n in range(4, 6)]
    found = sketched(tmp_path, "Ticket,Outcome,Begun,Failure reason\n" + "".join(rows))
    assert ("error_message" in found.suggestions) == suggested

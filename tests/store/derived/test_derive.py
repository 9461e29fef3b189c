"""What is worked out after every import is what would be worked out of all runs anew."""

from __future__ import annotations

from random import Random

import duckdb
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dashboard.store.derived import derive, error_kinds
from dashboard.store.tables import CREATE_HISTORY, DERIVED_COLUMNS
from dashboard.store.writing.importing import all_of, into
from tests.store.conftest import NOW
from tests.store.derived.small_world import loads

TABLES = (
    "runs", "changes", "with_work", "templates", "error_kinds", "preview_cuts", "formats_asked",
    "texts_read", "unchecked", "checked", "instructions",
)  # fmt: skip
BY_FOLD = {"went_backwards"}
"""What is no other after runs are looked at anew: it is not worked out by that."""


def tables(history: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The rows of all tables; of the runs every field by itself."""
    found = {}
    for table in TABLES:
        asked = history.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in asked.description]
        rows = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
        found[table] = sorted(
            f"{name} of {row['run_id']}: {value}" if table == "runs" else f"{name}: {value}"
            for row in rows
            for name, value in (row.items() if table == "runs" else [("row", row)])
        )
    return found


def anew(history: duckdb.DuckDBPyConnection) -> None:
    """Forget whatever is worked out, and work it out."""
    names = {text.split()[0] for text in DERIVED_COLUMNS.replace(", again", " again").split(", ")}
    nothing = ", ".join(f"{name} = NULL" for name in sorted(names - BY_FOLD))
    history.execute(f"UPDATE runs SET {nothing}; DELETE FROM checked; DELETE FROM templates")
    history.execute("DELETE FROM texts_read")
    derive.refresh(history)
    error_kinds.refresh(history)


@settings(max_examples=4, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(seed=st.integers(0, 1 << 32))
def test_what_imports_touch_is_worked_out_as_all_runs_would_be(seed: int) -> None:
    with duckdb.connect() as history:
        history.execute(f"SET GLOBAL TimeZone = 'UTC'; {CREATE_HISTORY}")
        for load in loads(Random(seed)):
            with history.cursor() as connection:
                into(connection, all_of(load), NOW, lambda rows: None)
        followed = tables(history)
        anew(history)
        expected = tables(history)
    for table in TABLES:
        assert followed[table] == expected[table], table

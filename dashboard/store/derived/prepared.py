"""What questions tell of workers by all of their runs, in tables: it takes long to work out of the
runs, and is short.

A question reads FROM one of these, which queries/<name>.sql tells of the chosen runs. A small
history has none of this. When the table is read says reading/prepared_rows.py.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from dashboard.store.derived.macros import make_macros
from dashboard.store.derived.spans import BESIDE_RUNS, MOST_BESIDE
from dashboard.store.filters.filter_sql import RUNS, SET_UPS, zoned
from dashboard.store.questions import question
from dashboard.store.tables import is_empty

PREPARED: Mapping[str, dict[str, int]] = {
    "mingled": {"fewest": BESIDE_RUNS, "most": MOST_BESIDE},
    "begun_at_once": {"most": MOST_BESIDE},
}
"""The names of the tables, with what is bound beside the zone where their rows are worked out."""


def refresh(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """Work the tables out anew, by the days of a zone, and note in the table prepared that they are
    there. Needs the gathered runs."""
    counted = RUNS if is_empty(connection, SET_UPS.name) else SET_UPS
    counts = f"setup_counts AS (SELECT {counted.columns} FROM {counted.name} run)"
    connection.execute("DELETE FROM prepared")
    for name, bound in PREPARED.items():
        rows = question(name).replace("history.", "")
        make_macros(connection, rows)
        connection.execute(f"DELETE FROM {name}")
        connection.execute(
            f"INSERT INTO {name} BY NAME WITH {counts}{rows}", {**bound, **zoned(rows, zone)}
        )
        connection.execute("INSERT INTO prepared VALUES (?)", [name])

"""A person's own rules for causes: applied in one pass, kept with the history."""

from __future__ import annotations

import duckdb

from dashboard.causes.rules import Rules
from dashboard.store.derived import error_kinds
from dashboard.store.workspace.home import Home
from dashboard.store.writing.generations import next_generation
from dashboard.store.writing.settings import put_setting

_BEFORE = "CREATE TEMP TABLE rules_before AS SELECT * FROM error_kinds"
_MOVED = """
SELECT coalesce(sum(now.runs), 0) FROM error_kinds now
JOIN rules_before old USING (error_type, template_id)
WHERE now.rule IS DISTINCT FROM old.rule
"""


def apply_rules(home: Home, rules: Rules) -> int:
    """Match all errors with these rules in the next generation; how many failed runs they moved.

    Raises StoreBusy, StoreUnusable; the workspace is then as before.
    """
    moved: list[int] = []

    def change(connection: duckdb.DuckDBPyConnection) -> bool:
        if not put_setting(connection, error_kinds.RULES, rules.text):
            return False
        connection.execute(_BEFORE)
        error_kinds.count_kinds(connection)
        row = connection.execute(_MOVED).fetchone()
        moved[:] = row or ()
        connection.execute("DROP TABLE rules_before")
        return True

    next_generation(home, change)
    return sum(moved)

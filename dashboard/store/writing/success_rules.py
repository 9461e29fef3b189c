"""What a person says counts as success in a format: kept with the history, as status words are."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dashboard.errors import NotFound, RuleChanged
from dashboard.records.success import SuccessRule, rules_said, setting_of, written
from dashboard.started import command
from dashboard.store.derived import derive, error_kinds, judging
from dashboard.store.workspace.home import Home
from dashboard.store.writing.generations import next_generation
from dashboard.store.writing.settings import put_setting

_OTHERWISE = f"""
SELECT count(*) FROM runs WHERE outcome IS DISTINCT FROM ({judging.outcome_of("judged")})
"""


def set_success(
    home: Home, format_: str, rule: SuccessRule | None, instead_of: SuccessRule | None
) -> int:
    """Let a rule say which runs of a format are good, from the next generation on, also of what is
    loaded later; None: what the format itself says.

    instead_of: the rule that who says this has seen to hold. Gives how many runs end otherwise now.
    Raises RuleChanged where another holds by now, NotFound where nothing of the format is loaded,
    StoreBusy, StoreUnusable; the workspace is then as before.
    """
    moved: list[int] = []

    def change(connection: duckdb.DuckDBPyConnection) -> bool:
        _require(connection, format_)
        _require_unchanged(connection, format_, instead_of)
        if not _say(connection, format_, rule):
            return False
        judging.judge(connection)
        moved[:] = connection.execute(_OTHERWISE).fetchone() or ()
        derive.refresh(connection)
        error_kinds.refresh(connection)
        return True

    next_generation(home, change)
    return sum(moved)


def _require(connection: duckdb.DuckDBPyConnection, format_: str) -> None:
    found = connection.execute("SELECT DISTINCT format FROM imports ORDER BY format").fetchall()
    require_format(format_, [name for (name,) in found])


def _require_unchanged(
    connection: duckdb.DuckDBPyConnection, format_: str, seen: SuccessRule | None
) -> None:
    settings = dict(connection.execute("SELECT name, value FROM settings").fetchall())
    if rules_said(settings).get(format_) != seen:
        raise RuleChanged(
            f"Somebody else said meanwhile what counts as success in {format_:.80}.",
            remedy="Nothing was changed. Look at what holds now, then say it again.",
        )


def require_format(format_: str, known: Sequence[str]) -> None:
    """Raise NotFound for a format of which nothing is loaded."""
    if format_ not in known:
        raise NotFound(
            f"Nothing of the format “{format_:.80}” is loaded.",
            remedy=f"`{command('success')}` lists the formats that are: {', '.join(known)}.",
        )


def _say(connection: duckdb.DuckDBPyConnection, format_: str, rule: SuccessRule | None) -> bool:
    """Keep the rule, or forget the one there is; whether that is new."""
    name = setting_of(format_)
    if rule:
        return put_setting(connection, name, written(rule))
    forgot = connection.execute("DELETE FROM settings WHERE name = ? RETURNING name", [name])
    return bool(forgot.fetchall())

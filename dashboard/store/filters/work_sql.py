"""Given runs, and all runs of the pieces of work that they are of, as SQL."""

from __future__ import annotations

from collections.abc import Callable

PLACES = "SELECT rowid AS place FROM history.runs WHERE run_id IN (SELECT unnest($run_ids))"
"""The places of $run_ids. To find an id looks at all of them: so it is looked up once, and whatever
is told of a run is read from its place."""

_PLACED = "rowid IN (SELECT unnest($places))"
_NAMED = "run_id IN (SELECT unnest($run_ids))"


def these_runs(with_causes: Callable[[str], str]) -> str:
    """The common table expression `placed_runs`, the runs at $places with their causes.

    with_causes: SQL for the rows of a table with their cause.
    """
    return f"placed_runs AS ({with_causes(f'(SELECT * FROM history.runs WHERE {_PLACED})')})"


_WORK = """
asked AS MATERIALIZED (
    SELECT run_id, rowid AS place, CASE WHEN alone IS DISTINCT FROM true THEN work END AS work
    FROM history.runs WHERE {asked}
),
{work} AS MATERIALIZED (
    SELECT place FROM asked
    UNION
    SELECT rowid FROM history.runs WHERE work IN (SELECT work FROM asked WHERE work IS NOT NULL)
)"""
SAME_WORK = _WORK.format(work="same_work", asked=_PLACED)
"""The common table expressions `asked`, the runs at $places, and `same_work`, the places of these
and of all runs of the same work, whatever the filters; one that is alone (derived/sharing.py) has
no others. Which they are is looked up before what is told of them: what is read of every run should
be short."""
NAMED_WORK = _WORK.format(work="named_work", asked=_NAMED)
"""The same as `named_work`, of the runs that $run_ids name: places are of one store, and
clean_up_states is asked of the workspace, whatever store answers."""

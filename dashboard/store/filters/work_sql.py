"""All runs of the pieces of work that given runs are of, as SQL."""

from __future__ import annotations

SAME_WORK = """
asked AS MATERIALIZED (
    SELECT run_id, rowid AS place, CASE WHEN alone IS DISTINCT FROM true THEN work END AS work
    FROM history.runs WHERE run_id IN (SELECT unnest($run_ids))
),
same_work AS MATERIALIZED (
    SELECT place FROM asked
    UNION
    SELECT rowid FROM history.runs WHERE work IN (SELECT work FROM asked WHERE work IS NOT NULL)
)"""
"""The common table expressions `asked`, the runs of $run_ids, and `same_work`, the places of these
and of all runs of the same work, whatever the filters; one that is alone (derived/sharing.py) has
no others. Which they are is looked up before what is told of them: what is read of every run should
be short."""

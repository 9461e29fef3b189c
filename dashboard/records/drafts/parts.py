"""Whether the rows of an unknown file are parts of runs, as the spans of traces are."""

from __future__ import annotations

from dashboard.records.drafts.profile import Profile
from dashboard.records.drafts.shapes import ColumnSeen
from dashboard.records.statuses import plain


def parent_of(profile: Profile, run_id: ColumnSeen) -> ColumnSeen | None:
    """The column that is called a parent and names other rows by their ids; None without one.

    Of a part of the file the parents of some rows may stand in the rest.
    """
    ids = set(run_id.hashes)
    return next(
        (
            column
            for column in profile.columns
            if column.path
            and "parent" in plain(column.name).split()
            and 0 < column.filled < column.rows
            and 2 * sum(value in ids for value in column.hashes) >= column.filled
        ),
        None,
    )


def of_traces(profile: Profile) -> bool:
    """Whether the columns of a file are called as those of spans and traces are: issues that are
    parts of others are issues for all that."""
    return any({"span", "trace"} & {*plain(column.name).split()} for column in profile.columns)

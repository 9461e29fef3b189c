"""Whether runs have an order, and what is said of one of several where they have none."""

from __future__ import annotations

from dashboard.store.reading.about import About


def ordered(about: About) -> bool:
    """Whether any run has a time of the export, so that one is newer than another."""
    return about.placed < about.runs


def newest_run(about: About) -> str:
    """The heading above one run of several: "Newest run"; "One of the runs" where none is newer."""
    return "Newest run" if ordered(about) else "One of the runs"

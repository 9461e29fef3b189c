"""What is said of files that stand with an export and are no part of it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.sources.fitting import ExportFile, Names, first_fitting
from dashboard.sources.held import SAMPLE
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.raw.raw import listed


def said_of(names: Sequence[str], why: str) -> list[str]:
    """That these were left out, if there are any."""
    return [f"{listed(names, 5)} left out: {why}."] if names else []


def unlike(
    files: Sequence[ExportFile],
    unread: Sequence[str],
    mapping: Mapping,
    formats: Sequence[Mapping],
    names: Names,
) -> list[str]:
    """That files are not of the format of the runs, and of which of `formats` they are instead, as
    such an export is one to load. unread: the names of those that can't be read."""
    others: dict[str, list[str]] = {}
    none = []
    for file in files:
        fitting, _ = first_fitting([file], formats, SAMPLE, names)
        if fitting:
            others.setdefault(_why_apart(fitting[0], mapping), []).append(file.name)
        else:
            none.append(file.name)
    apart = (said_of(found, why) for why, found in others.items())
    said = [notice for notices in apart for notice in notices]
    return [*said, *said_of([*none, *unread], f"not of the format {mapping.name}")]


def no_part(
    files: Sequence[ExportFile],
    unread: Sequence[str],
    runs: str,
    mapping: Mapping,
    formats: Sequence[Mapping],
    names: Names,
) -> list[str]:
    """That files beside a file called runs say no more of its runs, and which hold parts of such
    runs as one of `formats` has them. runs: its name; unread: the names of those that can't be
    read."""
    of_parts = [one for one in formats if one.parts_of == mapping.name]
    parts = [file for file in files if first_fitting([file], of_parts, SAMPLE, names)[0]]
    none = [file.name for file in files if file not in parts]
    said = unlike(parts, [], mapping, of_parts, names)
    return [*said, *said_of([*none, *unread], f"no part of the runs in {runs}")]


def _why_apart(other: Mapping, mapping: Mapping) -> str:
    """Why files of another format are no part of the export; as runs of their own, parts of its
    runs would count these twice."""
    if other.parts_of == mapping.name:
        return f"of the format {other.name}, whose rows are parts of such runs"
    return f"of the format {other.name}, not {mapping.name}; load it by itself"

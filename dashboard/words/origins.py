"""What is said about where failed and bad runs come from, from our own words and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.analysis.bad_runs import BadRuns
from dashboard.analysis.causes import CauseRow
from dashboard.causes.grouping import Cause
from dashboard.words.causes import share_of

_SAID = {
    "worker": "the worker did it wrong",
    "input": "what it was given was wrong or incomplete",
}
ORIGIN_MEANS = {
    **{origin: f"{meant}, a person or judge says" for origin, meant in _SAID.items()},
    "instructions": "the instructions asked for the wrong thing, or unclearly",
    "context": "the worker lacked information, or had too much",
    "tool access": "a tool it needed was not enabled",
    "permissions": "it was not allowed to open or change something",
    "source record": "the record it worked on was gone or incomplete",
    "platform": "what runs the worker failed, not the worker",
    "unknown": "nobody has said yet",
}


def origins_told(held: Sequence[tuple[str, int]], failed: int) -> str:
    """The finding of the bars of origins: "Failed runs by origin: permissions 56, 39 %; …"."""
    told = [
        ", ".join(filter(None, (f"{origin} {runs:,}", share_of(runs, failed))))
        for origin, runs in held
    ]
    return f"Failed runs by origin: {'; '.join(told)}"


def origin_cell(row: CauseRow) -> str:
    """Where the runs of a cause come from: "permissions", or "worker 12, permissions 3"."""
    if len(row.origins) == 1:
        return row.origin
    return ", ".join(f"{origin} {runs:,}" for origin, runs in row.origins.items())


def origin_told(row: CauseRow | None, cause: Cause) -> str:
    """The origin of a cause in a sentence, with what was said of single runs."""
    own = f"Origin: {ORIGIN_MEANS[cause.origin]}."
    if row is None or tuple(row.origins) == (cause.origin,):
        return own
    said = [f"{origin} {runs:,}" for origin, runs in row.origins.items() if origin != cause.origin]
    return (
        f"{own} Of single runs a person or judge says whose fault it was, which counts first: "
        f"{', '.join(said)}."
    )


def origin_words(values: Mapping[str, Any], origin: str | None) -> str:
    """Where a failed run comes from: "origin: platform (what runs the worker failed, …)"."""
    known = origin or "unknown"
    if values["attributed_to"] is None:
        return f"origin: {known} ({ORIGIN_MEANS[known]})"
    meant = "it can’t be told" if known == "unknown" else _SAID.get(known, ORIGIN_MEANS[known])
    return f"origin: {known} (a person or judge says so of this run: {meant})"


def bad_origins_told(found: BadRuns) -> str:
    """Whose fault bad runs were, as far as somebody wrote it; "" where nobody did."""
    if not found.origins:
        return ""
    said = ", ".join(f"{origin} {runs:,}" for origin, runs in found.origins.items())
    silent = found.bad - sum(found.origins.values())
    more = f"; nobody says of {silent:,}" if silent else ""
    return f"Whose fault it was, as a person or judge wrote: {said}{more}."

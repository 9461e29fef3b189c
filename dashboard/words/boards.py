"""What leaderboards say: their heading, their order, and what their columns mean."""

from __future__ import annotations

from dashboard.analysis.board import Board, BoardRow
from dashboard.analysis.compared import ComparedTime, NotCompared
from dashboard.analysis.rates import FEW_RUNS
from dashboard.store.reading.about import About
from dashboard.words.compared import compared_with, not_compared
from dashboard.words.dimensions import inner_label
from dashboard.words.sentences import LEFT_OUT
from dashboard.words.values import (
    BY_ENDING,
    count,
    signed,
    too_few_to_compare,
    with_usual,
    withheld,
)

NONE_HAS_ONE = "None of these runs has one."
HOW = (
    "A name with a funnel filters this page: a click shows only its runs, “leave out” all but its "
    "runs; a second click takes that off."
)


def question(found: Board) -> str:
    """The heading of a leaderboard."""
    values = found.values
    if found.dimension.name == "worker":
        return f"How do {values:,} workers compare?" if values != 1 else "Which worker?"
    return f"How do runs compare by {inner_label(found.dimension)}?"


def drawn_from(left: float) -> str:
    """How the range of a value is drawn, within the sentence of their order."""
    return f", a dot on its 95 % range, drawn from {100 * left:.0f} to 100 %"


def order(found: Board, drawn: str, *, judged: bool) -> str:
    """In which order the values stand, and why. drawn: how ranges are drawn, "" where they are not;
    judged: the export says whether completed runs were good."""
    rated = "success rate" if judged else "rate of completed runs"
    named = [row for row in found.rows if row.value is not None]
    few = sum(row.success.few for row in named)
    if not any(row.success.n for row in found.rows):
        ending = found.dimension.ending or found.counted.by_ending
        finished = sum(row.finished for row in found.rows)
        why = BY_ENDING if ending else withheld(found.rows[0].success, finished)
        return f"Most runs first; no {rated}: {why}."
    if few == len(named):
        return f"Most runs first: none has {FEW_RUNS} finished runs, so none is ranked."
    if not few:
        return f"Lowest {rated} first{drawn}."
    noun = "worker" if found.dimension.name == "worker" else "value"
    return ranked_first(len(named) - few, few, noun, rated, drawn)


def ranked_first(ranked: int, few: int, noun: str, rated: str, drawn: str) -> str:
    """In which order those stand that have enough runs to be ranked, and those that have few.
    drawn: how ranges are drawn."""
    enough = f"with {FEW_RUNS} finished runs or more"
    first = (
        f"First the only {noun} {enough}"
        if ranked == 1
        else f"First {count(ranked, noun)} {enough}, lowest {rated} on top"
    )
    return f"{first}{drawn}; then {few:,} with fewer, grey and not ranked, most runs on top."


def notes(
    found: Board, compared: ComparedTime | NotCompared, about: About, *, narrowed: bool
) -> str:
    """What is left out, and what the columns mean. narrowed: some of these values are chosen or
    left out, which takes no row away."""
    name = inner_label(found.dimension)
    told = []
    if narrowed:
        told.append(f"Counted without the filter of {name}.")
    if sum(row.runs for row in found.rows) > found.runs:
        told.append("A run can have several, so shares may come to more than 100 %.")
    listed = sum(row.value is not None for row in found.rows)
    if listed < found.values:
        told.append(f"Showing {listed:,} of {found.values:,}, those of most runs.")
    if told_changes(found) and isinstance(compared, ComparedTime):
        told.append(f"Change: in points, against {compared_with(compared)}.")
    elif isinstance(compared, NotCompared) and compared.meant is not None:
        told.append(not_compared(compared, about))
    if any(row.untold for row in found.rows):
        told.append(LEFT_OUT)
    return " ".join(told)


def change_cell(row: BoardRow) -> str:
    """How a rate moved, in points: "−4.9", and whether that is no clear change; that a side has few
    runs is said where the rate beside it doesn't."""
    if row.change is None or row.then is None:
        return ""
    if too_few_to_compare(row.success, row.then):
        return "too few"
    by = signed(row.change.value)
    if row.success.few:
        return by
    if row.then.few:
        return f"{by},\xa0few\xa0before"
    return by if row.change.clear else f"{by},\xa0unclear"


def told_changes(found: Board) -> bool:
    """Whether of any value it can be said how its rate moved."""
    return any(
        row.change and row.then and not too_few_to_compare(row.success, row.then)
        for row in found.rows
    )


def failed_cell(row: BoardRow) -> str:
    """Failures with what is usual: "31, usually 18"."""
    return f"{row.failed:,}" if row.usual is None else with_usual(row.failed, row.usual)

"""show leaderboard: the values of one dimension beside each other, as on Trends."""

from __future__ import annotations

from dashboard.analysis.board import Board, BoardRow, board
from dashboard.analysis.compared import ComparedTime, NotCompared, compared_time
from dashboard.analysis.coverage import judged, usable
from dashboard.analysis.own_fields import field_called
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, one_line, pair, rate, table
from dashboard.cli.show.compared import not_compared_because, time_document
from dashboard.errors import FilterInvalid
from dashboard.store.dimensions.dimension import Dimension, Kind
from dashboard.store.dimensions.known import named
from dashboard.store.dimensions.own_field import OWN, own_field
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words import boards as words
from dashboard.words.chips import NONE_NAMED, value_words
from dashboard.words.dimensions import label
from dashboard.words.values import PERCENT, still_failed_cell, withheld


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    found = board(history, filters, _dimension(history, arguments.by))
    time = compared_time(history.about, filters)
    text = text_of(found, time, history, filters)
    return lambda: document_of(found, time, history), text


def _dimension(history: History, by: str | None) -> Dimension:
    """What is compared: as named, or else the first that runs have. A field that only the export
    knows goes by its own name, too, as pages show it: where there is none that is spelt so exactly,
    in any case. Raises FilterInvalid."""
    offered = {one.name: one for one in usable(history.about) if one.kind is not Kind.TEXT}
    if by and by.startswith(OWN):
        return named(by)
    if by is None and offered:
        return next(iter(offered.values()))
    if by in offered:
        return offered[by]
    if by and (field := field_called(history, by)) is not None:
        return own_field(field)
    told = f"“{by}” is nothing that these runs have" if offered else "These runs have nothing"
    raise FilterInvalid(
        f"{told} to be compared by.",
        remedy=f"Compare them by {', '.join(offered)}, or {OWN}NAME." if offered else "",
    )


def document_of(found: Board, time: ComparedTime | NotCompared, history: History) -> Document:
    """The document of `show leaderboard`: its rows stand as on the page. A `value` of null is that
    of the runs without one."""
    return {
        "by": found.dimension.name,
        "label": found.dimension.label,
        "runs": found.runs,
        "values": found.values,
        "before": time_document(time),
        "not_compared": not_compared_because(time),
        "rows": [_row(row, found, history) for row in found.rows],
    }


def _row(row: BoardRow, found: Board, history: History) -> Document:
    change, then = row.change, row.then
    return {
        "value": row.value,
        "label": None if row.value is None else value_words(history, found.dimension, row.value),
        "runs": row.runs,
        "share": row.runs / found.runs if found.runs else None,
        "finished": row.finished,
        "succeeded": row.succeeded,
        "failed": row.failed,
        "bad": row.bad,
        "success_rate": row.success.value,
        "success_rate_withheld": withheld(row.success, row.finished),
        "success_interval": pair(row.success.interval),
        "n_eff": row.success.n_eff,
        "few_runs": row.success.few,
        "success_rate_before": None if then is None else then.value,
        "finished_before": None if then is None else then.n,
        "difference": None if change is None else change.value,
        "difference_interval": None if change is None else pair(change.interval),
        "expected_failures": row.usual,
        "unresolved_failed_tasks": row.unresolved,
        "tasks_without_order": row.untold,
    }


def text_of(
    found: Board, time: ComparedTime | NotCompared, history: History, filters: Filters
) -> str:
    """The heading and the order, one line a value, and what the columns mean."""
    said = judged(history.about)
    lines = [one_line(words.question(found), 400)]
    if not found.rows:
        return f"{lines[0]}\n{words.NONE_HAS_ONE}"
    lines.append(words.order(found, "", judged=said))
    lines += ["", _table(found, history, judged=said)]
    narrowed = filters != found.counted
    if told := words.notes(found, time, history.about, narrowed=narrowed):
        lines += ["", one_line(told, 600)]
    return "\n".join(lines)


def _table(found: Board, history: History, *, judged: bool) -> str:
    changes = ("change",) if words.told_changes(found) else ()
    rated = "success rate" if judged else "completed"
    heads = (label(found.dimension), "runs", "share", rated, *changes, "failed", "bad", "finished")
    rows = [
        (
            NONE_NAMED if row.value is None else value_words(history, found.dimension, row.value),
            row.runs,
            f"{100 * row.runs / found.runs:.1f}{PERCENT}",
            rate(row.success),
            *((words.change_cell(row) or None,) if changes else ()),
            words.failed_cell(row),
            row.bad,
            row.finished,
            still_failed_cell(row.unresolved, row.untold),
        )
        for row in found.rows
    ]
    return table((*map(one_line, heads), "tasks still failed"), rows)

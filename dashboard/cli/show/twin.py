"""show twin: the most similar run that worked."""

from __future__ import annotations

from dashboard.analysis.twin import Twin, twin
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, plain, table, value
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.twins import differences_words


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    nearest = twin(history, arguments.run_id or "")
    return lambda: document_of(nearest), text_of(nearest, history.about.zone)


def document_of(answer: Twin) -> Document:
    """The document of `show twin`; "reason" says why there is none."""
    return {
        "run": answer.run_id,
        "twin": answer.twin,
        "distance": answer.distance,
        "differences": [
            {"attribute": one.attribute, "run": plain(one.run), "twin": plain(one.twin)}
            for one in answer.differences
        ],
        **({} if answer.twin else {"reason": answer.reason}),
    }


def text_of(answer: Twin, zone: str) -> str:
    """The similar run and what differs, or why there is none."""
    if answer.twin is None:
        return answer.reason
    rows = [
        (one.attribute, value(one.run, zone), value(one.twin, zone)) for one in answer.differences
    ]
    told = f"The most similar run is {answer.twin} (distance {answer.distance:.2f})"
    told = f"{told}: {differences_words(len(rows))}."
    heads = ("differs in", "this run", "that run")
    return f"{told}\n\n{table(heads, rows)}" if rows else told

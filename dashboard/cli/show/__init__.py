"""The command show: a module a question, from the history to its document and its text."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from dashboard.analysis.trends import UNITS
from dashboard.cli.arguments import Arguments
from dashboard.cli.filter_options import option_of
from dashboard.cli.printing import Answer, json_text, one_line
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import filters_of, history_of, params_of
from dashboard.errors import FilterInvalid
from dashboard.started import command
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.announcements import announcements
from dashboard.words.left_out import TAKES, filters_left_out
from dashboard.words.safe_text import visible

Question = Callable[[History, Filters, Arguments], Answer]
_OF_ONE = {"run": "run", "twin": "run", "worker": "worker"}
"""The questions that are about one thing, which an ID names."""


def show(arguments: Arguments) -> int:
    """Print the answer to one question."""
    _refuse_what_it_does_not_take(arguments)
    history = history_of(arguments)
    filters = filters_of(arguments, history)
    answer: Question = import_module(f"{__name__}.{arguments.what}").answer
    made, text = answer(history, filters, arguments)
    left_out = filters_left_out(arguments.what, history, filters)
    told = announcements(history.about)
    for sentence in told:
        remark(sentence)
    if not arguments.json:
        beside = f"\n{one_line(left_out, width=400)}" if left_out else ""
        print(visible(f"{text}{beside}"))
        return OK
    if left_out:
        remark(left_out)
    document = made()
    if isinstance(document, dict):
        document = document | {"notices": list(told)}
    elif arguments.what in TAKES:
        document = [one | {"filters_left_out": left_out or None} for one in document]
    print(json_text(document))
    return OK


def _refuse_what_it_does_not_take(arguments: Arguments) -> None:
    """An option or an ID that would change nothing is a question that was meant otherwise."""
    what, of_one = arguments.what, _OF_ONE.get(arguments.what)
    filters = [option_of(name) for name, held in params_of(arguments).items() if held]
    filters += ["--view"] * (arguments.view is not None)
    use_filters = "Leave it out; filters choose runs, like --worker Ann."
    if of_one and not arguments.run_id:
        raise FilterInvalid(
            f"Which {of_one}?", remedy=f"Write its id: {command(f'show {what} ID')}"
        )
    if of_one and filters:
        raise FilterInvalid(
            f"show {what} takes no filters: its ID chooses the {of_one}.",
            remedy=f"Leave out {', '.join(filters)}.",
        )
    if arguments.run_id and not of_one:
        raise FilterInvalid(f"show {what} takes no ID: “{arguments.run_id}”.", remedy=use_filters)
    for name in ("a", "b"):
        if getattr(arguments, name) is not None and what != "compare":
            raise FilterInvalid(f"--{name} is a set of show compare.", remedy=use_filters)
    _refuse_by(what, arguments.by)
    for name in ("limit", "after"):
        if getattr(arguments, name) is not None and what != "runs":
            raise FilterInvalid(f"--{name} is of the list of show runs.", remedy="Leave it out.")


def _refuse_by(what: str, by: str | None) -> None:
    """Of which unit an answer is, where the question has any."""
    if by is None or what == "leaderboard":
        return
    if what != "trends":
        raise FilterInvalid(
            "--by is of show trends, by a unit of time, and of show leaderboard, by a filter.",
            remedy="Leave it out.",
        )
    if by not in UNITS:
        raise FilterInvalid(f"“{by}” is no unit of show trends: write {', '.join(UNITS)}.")

"""What every command stands on: the workspace, and the runs that are meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from shlex import quote

from dashboard.analysis.gone import Gone, gone
from dashboard.analysis.own_fields import field_called
from dashboard.cli.arguments import Arguments
from dashboard.cli.filter_options import CALLED, NOT, is_of_field, option_of
from dashboard.cli.streams import remark
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.views import view_called
from dashboard.started import command, default_home, program
from dashboard.store.dimensions.dimension import Dimension
from dashboard.store.dimensions.own_field import OWN
from dashboard.store.filters.filter_links import (
    COMPARE_WITH,
    PARAMS,
    is_filter,
    parse,
    to_params,
)
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.dimensions import lost_named
from dashboard.words.view_links import params_now

COMPARING = ("trends", "leaderboard", "runs", "causes")
"""The questions of `show` that are answered for the time compared, too."""


def home_of(arguments: Arguments) -> Home:
    """The workspace that was named, or the user's own."""
    return Home(arguments.home or default_home())


def history_of(arguments: Arguments) -> History:
    """What was imported into the workspace. Raises NotFound if nothing was."""
    home = home_of(arguments)
    history = current(home)
    if history is None:
        raise NotFound(
            "Nothing was imported into this workspace yet.",
            where=str(home.path),
            remedy=f"Load an export with `{command('load FILE')}`, or try `{program()} demo`.",
        )
    return history


def filters_of(arguments: Arguments, history: History) -> Filters:
    """The runs that the options choose, or the view that they name. Raises FilterInvalid, also for
    what no run has."""
    options = params_of(arguments) if arguments.view is None else _of_view(arguments, history)
    params = _with_fields(history, options)
    if params.get(COMPARE_WITH) and getattr(arguments, "what", None) not in COMPARING:
        told = ", ".join(f"show {question}" for question in COMPARING)
        remark(f"Nothing is compared with another time here, only by {told}.")
    chosen = parse(params, history.about.zone).followed()
    refuse_gone(history, chosen)
    return chosen


def _of_view(arguments: Arguments, history: History) -> dict[str, list[str]]:
    """The filters of the view that the options name; what else it holds is said. Raises NotFound,
    and FilterInvalid where the options choose runs, too."""
    if given := [option_of(name) for name, values in params_of(arguments).items() if values]:
        raise FilterInvalid("The view chooses the runs.", remedy=f"Leave out {', '.join(given)}.")
    view = view_called(Ledger(home_of(arguments).path).entries(), arguments.view or "")
    params = params_now(view.link, history.about)
    if params.pop("period", ["all"]) != ["all"]:
        raise FilterInvalid(f"“{view.link.period}”, the period of this view, is none now.")
    if others := [name for name in params if not is_filter(name)]:
        remark(f"Of the view “{view.name}” no filters, and so left out: {', '.join(others)}.")
    return params


def params_of(arguments: Arguments) -> dict[str, list[str]]:
    """The filters among the options, as a link holds them, but for plain names of fields, which are
    kept as CALLED; those that were not given are empty."""
    declared = {name: getattr(arguments, name.replace("-", "_")) for name in sorted(PARAMS)}
    return declared | {name: held for name, held in vars(arguments).items() if is_of_field(name)}


def _with_fields(history: History, params: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The same filters, plain names of fields as links have them. Raises FilterInvalid where no run
    has such a field."""
    found: dict[str, list[str]] = {}
    for param, values in params.items():
        before = NOT if param.startswith(NOT) else ""
        name = param.removeprefix(before)
        if name.startswith(CALLED):
            name = name.removeprefix(CALLED)
            if (field := field_called(history, name)) is None:
                raise FilterInvalid(
                    f"{option_of(param)} is no filter, and no run has a field “{name}”.",
                    remedy=f"`{command('dimension')}` lists the fields, --help the filters.",
                )
            param = f"{before}{OWN}{field}"
        found.setdefault(param, []).extend(values)
    return found


def options_of(filters: Filters, zone: str) -> str:
    """Filters as a command line names them, each with a space before it: an advised command is
    about the same runs."""
    params = to_params(replace(filters, latest_only=False), zone)
    told = [f"{option_of(name)}={value}" for name, values in params.items() for value in values]
    told += ["--latest-only"] * filters.latest_only
    return "".join(f" {quote(option)}" for option in told)


def refuse_gone(history: History, filters: Filters) -> None:
    """Raise FilterInvalid for values that no run has: a name that was mistyped must not look like
    good news. Words of our own are never mistyped where they are known."""
    lost = [value for value in gone(history, filters) if not _of_rules(history, value)]
    if not lost:
        return
    dimensions = dict.fromkeys(value.dimension for value in lost)
    remedy = list(filter(None, map(_values_told, dimensions)))
    raise FilterInvalid(
        " ".join(f"No run has the {lost_named(one.dimension, one.value)}." for one in lost),
        remedy=" ".join(remedy or ["Correct the filter, or leave it out."]),
    )


def _values_told(dimension: Dimension) -> str:
    """Which values there are, or which command tells that; "" where none does."""
    lists = {"worker": "workers", "cause": "causes"}
    if dimension.name in lists:
        return f"`{command(f'show {lists[dimension.name]}')}` lists them."
    words = ", ".join(f"“{word}”" for word in dimension.words)
    return f"{dimension.label} is one of {words}." if words else ""


def _of_rules(history: History, lost: Gone) -> bool:
    """Whether that is a cause that rules know, though no run has it."""
    if lost.dimension.name != "cause":
        return False
    known = history.causes.find(lost.value) in history.causes.by_key
    return known or any(lost.value in (rule.name, rule.label) for rule in history.rules.rules)

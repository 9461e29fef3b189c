"""The options that choose runs, by the names that filters have in links."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from dashboard.store.dimensions.known import FILTERS
from dashboard.store.dimensions.own_field import OWN
from dashboard.store.filters.against import MOVING, TO
from dashboard.store.filters.filter_links import COMPARE_WITH

NOT = "not-"
_FIELDS = tuple(f"--{prefix}{OWN}" for prefix in ("", NOT))
_OTHERS = (
    f"Any other field of the export: --{OWN}NAME VALUE, --{NOT}{OWN}NAME VALUE; in NAME write %25 "
    'for % and %3D for =. The command dimension lists these fields. "" as VALUE: '
    "runs without one."
)


def add_filters(command: argparse.ArgumentParser) -> None:
    """Add those of every period and declared dimension."""
    for name in ("since", "until", "week"):
        command.add_argument(f"--{name}", action="append", default=[])
    command.add_argument(
        f"--{COMPARE_WITH}",
        action="append",
        default=[],
        metavar="TIME",
        help=f"{', '.join(MOVING)}, or days like 2026-11-02{TO}2026-11-08",
    )
    command.add_argument("--view", metavar="NAME", help="the runs of a saved view")
    command.add_argument("--latest-only", action="store_const", const=["yes"], default=[])
    for dimension in FILTERS:
        for prefix in ("", NOT):
            command.add_argument(
                f"--{prefix}{dimension.name}", action="append", default=[], metavar="VALUE"
            )
    command.epilog = _OTHERS


def takes_filters(command: argparse.ArgumentParser) -> bool:
    """Whether a command has these options."""
    return command.epilog == _OTHERS


def fields_named(words: Iterable[str]) -> tuple[str, ...]:
    """The options of a command line that name fields which only exports know."""
    options = (word.partition("=")[0] for word in words if word.startswith(_FIELDS))
    return tuple(dict.fromkeys(options))


def add_fields(command: argparse.ArgumentParser, options: Sequence[str]) -> None:
    """Add these options, each of which holds what a link would call it."""
    for option in options:
        command.add_argument(
            option,
            dest=param_of(option),
            action="append",
            default=[],
            metavar="VALUE",
            help=argparse.SUPPRESS,
        )


def param_of(option: str) -> str:
    """The parameter of a link that an option means."""
    return unquote(option.removeprefix("--"))


def option_of(param: str) -> str:
    """The option that means a parameter of a link."""
    return "--" + param.replace("%", "%25").replace("=", "%3D")

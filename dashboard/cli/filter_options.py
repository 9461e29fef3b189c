"""The options that choose runs, by the names that filters have in links."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable
from itertools import takewhile
from urllib.parse import unquote

from dashboard.store.dimensions.known import FILTERS
from dashboard.store.dimensions.own_field import OWN
from dashboard.store.filters.against import MOVING, TO
from dashboard.store.filters.filter_links import COMPARE_WITH

NOT = "not-"
CALLED = "called."
"""Before the plain name of a field that only exports know, where options are kept: which field is
meant is known only beside the history."""
_OTHERS = (
    "Any other field of the export: --NAME VALUE, --not-NAME VALUE; where NAME is another option "
    f"or how one begins, --{OWN}NAME VALUE, --{NOT}{OWN}NAME VALUE. In NAME write %25 "
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


def options_named(words: Iterable[str]) -> tuple[str, ...]:
    """The options of a command line, as they are written, whether there are such or not."""
    before = takewhile(lambda word: word != "--", words)
    options = (word.partition("=")[0] for word in before if word.startswith("--"))
    return tuple(sorted(set(options)))


def add_fields(
    command: argparse.ArgumentParser, options: Iterable[str], own: Collection[str]
) -> None:
    """Add those of these options that are none of a command's own, nor the beginning of one: each
    names a field that only exports know."""
    for option in options:
        if any(one.startswith(option) for one in own):
            continue
        command.add_argument(
            option,
            dest=_kept_as(option),
            action="append",
            default=[],
            metavar="VALUE",
            help=argparse.SUPPRESS,
        )


def _kept_as(option: str) -> str:
    """What a link would call the option of a field, or of its plain name what stands for that."""
    param = unquote(option.removeprefix("--"))
    name = param.removeprefix(NOT)
    prefix = NOT if name != param else ""
    return param if name.startswith(OWN) else f"{prefix}{CALLED}{name}"


def option_of_field(name: str, taken: Collection[str]) -> str:
    """The shortest option that means a field. taken: the options that mean something else."""
    plain = [option_of(f"{prefix}{CALLED}{name}") for prefix in ("", NOT)]
    clear = not any(one.startswith(option) for option in plain for one in taken)
    return plain[0] if clear and not name.startswith((OWN, NOT)) else option_of(f"{OWN}{name}")


def is_of_field(param: str) -> bool:
    """Whether what is kept of an option is of a field that only exports know."""
    return param.removeprefix(NOT).startswith((OWN, CALLED))


def option_of(param: str) -> str:
    """The option that means a parameter of a link, or what is kept of an option."""
    prefix = NOT if param.startswith(NOT) else ""
    name = param.removeprefix(NOT).removeprefix(CALLED)
    return f"--{prefix}{name}".replace("%", "%25").replace("=", "%3D")

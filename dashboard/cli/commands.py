"""Every command, and what carries it out."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import NoReturn

from dashboard.cli import decision_options, loading_options, options
from dashboard.cli.arguments import Arguments, named_path
from dashboard.cli.filter_options import add_fields, takes_filters
from dashboard.errors import without_middle
from dashboard.started import NAME, program

_LONG_WORD = re.compile(r"\S{80,}")
LONGEST = 500
"""Letters of what is wrong with an option: what may be chosen instead has room there."""


class _CommandParser(argparse.ArgumentParser):
    """Options may be of any length, and a command may take a hundred of them; what is wrong with
    them is said in few words, with the way to all."""

    def options(self) -> list[str]:
        """All that it has, as they are written."""
        return [written for action in self._actions for written in action.option_strings]

    def error(self, message: str) -> NoReturn:
        short = _LONG_WORD.sub(lambda word: f"{word[0][:60]}…", message)
        told = f"{self.prog}: error: {without_middle(short, LONGEST)}"
        way = self.prog.replace(NAME, program(), 1)
        self.exit(2, f"{told}\nSee `{way} --help`.\n")


def _later(module: str, name: str) -> Callable[[Arguments], int]:
    """A command, of which what carries it out is imported when it is called: help and a word that
    was mistyped wait for no library."""

    def run(arguments: Arguments) -> int:
        called = getattr(import_module(f"dashboard.cli.{module}"), name.replace("-", "_"))
        status: int = called(arguments)
        return status

    return run


@dataclass(frozen=True, slots=True)
class Command:
    """A command. module: of this package, which carries it out by a function of the same name;
    takes: adds its words and options; about: what it does, in few words."""

    name: str
    module: str
    takes: Callable[[argparse.ArgumentParser], None]
    about: str


COMMANDS = (
    Command(
        "demo",
        "load",
        loading_options.demonstrating,
        "load the synthetic sample workspace and serve it",
    ),
    Command(
        "load",
        "load",
        loading_options.loading,
        "import exports: files, folders, zips; - is standard input",
    ),
    Command(
        "watch", "watch", loading_options.watching, "load what appears in a folder, until stopped"
    ),
    Command(
        "map",
        "map",
        loading_options.mapping,
        "suggest a mapping file for an export that no format knows",
    ),
    Command(
        "mappings",
        "mappings",
        options.keeping,
        "list, print, keep and remove the workspace’s mappings",
    ),
    Command("serve", "load", loading_options.serving, "serve the pages of this workspace"),
    Command("show", "show", options.showing, "print what a page shows"),
    Command(
        "check",
        "check",
        options.filtering,
        "for a pipeline: exit status 1 when a regression stands",
    ),
    Command(
        "export", "export", options.exporting, "write the chosen runs to a file that loads again"
    ),
    Command(
        "clean-up", "export", options.cleaning, "write the chosen runs as a list to clean up by"
    ),
    Command(
        "find", "find", options.finding, "find runs, tasks, records, workers, causes by any text"
    ),
    Command("views", "views", options.viewing, "list, save, rename and remove saved views"),
    Command("record", "record", options.recording, "record a change that no export knows"),
    Command("imports", "imported", options.as_json, "list what was imported"),
    Command("rejects", "imported", options.rejecting, "list the rows that an import rejected"),
    Command(
        "undo", "undo", options.taking_back, "take back the newest import; again: the one before it"
    ),
    Command(
        "conflicts",
        "imported",
        options.as_json,
        "list rows of one run between which nothing decides",
    ),
    Command(
        "rules", "settings", options.ruling, "print the rules for causes, or apply an edited file"
    ),
    Command(
        "mark",
        "record",
        options.marking,
        "name, merge, split causes; without a cause: list the marks",
    ),
    Command(
        "decide", "decide", decision_options.deciding, "record what is decided about a finding"
    ),
    Command(
        "postpone", "decide", decision_options.postponing, "look at a finding again on a later day"
    ),
    Command("done", "decide", decision_options.finishing, "record that a decision was carried out"),
    Command("decisions", "decide", decision_options.listing, "list decisions, or take one back"),
    Command(
        "fix-request", "fix_request", options.requesting, "print a finding as a request to fix it"
    ),
    Command(
        "looked-up", "looked_up", decision_options.looking_up, "say what you found of a failed run"
    ),
    Command(
        "cleaned-up", "looked_up", decision_options.cleaning_up, "say that runs are cleaned up"
    ),
    Command("judge", "judge", decision_options.judging, "say that a run is good or bad, and why"),
    Command(
        "ledger",
        "ledger",
        options.transferring,
        "list what people recorded; export it, or take it over",
    ),
    Command("publish", "publish", lambda command: None, "publish the history to WORKER_RUNS_STORE"),
    Command("report", "report", options.reporting, "the minutes of a week, to read, print or send"),
    Command("statuses", "settings", options.wording, "list status words, or say what one means"),
    Command(
        "success",
        "success",
        options.defining,
        "list what counts as success, or say it for a format",
    ),
    Command(
        "dimension",
        "dimension",
        options.dimensioning,
        "list the export’s other fields, offer one as a filter",
    ),
    Command("zone", "settings", options.zoning, "show or set the time zone of days and weeks"),
)
"""In the order in which help lists them."""


def _top() -> _CommandParser:
    """The options of the program itself."""
    top = _CommandParser(prog="worker-runs", description="Review the runs of your AI workers.")
    top.add_argument("--version", action="version", version=version("worker-runs"))
    top.add_argument("--home", type=named_path, help="workspace folder (or WORKER_RUNS_HOME)")
    top.epilog = (
        "WORKER_RUNS_STORE=clickhouse://user@host:8443/runs, with WORKER_RUNS_STORE_PASSWORD, "
        "answers from a ClickHouse server."
    )
    return top


def options_taken() -> frozenset[str]:
    """The options of the program, and those that commands which choose runs have of their own."""
    taken = set(_top().options())
    for one in COMMANDS:
        command = _CommandParser()
        one.takes(command)
        if takes_filters(command):
            taken.update(command.options())
    return frozenset(taken)


@cache
def parser(named: tuple[str, ...] = ()) -> argparse.ArgumentParser:
    """The whole command line; what carries a command out stands in `run`. named: the options on
    it: to a command that chooses runs, those that it does not have name fields of the export."""
    top = _top()
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for one in COMMANDS:
        command = commands.add_parser(one.name, help=one.about, description=one.about)
        command.set_defaults(run=_later(one.module, one.name))
        one.takes(command)
        if takes_filters(command):
            add_fields(command, named, [*top.options(), *command.options()])
    return top

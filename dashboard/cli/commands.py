"""Every command with its options."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import NoReturn

from dashboard.causes.rules import ORIGINS
from dashboard.cli.arguments import QUESTIONS, Arguments, named_path
from dashboard.cli.decision_options import add_decisions, changing
from dashboard.cli.filter_options import add_fields, add_filters, takes_filters
from dashboard.errors import without_middle
from dashboard.records.schema import CHANGED_THINGS

_LONG_WORD = re.compile(r"\S{80,}")
LONGEST = 500
"""Letters of what is wrong with an option: what may be chosen instead has room there."""


class _CommandParser(argparse.ArgumentParser):
    """Options may be of any length; what is wrong with them is said in few words."""

    def error(self, message: str) -> NoReturn:
        short = _LONG_WORD.sub(lambda word: f"{word[0][:60]}…", message)
        super().error(without_middle(short, LONGEST))


def _later(module: str, name: str) -> Callable[[Arguments], int]:
    """A command, of which what carries it out is imported when it is called: help and a word that
    was mistyped wait for no library."""

    def run(arguments: Arguments) -> int:
        called = getattr(import_module(f"dashboard.cli.{module}"), name.replace("-", "_"))
        status: int = called(arguments)
        return status

    return run


@cache
def parser(fields: tuple[str, ...] = ()) -> argparse.ArgumentParser:
    """The whole command line; what carries a command out stands in `run`. fields: options that it
    names for fields which only exports know."""
    top = _CommandParser(prog="worker-runs", description="Review the runs of your AI workers.")
    top.add_argument("--version", action="version", version=version("worker-runs"))
    top.add_argument("--home", type=named_path, help="workspace folder (or WORKER_RUNS_HOME)")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    made: list[argparse.ArgumentParser] = []

    def command(name: str, module: str, about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=_later(module, name))
        made.append(added)
        return added

    _serving(command("demo", "load", "load the synthetic sample workspace and serve it"))
    _loading(command("load", "load", "import exports: files, folders, zips; - is standard input"))
    _watching(command("watch", "watch", "load what appears in a folder, until stopped"))
    _mapping(command("map", "map", "suggest a mapping file for an export that no format knows"))
    _keeping(
        command("mappings", "mappings", "list, print, keep and remove the workspace’s mappings")
    )
    _serving(command("serve", "load", "serve the pages of this workspace"))
    _showing(command("show", "show", "print what a page shows"))
    _filtering(command("check", "check", "for a pipeline: exit status 1 when a regression stands"))
    _exporting(command("export", "export", "write the chosen runs to a file that loads again"))
    _cleaning(command("clean-up", "export", "write the chosen runs as a list to clean up by"))
    _finding(command("find", "find", "find runs, tasks, records, workers, causes by any text"))
    _viewing(command("views", "views", "list, save, rename and remove saved views"))
    _recording(command("record", "record", "record a change that no export knows"))
    _json(command("imports", "imported", "list what was imported"))
    _rejecting(command("rejects", "imported", "list the rows that an import rejected"))
    _taking_back(command("undo", "undo", "take back the newest import; again: the one before it"))
    _json(command("conflicts", "imported", "list rows of one run between which nothing decides"))
    _ruling(command("rules", "settings", "print the rules for causes, or apply an edited file"))
    _marking(
        command("mark", "record", "name, merge, split causes; without a cause: list the marks")
    )
    add_decisions(command)
    _wording(command("statuses", "settings", "list status words, or say what one means"))
    _defining(command("success", "success", "list what counts as success, or say it for a format"))
    _dimensioning(
        command("dimension", "dimension", "list the export’s other fields, offer one as a filter")
    )
    _zoning(command("zone", "settings", "show or set the time zone of days and weeks"))
    for one in filter(takes_filters, made):
        add_fields(one, fields)
    return top


def _watching(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=named_path, metavar="DIR")
    _reading(command)


def _mapping(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs=1, type=named_path, metavar="FILE")
    command.add_argument("--save", metavar="NAME", help="keep it in the workspace under this name")


def _keeping(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", nargs="?", metavar="NAME", help="print the mapping of this name")
    command.add_argument("--keep", type=named_path, metavar="FILE", help="keep this file as NAME")
    command.add_argument("--remove", action="store_true", help="keep NAME no longer")
    _json(command)


def _exporting(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "target", type=named_path, metavar="FILE", help=".csv, .xlsx, .ndjson, .parquet or .zip"
    )
    add_filters(command)


def _cleaning(command: argparse.ArgumentParser) -> None:
    command.add_argument("target", type=named_path, metavar="FILE", help=".csv or .xlsx")
    add_filters(command)


def _finding(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "text_sought", nargs="+", metavar="TEXT", help="an id, a link, a name, words of a comment"
    )
    _filtering(command)


def _viewing(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "do", nargs="?", choices=("save", "rename", "remove", "default"), help="default: list them"
    )
    command.add_argument(
        "name", nargs="?", metavar="NAME", help="of the view; default without one: none"
    )
    command.add_argument(
        "link",
        nargs="?",
        metavar="LINK",
        help='of a page, or filters like "worker=Ann&period=last-week"; or the new name',
    )
    command.add_argument("--who", default="", help="your name, kept with the view")
    _json(command)


def _rejecting(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "import_id", nargs="?", type=int, metavar="N", help="default: all of the newest load"
    )
    command.add_argument(
        "-o", "--output", type=named_path, metavar="FILE", help="write them as a CSV to be mended"
    )
    _json(command)


def _taking_back(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "import_id", nargs="?", type=int, metavar="N", help="only if N is the newest import"
    )
    _json(command)


def _ruling(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", nargs="?", type=named_path, metavar="FILE", help="a rules file to apply"
    )


def _wording(command: argparse.ArgumentParser) -> None:
    command.add_argument("words", nargs="*", metavar="WORD=STATUS", help="like Warning=completed")
    command.add_argument("--format", help="of this format only; default: of all that use the word")
    _json(command)


def _dimensioning(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "do", nargs="?", choices=("add", "remove", "list"), help="default: list them"
    )
    command.add_argument("name", nargs="?", metavar="NAME", help="of the field, as the list has it")
    _json(command)


def _zoning(command: argparse.ArgumentParser) -> None:
    command.add_argument("zone", nargs="?", help="IANA name, like Europe/Berlin")


def _defining(command: argparse.ArgumentParser) -> None:
    command.add_argument("format", nargs="?", metavar="FORMAT", help="as the list names it")
    command.add_argument("--score-from", type=float, metavar="X", help="good from this score on")
    command.add_argument("--score-to", type=float, metavar="X", help="good up to this score")
    command.add_argument(
        "--score", metavar="FIELD", help="which field is the score, like feedback.helpful"
    )
    command.add_argument(
        "--word",
        action="append",
        default=[],
        metavar="WORD",
        help="good with this status word, or this word in --score FIELD; repeatable",
    )
    command.add_argument("--ended", action="store_true", help="good is all that ended well")
    command.add_argument("--own", action="store_true", help="good is what the format itself says")
    command.add_argument("--dry-run", action="store_true", help="only say what would change")
    _json(command)


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON document")


def _serving(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int)
    command.add_argument("--no-browser", action="store_true")


def _loading(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", type=named_path, metavar="PATH")
    _reading(command)
    command.add_argument(
        "--status",
        action="append",
        default=[],
        metavar="WORD=STATUS",
        help="what a status word of this format means, like Warning=completed; repeatable",
    )
    command.add_argument(
        "--explain", action="store_true", help="show how it is read; import nothing"
    )
    _json(command)


def _reading(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--map", type=named_path, metavar="FILE", help="mapping file for this format"
    )
    command.add_argument("--zone", help="zone of times that carry none, like Europe/Berlin")
    command.add_argument("--dates", choices=("dmy", "mdy"), help="order of dates like 03/04/2026")
    command.add_argument(
        "--numbers",
        choices=("s", "ms", "us", "ns", "excel", "excel-1904"),
        help="what times count that are numbers: since 1970, or the days of a spreadsheet",
    )


def _showing(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=tuple(QUESTIONS))
    command.add_argument(
        "run_id", nargs="?", metavar="ID", help="of the run, for show run and twin"
    )
    command.add_argument(
        "--by", choices=("hour", "day", "week"), help="unit of time of show trends"
    )
    for name, default in (("a", "runs that worked"), ("b", "failed or bad runs")):
        about = f'for show compare: a set, like "worker=Ann&week=2026-W46"; default: {default}'
        command.add_argument(f"--{name}", metavar="FILTERS", help=about)
    command.add_argument("--limit", type=int, metavar="N", help="how many runs of show runs")
    command.add_argument("--after", type=int, metavar="N", help="how many newer ones to pass over")
    _filtering(command)


def _filtering(command: argparse.ArgumentParser) -> None:
    _json(command)
    add_filters(command)


def _recording(command: argparse.ArgumentParser) -> None:
    command.add_argument("worker", metavar="WORKER", help="its id or name")
    command.add_argument("what", choices=CHANGED_THINGS, help="what was changed")
    command.add_argument(
        "--when",
        required=True,
        help="2026-11-16T09:10, its offset behind it where clocks change then; or a day",
    )
    changing(command)
    command.add_argument("--fixes", default="", metavar="CAUSE", help="the cause it should fix")


def _marking(command: argparse.ArgumentParser) -> None:
    command.add_argument("cause", nargs="?", metavar="CAUSE", help="as show causes --json names it")
    command.add_argument("--name", help="what the cause is called")
    command.add_argument("--origin", choices=ORIGINS, help="where it comes from")
    command.add_argument("--into", metavar="CAUSE", help="make it a part of another cause")
    command.add_argument("--split", metavar="WORDS", help="errors with these words are a cause")
    command.add_argument("--fixed", metavar="DATE", help="from when on it should not occur")
    command.add_argument("--undo", type=int, metavar="N", help="take back the mark of this number")
    command.add_argument("--who", default="", help="your name, kept with the mark")
    command.add_argument("--json", action="store_true", help="list the marks as one JSON document")

"""The options of the commands that load and that serve."""

from __future__ import annotations

import argparse

from dashboard.cli.arguments import named_path, whole_number
from dashboard.cli.options import as_json


def serving(command: argparse.ArgumentParser) -> None:
    """Of `serve` and `demo`: where the pages are."""
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=whole_number)
    command.add_argument("--no-browser", action="store_true")


def demonstrating(command: argparse.ArgumentParser) -> None:
    """Of `demo`."""
    serving(command)
    command.add_argument(
        "--next-week",
        action="store_true",
        help="and the week after, in which what was decided helped, hurt or did nothing",
    )


def loading(command: argparse.ArgumentParser) -> None:
    """Of `load`."""
    command.add_argument("paths", nargs="+", type=named_path, metavar="PATH")
    reading(command)
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
    as_json(command)


def watching(command: argparse.ArgumentParser) -> None:
    """Of `watch`: a folder, and how its files are read."""
    command.add_argument("folder", type=named_path, metavar="DIR")
    reading(command)


def mapping(command: argparse.ArgumentParser) -> None:
    """Of `map`."""
    command.add_argument("paths", nargs=1, type=named_path, metavar="FILE")
    command.add_argument("--save", metavar="NAME", help="keep it in the workspace under this name")
    encoded(command)


def reading(command: argparse.ArgumentParser) -> None:
    """How files are read, whichever command reads them."""
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
    encoded(command)


def encoded(command: argparse.ArgumentParser) -> None:
    """What files are in."""
    command.add_argument(
        "--encoding",
        metavar="NAME",
        help="of files that are not in UTF-8, like windows-1252 or shift_jis",
    )

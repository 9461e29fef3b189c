"""What each command takes: its words and options."""

from __future__ import annotations

import argparse

from dashboard.causes.rules import ORIGINS
from dashboard.cli.arguments import QUESTIONS, named_path, whole_number
from dashboard.cli.decision_options import changing
from dashboard.cli.filter_options import add_filters
from dashboard.records.schema import CHANGED_THINGS


def keeping(command: argparse.ArgumentParser) -> None:
    """Of `mappings`."""
    command.add_argument("name", nargs="?", metavar="NAME", help="print the mapping of this name")
    command.add_argument("--keep", type=named_path, metavar="FILE", help="keep this file as NAME")
    command.add_argument("--remove", action="store_true", help="keep NAME no longer")
    as_json(command)


def exporting(command: argparse.ArgumentParser) -> None:
    """Of `export`."""
    command.add_argument(
        "target", type=named_path, metavar="FILE", help=".csv, .xlsx, .ndjson, .parquet or .zip"
    )
    add_filters(command)


def cleaning(command: argparse.ArgumentParser) -> None:
    """Of `clean-up`."""
    command.add_argument("target", type=named_path, metavar="FILE", help=".csv or .xlsx")
    add_filters(command)


def finding(command: argparse.ArgumentParser) -> None:
    """Of `find`."""
    command.add_argument(
        "text_sought", nargs="+", metavar="TEXT", help="an id, a link, a name, words of a comment"
    )
    command.add_argument("--limit", type=whole_number, metavar="N", help="how many of each kind")
    filtering(command)


def viewing(command: argparse.ArgumentParser) -> None:
    """Of `views`."""
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
    as_json(command)


def rejecting(command: argparse.ArgumentParser) -> None:
    """Of `rejects`."""
    command.add_argument(
        "import_id",
        nargs="?",
        type=whole_number,
        metavar="N",
        help="default: all of the newest load",
    )
    command.add_argument(
        "-o", "--output", type=named_path, metavar="FILE", help="write them as a CSV to be mended"
    )
    as_json(command)


def taking_back(command: argparse.ArgumentParser) -> None:
    """Of `undo`."""
    command.add_argument(
        "import_id",
        nargs="?",
        type=whole_number,
        metavar="N",
        help="only if N is the newest import",
    )
    as_json(command)


def ruling(command: argparse.ArgumentParser) -> None:
    """Of `rules`."""
    command.add_argument(
        "file", nargs="?", type=named_path, metavar="FILE", help="a rules file to apply"
    )


def wording(command: argparse.ArgumentParser) -> None:
    """Of `statuses`."""
    command.add_argument("words", nargs="*", metavar="WORD=STATUS", help="like Warning=completed")
    command.add_argument("--format", help="of this format only; default: of all that use the word")
    as_json(command)


def dimensioning(command: argparse.ArgumentParser) -> None:
    """Of `dimension`."""
    command.add_argument(
        "do", nargs="?", choices=("add", "remove", "list"), help="default: list them"
    )
    command.add_argument("name", nargs="?", metavar="NAME", help="of the field, as the list has it")
    as_json(command)


def zoning(command: argparse.ArgumentParser) -> None:
    """Of `zone`."""
    command.add_argument("zone", nargs="?", help="IANA name, like Europe/Berlin")


def defining(command: argparse.ArgumentParser) -> None:
    """Of `success`."""
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
    as_json(command)


def as_json(command: argparse.ArgumentParser) -> None:
    """Of commands that answer in one way for people and one for programs."""
    command.add_argument("--json", action="store_true", help="print one JSON document")


def showing(command: argparse.ArgumentParser) -> None:
    """Of `show`: the question, and what it needs."""
    command.add_argument("what", choices=tuple(QUESTIONS))
    command.add_argument(
        "run_id", nargs="?", metavar="ID", help="of the run or worker, for show run, twin, worker"
    )
    command.add_argument(
        "--by",
        metavar="UNIT",
        help="of show trends: hour, day or week; of show leaderboard: the name of a filter, like "
        "model, or of a field of your export",
    )
    for name, default in (("a", "runs that worked"), ("b", "failed or bad runs")):
        about = f'for show compare: a set, like "worker=Ann&week=2026-W46"; default: {default}'
        command.add_argument(f"--{name}", metavar="FILTERS", help=about)
    command.add_argument(
        "--limit", type=whole_number, metavar="N", help="how many runs of show runs"
    )
    command.add_argument(
        "--after", type=whole_number, metavar="N", help="how many newer ones to pass over"
    )
    filtering(command)


def filtering(command: argparse.ArgumentParser) -> None:
    """Of commands that answer for chosen runs."""
    as_json(command)
    add_filters(command)


def recording(command: argparse.ArgumentParser) -> None:
    """Of `record`."""
    command.add_argument("worker", metavar="WORKER", help="its id or name")
    command.add_argument("what", choices=CHANGED_THINGS, help="what was changed")
    command.add_argument(
        "--when",
        required=True,
        help="2026-11-16T09:10, its offset behind it where clocks change then; or a day",
    )
    changing(command)
    command.add_argument("--fixes", default="", metavar="CAUSE", help="the cause it should fix")


def marking(command: argparse.ArgumentParser) -> None:
    """Of `mark`."""
    command.add_argument("cause", nargs="?", metavar="CAUSE", help="as show causes --json names it")
    command.add_argument("--name", help="what the cause is called")
    command.add_argument("--origin", choices=ORIGINS, help="where it comes from")
    command.add_argument("--into", metavar="CAUSE", help="make it a part of another cause")
    command.add_argument("--split", metavar="WORDS", help="errors with these words are a cause")
    command.add_argument("--fixed", metavar="DATE", help="from when on it should not occur")
    command.add_argument(
        "--undo", type=whole_number, metavar="N", help="take back the mark of this number"
    )
    command.add_argument("--who", default="", help="your name, kept with the mark")
    command.add_argument("--json", action="store_true", help="list the marks as one JSON document")


def reporting(command: argparse.ArgumentParser) -> None:
    """Of `report`."""
    told = "or what was closed under another name; default: the last complete week"
    command.add_argument("--week", metavar="2026-W47", help=told)
    command.add_argument("--format", choices=("md", "html", "json"), help="default: as FILE, or md")
    command.add_argument("-o", "--output", type=named_path, metavar="FILE", help="a new file")
    command.add_argument("--close", action="store_true", help="keep them as they are now")
    command.add_argument("--who", default="", help="your name, kept with it")


def requesting(command: argparse.ArgumentParser) -> None:
    """Of `fix-request`: what is to be fixed."""
    command.add_argument("--item", metavar="KEY", help="a finding, as show review --json names it")
    command.add_argument("--change", metavar="KEY", help="a change, as its page’s link names it")
    add_filters(command)


def transferring(command: argparse.ArgumentParser) -> None:
    """Of `ledger`."""
    command.add_argument("what", nargs="?", choices=("export", "import"))
    command.add_argument("file", nargs="?", type=named_path, metavar="FILE")
    command.add_argument("--json", action="store_true", help="list them as one JSON document")

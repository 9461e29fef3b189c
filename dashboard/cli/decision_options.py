"""The options of the commands about decisions."""

from __future__ import annotations

import argparse

from dashboard.checks.suspicion import CHECKS
from dashboard.cli.arguments import named_path, whole_number
from dashboard.ledger.checklist import ANSWERS, QUESTIONS
from dashboard.ledger.clearances import DONE, FOUND
from dashboard.ledger.decisions import ACTIONS, MEASURES, OF_CAUSE, OF_CHECK, OF_RUNS
from dashboard.ledger.judgements import REASONS, VERDICTS
from dashboard.records.schema import CHANGED_THINGS

COUNTED = tuple(name for name in MEASURES if name not in (OF_CAUSE, OF_CHECK))
"""What can be counted of a worker, by itself."""


def deciding(command: argparse.ArgumentParser) -> None:
    """Of `decide`: the action, about what, and what is expected of it."""
    command.add_argument("action", choices=ACTIONS, metavar="ACTION", help=", ".join(ACTIONS))
    _about(command)
    command.add_argument("--other", default="", help="what is to be done, for other")
    command.add_argument("--scope", default="", help="for which runs, records or workers")
    command.add_argument("--reason", default="", help="why, in your words")
    command.add_argument("--owner", default="", help="who does it")
    command.add_argument("--due", metavar="DAY", help="until when")
    command.add_argument(
        "--expect",
        type=float,
        metavar="N",
        help="so many failed runs a week are expected then, or of what else is counted",
    )
    command.add_argument(
        "--answer",
        dest="answers",
        type=_answer,
        action="append",
        default=[],
        metavar="QUESTION=ANSWER",
        help=f"the checklist, where you know better than the data: {', '.join(QUESTIONS)}; "
        f"{', '.join(ANSWERS)}; repeatable",
    )
    command.add_argument("--by", dest="by_day", metavar="DAY", help="by when; default: in 4 weeks")


def _answer(text: str) -> tuple[str, str]:
    """A question of the checklist and its answer."""
    question, _, answer = text.partition("=")
    if question not in QUESTIONS or answer not in ANSWERS:
        raise argparse.ArgumentTypeError(
            f"“{text[:40]}” is no answer; write one of {', '.join(QUESTIONS)}, then = and one of "
            f"{', '.join(ANSWERS)}"
        )
    return question, answer


def postponing(command: argparse.ArgumentParser) -> None:
    """Of `postpone`: until when, why, and what."""
    command.add_argument("--until", dest="day", required=True, metavar="DAY")
    command.add_argument("--reason", required=True, help="why not now")
    _about(command)


def _about(command: argparse.ArgumentParser) -> None:
    command.add_argument("--worker", metavar="WORKER", help="its id or name")
    command.add_argument("--cause", metavar="CAUSE", help="as show causes --json names it")
    command.add_argument("--check", choices=CHECKS, help="of outputs: the runs that it flags")
    command.add_argument("--change", metavar="KEY", help="as its page’s link names it")
    command.add_argument(
        "--counting",
        choices=COUNTED,
        help="what is counted of the worker, where that is not its failed runs: "
        f"{', '.join(COUNTED[1:])} (of {OF_RUNS}, more is better)",
    )
    command.add_argument(
        "--run", dest="runs", action="append", default=[], metavar="ID", help="repeatable"
    )
    command.add_argument("--who", default="", help="your name, kept with it")


def finishing(command: argparse.ArgumentParser) -> None:
    """Of `done`: which decision, when, and what was changed."""
    command.add_argument("number", type=whole_number, metavar="N", help="as decisions lists it")
    command.add_argument(
        "--when", "--on", dest="when", help="2026-11-16T09:10, or a day; default: now"
    )
    command.add_argument("--what", choices=CHANGED_THINGS, help="what of the worker was changed")
    command.add_argument("--worker", metavar="WORKER", help="which, if the decision names none")
    changing(command)


def looking_up(command: argparse.ArgumentParser) -> None:
    """Of `looked-up`: of which run, where one looked, and what one found."""
    command.add_argument("run_id", metavar="RUN", help="the id of the run")
    command.add_argument("--place", default="", help="where: the task, the record, a mailbox")
    command.add_argument("--found", choices=FOUND)
    command.add_argument("--note", default="", help="in your words")
    command.add_argument(
        "--undo", type=whole_number, metavar="N", help="take back entry N of show run"
    )
    command.add_argument("--who", default="", help="your name, kept with it")


def cleaning_up(command: argparse.ArgumentParser) -> None:
    """Of `cleaned-up`: which runs, and what is done."""
    command.add_argument("run_ids", nargs="*", metavar="RUN", help="the ids of the runs")
    command.add_argument("--cleaned", choices=DONE, default="")
    command.add_argument("--told", choices=DONE, default="", help="whether the customer is")
    command.add_argument(
        "--undo", type=whole_number, metavar="N", help="take back entry N of show run"
    )
    command.add_argument("--who", default="", help="your name, kept with it")


def judging(command: argparse.ArgumentParser) -> None:
    """Of `judge`: which run, what is said of it, and why."""
    command.add_argument("run_id", metavar="RUN", help="the id of the run")
    command.add_argument("verdict", nargs="?", choices=VERDICTS)
    command.add_argument("--why", choices=REASONS, default="", help="of a bad run")
    command.add_argument("--undo", action="store_true", help="take back what you said of it")
    command.add_argument("--who", default="", help="your name, kept with it")


def listing(command: argparse.ArgumentParser) -> None:
    """Of `decisions`."""
    command.add_argument(
        "--undo", type=whole_number, metavar="N", help="take back what has this number"
    )
    command.add_argument("--who", default="", help="your name, kept with it")
    command.add_argument("--json", action="store_true", help="print one JSON document")


def changing(command: argparse.ArgumentParser) -> None:
    """Options that say what a worker was changed from and to."""
    command.add_argument("--old", default="", help="what it was: a version, a model, a list")
    command.add_argument("--new", default="", help="what it became")
    command.add_argument("--old-text", type=named_path, metavar="FILE", help="the old instructions")
    command.add_argument("--new-text", type=named_path, metavar="FILE", help="the new instructions")
    command.add_argument("--note", default="", help="why, in your words")
    command.add_argument("--who", default="", help="your name, kept with the change")

"""The command worker-runs: load exports, serve the pages, print what the pages show.

commands.py lists the commands with their options; every other module carries some of them out.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Sequence

from dashboard.cli.arguments import Arguments
from dashboard.cli.commands import parser
from dashboard.cli.filter_options import options_named
from dashboard.cli.streams import NOT_DONE, OK, give_up, open_streams, remark, stoppable
from dashboard.errors import UserError, without_middle
from dashboard.started import about
from dashboard.store.clickhouse.address import named_store

__all__ = ["main", "parser"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 fine, 1 calls for action, 2 not done."""
    words = sys.argv[1:] if argv is None else argv
    open_streams()
    if isinstance(sys.stdout, io.TextIOWrapper):  # a letter that it lacks must not end the answer
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        _refuse_bytes(words)
        arguments = _arguments(words)
        with stoppable(), about(arguments.home):
            return _run(arguments)
    except UserError as error:
        remark(str(error))
        return NOT_DONE
    except KeyboardInterrupt:
        remark("Stopped.")
        return NOT_DONE
    except BrokenPipeError:
        give_up(sys.stdout)
        return OK  # who reads has seen enough
    except OSError as error:
        give_up(sys.stdout)
        which = str(error.filename or "The answer could not be written")
        remark(f"{without_middle(which)}: {error.strerror}.")
        return NOT_DONE


def _run(arguments: Arguments) -> int:
    """Carry a command out; what stands in the way is said while it is known which workspace it is
    about."""
    try:
        status = _carried_out(arguments)
        sys.stdout.flush()
        return status
    except UserError as error:
        remark(str(error))
        return NOT_DONE


def _carried_out(arguments: Arguments) -> int:
    """Carry a command out, and where a store is named publish what it made of the history."""
    if named_store() is None:
        return arguments.run(arguments)
    from dashboard.cli.publish import history_in, publish_what_is_new
    from dashboard.cli.workspace import home_of

    before = history_in(home_of(arguments))
    status = arguments.run(arguments)
    return publish_what_is_new(home_of(arguments), before, status)


def _arguments(words: Sequence[str]) -> Arguments:
    """The options of a command line. Raises OSError where help can't be written, which argparse
    passes over."""
    told = io.StringIO()
    try:
        with contextlib.redirect_stdout(told):
            return parser(options_named(words)).parse_args(words, namespace=Arguments())
    except SystemExit:
        print(told.getvalue(), end="", flush=True)
        raise


def _refuse_bytes(words: Sequence[str]) -> None:
    """Raise UserError for options that are no text in UTF-8."""
    for word in words:
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise UserError(
                f"“{word}” is not written in UTF-8.",
                remedy="Write it in UTF-8; a file or a folder of that name must be renamed.",
            )

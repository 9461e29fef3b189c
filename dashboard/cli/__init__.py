"""The command worker-runs: load exports, serve the pages, print what the pages show.

commands.py lists the commands with their options; every other module carries some of them out.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from dashboard.cli.arguments import Arguments
from dashboard.cli.commands import parser
from dashboard.cli.workspace import NOT_DONE, OK
from dashboard.errors import UserError
from dashboard.words.safe_text import visible

__all__ = ["main", "parser"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 fine, 1 calls for action, 2 not done."""
    words = sys.argv[1:] if argv is None else argv
    try:
        _refuse_bytes(words)
        arguments = parser().parse_args(words, namespace=Arguments())
        status = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except UserError as error:
        _complain(str(error))
        return NOT_DONE
    except KeyboardInterrupt:
        _complain("Stopped.")
        return NOT_DONE
    except BrokenPipeError:
        _give_up(sys.stdout)
        return OK  # who reads has seen enough
    except OSError as error:
        _give_up(sys.stdout)
        which = error.filename or "The answer could not be written"
        _complain(f"{which}: {error.strerror}.")
        return NOT_DONE


def _refuse_bytes(words: Sequence[str]) -> None:
    """Raise UserError for options that are no text in UTF-8."""
    for word in words:
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise UserError(
                f"“{word}” is not written in UTF-8.",
                remedy="Write it in UTF-8; a file or a folder of that name must be renamed.",
            )


def _complain(message: str) -> None:
    """Say what went wrong, if anybody can be told."""
    with contextlib.suppress(OSError):
        print(visible(message), file=sys.stderr, flush=True)


def _give_up(stream: TextIO) -> None:
    """Write what is left of a stream nowhere, else Python tries once more when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)

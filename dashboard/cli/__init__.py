"""The command worker-runs: load exports, serve the pages, print what the pages show.

commands.py lists the commands with their options; every other module carries some of them out.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from dashboard.cli.arguments import Arguments
from dashboard.cli.commands import parser
from dashboard.cli.workspace import NOT_DONE, OK
from dashboard.errors import UserError
from dashboard.words.safe_text import visible

__all__ = ["main", "parser"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 fine, 1 calls for action, 2 not done."""
    arguments = parser().parse_args(argv, namespace=Arguments())
    try:
        return arguments.run(arguments)
    except UserError as error:
        print(visible(str(error)), file=sys.stderr)
        return NOT_DONE
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return NOT_DONE
    except BrokenPipeError:
        sys.stderr.close()
        return OK

"""Suggesting a mapping for a file that no format knows."""

from __future__ import annotations

from dashboard.cli.arguments import Arguments
from dashboard.cli.streams import CALLS_FOR_ACTION, OK, remark
from dashboard.records.drafts.draft import sketch
from dashboard.records.drafts.written import mapping_text
from dashboard.sources.files.locating import located
from dashboard.started import command


def map(arguments: Arguments) -> int:
    """Print a mapping file for an export; 1 where a choice is left to a person."""
    path = arguments.paths[0]
    with located(path) as found:
        suggested = sketch(found)
    print(mapping_text(suggested, suggested.draft), end="")
    if missing := suggested.draft.missing:
        remark(f"Left to you: {', '.join(missing)}. The lines that begin with # say what there is.")
        return CALLS_FOR_ACTION
    remark(f"Look at it with {command('load --explain --map mapping.toml FILE')}.")
    return OK

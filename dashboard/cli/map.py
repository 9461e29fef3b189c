"""Suggesting a mapping for a file that no format knows."""

from __future__ import annotations

from dataclasses import replace

from dashboard.cli.arguments import Arguments
from dashboard.cli.streams import CALLS_FOR_ACTION, OK, remark
from dashboard.cli.workspace import home_of
from dashboard.errors import MappingInvalid
from dashboard.records.drafts.draft import sketch
from dashboard.records.drafts.written import mapping_text
from dashboard.sources.files.locating import located
from dashboard.started import command
from dashboard.store.workspace.kept_mappings import keep_mapping, require_name


def map(arguments: Arguments) -> int:
    """Print a mapping file for an export, and keep it if a name is given; 1 where a choice is left
    to a person."""
    name = require_name(arguments.save) if arguments.save is not None else None
    with located(arguments.paths[0], encoding=arguments.encoding) as found:
        suggested = sketch(found)
    draft = replace(suggested.draft, name=name) if name else suggested.draft
    text = mapping_text(suggested, draft)
    print(text, end="")
    if draft.missing:
        left = f"Left to you: {', '.join(draft.missing)}. The lines that begin with # say what is."
        if name is None:
            remark(left)
            return CALLS_FOR_ACTION
        how = command(f'mappings "{name}" --keep mapping.toml')
        raise MappingInvalid(
            f"{left} So it was not kept", remedy=f"Write it to a file, edit it, then `{how}`."
        )
    if name is None:
        remark(f"See what it makes of the file: `{command('load --explain --map FILE EXPORT')}`.")
        return OK
    keep_mapping(home_of(arguments), name, text)
    remark(f"Kept as {name}: files with these columns are read like this from now on.")
    return OK

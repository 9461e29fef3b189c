"""The mappings that a workspace keeps."""

from __future__ import annotations

from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import json_text, table
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import home_of
from dashboard.errors import UserError
from dashboard.sources.files.text_file import read_text
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.raw.raw import listed
from dashboard.store.workspace.kept_mappings import (
    keep_mapping,
    kept_mappings,
    kept_text,
    remove_mapping,
)


def mappings(arguments: Arguments) -> int:
    """List the mappings, or print, keep or remove the one that is named."""
    home, name = home_of(arguments), arguments.name
    if name is None and (arguments.keep or arguments.remove):
        raise UserError(
            "Which mapping is meant is not said.",
            where="NAME",
            remedy="Write its name behind `mappings`.",
        )
    if name is not None and arguments.keep:
        keep_mapping(home, name, read_text(arguments.keep))
        remark(f"Kept as {name}: files with its columns are read like this from now on.")
    elif name is not None and arguments.remove:
        remove_mapping(home, name)
        remark(f"{name} is kept no longer; what was loaded with it stays.")
    elif name is not None:
        print(kept_text(home, name), end="")
    else:
        _list(arguments)
    return OK


def _list(arguments: Arguments) -> None:
    kept = kept_mappings(home_of(arguments))
    for fault in kept.faults:
        remark(fault)
    if arguments.json:
        print(json_text([{"name": one.name, "columns": _columns(one)} for one in kept.mappings]))
        return
    rows = [(one.name, listed(_columns(one), 8)) for one in kept.mappings]
    print(table(("name", "is told by the columns"), rows) if rows else "None is kept.")


def _columns(mapping: Mapping) -> list[str]:
    """The columns that tell the format, of several that each do the first."""
    return [group[0] for group in mapping.recognise]

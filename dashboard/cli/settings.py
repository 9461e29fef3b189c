"""What is kept with a workspace: its rules for causes and its time zone."""

from __future__ import annotations

from dashboard.cli.arguments import Arguments
from dashboard.cli.workspace import OK, history_of, home_of
from dashboard.store.open_histories import current


def rules(arguments: Arguments) -> int:
    """Print the rules that hold, or apply those of a file."""
    from dashboard.causes.rules import read_rules, shipped_rules
    from dashboard.sources.text_file import read_text
    from dashboard.store.cause_rules import apply_rules

    home = home_of(arguments)
    if arguments.file is None:
        history = current(home)
        print(history.rules.text if history else shipped_rules().text, end="")
        return OK
    read = read_rules(read_text(arguments.file), str(arguments.file))
    history_of(arguments)
    moved = apply_rules(home, read)
    print(f"{len(read.rules)} rules, version {read.version}: {moved:,} failed runs moved.")
    return OK


def zone(arguments: Arguments) -> int:
    """Set the zone of days and weeks, if one is named, and print it."""
    from dashboard.store.settings import set_zone

    if arguments.zone:
        set_zone(home_of(arguments), arguments.zone)
    print(history_of(arguments).about.zone)
    return OK

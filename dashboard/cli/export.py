"""Take the chosen runs away as a file: the command export."""

from __future__ import annotations

from dashboard.analysis.headline import headline
from dashboard.cli.arguments import Arguments
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import filters_of, history_of
from dashboard.exporting.chosen import Chosen
from dashboard.exporting.clean_up import write_clean_up
from dashboard.exporting.export import require_runs, write_file
from dashboard.exporting.left_behind import left_behind
from dashboard.words.values import count


def export(arguments: Arguments) -> int:
    """Write the chosen runs to a new file."""
    history = history_of(arguments)
    filters = filters_of(arguments, history)
    runs = headline(history, filters).runs
    require_runs(runs)
    chosen = Chosen(history, filters)
    write_file(arguments.target, chosen)
    remark(f"{count(runs, 'run')} written to {arguments.target}.")
    if told := left_behind(chosen, arguments.target.suffix.lower().removeprefix(".")):
        remark(told)
    return OK


def clean_up(arguments: Arguments) -> int:
    """Write the chosen runs to a new file, as a list for people who clean up."""
    history = history_of(arguments)
    filters = filters_of(arguments, history)
    runs = headline(history, filters).runs
    require_runs(runs)
    write_clean_up(arguments.target, history, filters)
    remark(f"{count(runs, 'run')} to clean up written to {arguments.target}.")
    return OK

"""What the options of a command line say, each with its type."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

QUESTIONS = (
    "review", "trends", "workers", "causes", "changes", "compare", "runs", "run", "twin", "tasks",
    "bad", "sample", "worker", "leaderboard",
)  # fmt: skip
"""What `show` answers: each is a module of cli/show."""


class Arguments(argparse.Namespace):
    """The options of one command. Those that the command does not have are not there; the filters
    are among those not declared: a list of words per name of PARAMS, and of fields of one's own."""

    run: Callable[[Arguments], int]
    home: Path | None
    json: bool
    who: str
    # demo, serve
    host: str
    port: int | None
    no_browser: bool
    next_week: bool
    # load
    paths: list[Path]
    map: Path | None
    zone: str | None
    dates: str | None
    numbers: str | None
    encoding: str | None
    status: list[str]
    explain: bool
    # map, mappings
    save: str | None
    keep: Path | None
    remove: bool
    # watch
    folder: Path
    # show
    what: str
    run_id: str | None
    by: str | None
    a: str | None
    b: str | None
    limit: int | None
    after: int | None
    # export
    target: Path
    # find
    text_sought: list[str]
    # views
    do: str | None
    link: str | None
    view: str | None
    # record
    worker: str
    when: str
    old: str
    new: str
    old_text: Path | None
    new_text: Path | None
    fixes: str
    note: str
    # mark
    cause: str | None
    name: str | None
    origin: str | None
    into: str | None
    split: str | None
    fixed: str | None
    undo: int | None
    # decide, postpone, done, decisions
    action: str
    other: str
    scope: str
    reason: str
    owner: str
    due: str | None
    expect: float | None
    by_day: str | None
    day: str
    change: str | None
    runs: list[str]
    number: int
    # report
    week: str | None
    close: bool
    # rejects, undo, rules
    import_id: int | None
    file: Path | None
    output: Path | None
    # statuses
    words: list[str]
    format: str | None
    # success
    score_from: float | None
    score_to: float | None
    score: str | None
    word: list[str]
    ended: bool
    own: bool
    dry_run: bool


def whole_number(text: str) -> int:
    """What stands for a number on a command line, in plain figures. Raises ArgumentTypeError."""
    if not re.fullmatch("-?[0-9]{1,30}", text):
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number like 12")
    return int(text)


def named_path(text: str) -> Path:
    """A file or folder that was named: an empty name, as of a variable that is not set, is not the
    present folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("names no file or folder")
    return Path(text)

"""What is kept with a workspace: its rules for causes, its status words and its time zone."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import as_json, table
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import history_of, home_of
from dashboard.errors import UserError
from dashboard.records.schema import STATUSES
from dashboard.records.statuses import key_of
from dashboard.store.reading.open_histories import current, zone_of
from dashboard.words.values import count


def rules(arguments: Arguments) -> int:
    """Print the rules that hold, or apply those of a file."""
    from dashboard.causes.rules_file import read_rules, shipped_rules
    from dashboard.sources.files.text_file import read_text
    from dashboard.store.writing.cause_rules import apply_rules

    home = home_of(arguments)
    if arguments.file is None:
        history = current(home)
        print(history.rules.text if history else shipped_rules().text, end="")
        return OK
    read = read_rules(read_text(arguments.file), str(arguments.file))
    history_of(arguments)
    moved = apply_rules(home, read)
    rules, runs = count(len(read.rules), "rule"), count(moved, "failed run")
    print(f"{rules}, version {read.version}: {runs} moved.")
    return OK


def statuses(arguments: Arguments) -> int:
    """Say what status words mean, if any are named, and list the words of all runs."""
    from dashboard.store.writing.status_words import moved_told, set_status_words

    words = words_and_statuses(arguments.words)
    if arguments.format and not words:
        raise UserError(
            "Of the words of which format do you say what they mean, and what?",
            where="--format",
            remedy="Write WORD=STATUS, too; without words all are listed, each with its format.",
        )
    if words:
        history_of(arguments)
        moved = set_status_words(home_of(arguments), words, arguments.format)
        for sentence in moved_told(moved) or ("No run has another status now.",):
            remark(sentence)
    rows = history_of(arguments).ask("statuses")
    heads = ("word", "means", "runs", "format")
    lines = [[row[name] for name in ("word", "status", "runs", "format")] for row in rows]
    print(as_json(rows) if arguments.json else table(heads, lines))
    return OK


def words_and_statuses(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Status words and what they mean, out of texts WORD=STATUS. Raises UserError, also for a word,
    however it is spelt, that is given two meanings."""
    said = [_word_and_status(text) for text in texts]
    first: dict[str, tuple[str, str]] = {}
    for word, status in said:
        before, meant = first.setdefault(key_of(word), (word, status))
        if meant != status:
            both = (
                f"“{before}”" if before == word else f"“{before}” and “{word}” are one word, which"
            )
            raise UserError(
                f"{both} can’t mean both {meant} and {status}.",
                where="--status",
                remedy="Say one of the two.",
            )
    return said


def _word_and_status(text: str) -> tuple[str, str]:
    """A status word and what it means, out of WORD=STATUS. Raises UserError."""
    word, equals, status = text.rpartition("=")
    status = status.strip().lower()
    if not equals or not word.strip() or status not in STATUSES:
        raise UserError(
            f"“{text}” doesn’t say what a status word means.",
            where="--status",
            remedy=f"Write WORD=STATUS, with one of {', '.join(STATUSES)} for STATUS.",
        )
    return word, status


def zone(arguments: Arguments) -> int:
    """Set the zone of days and weeks, if one is named, and print it."""
    from dashboard.store.writing.settings import set_zone

    if arguments.zone:
        set_zone(home_of(arguments), arguments.zone)
    print(arguments.zone or zone_of(home_of(arguments)))
    return OK

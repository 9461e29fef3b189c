"""The report of a week, or of what is reviewed in its place: its minutes, as they were kept when it
was closed, else as they are now."""

from __future__ import annotations

from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from dashboard.analysis.lifecycle import reviewed
from dashboard.cli.arguments import Arguments
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import history_of, home_of
from dashboard.closing import close_review, closed_as
from dashboard.dates import day
from dashboard.deciding import By
from dashboard.errors import FilterInvalid
from dashboard.exporting.export import write_new
from dashboard.exporting.minutes import FORMS
from dashboard.ledger.entries import Entry
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.weeks import Minutes
from dashboard.store.filters.filter_links import parse
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About
from dashboard.words.minutes import minutes_now
from dashboard.words.review_names import closed_words, review_title, short_title


def report(arguments: Arguments) -> int:
    """Print the minutes of a week, or write them to a file; with --close keep them first."""
    ledger = Ledger(home_of(arguments).path)
    minutes = _closed(ledger.entries(), arguments.week or "")
    if minutes is None or arguments.close:
        minutes = _as_it_is(arguments, ledger)
    written = FORMS[_form(arguments)](minutes)
    if arguments.output is None:
        print(written, end="" if written.endswith("\n") else "\n")
        return OK
    _write(arguments.output, written)
    remark(f"{review_title(minutes)}: written to {arguments.output}")
    return OK


def _closed(entries: tuple[Entry, ...], name: str) -> Minutes | None:
    closed = closed_as(entries, name) if name else None
    if closed is None:
        return None
    remark(f"As it was closed by {closed.who or 'somebody'} on {day(closed.at)}.")
    return closed.minutes


def _as_it_is(arguments: Arguments, ledger: Ledger) -> Minutes:
    """The minutes as they are now, or as they were kept of the week that was not named. Raises
    FilterInvalid for a week after all data, or before it."""
    history = history_of(arguments)
    entries = ledger.entries()
    named = {"week": [arguments.week]} if arguments.week else {}
    filters = parse(named, history.about.zone).followed()
    if arguments.week:
        _with_data(history.about, filters, arguments.week)
    minutes = minutes_now(history, filters, entries)
    if kept := closed_as(entries, minutes.name):
        if arguments.close:
            remark(f"The review of {short_title(kept.minutes)} was closed before.")
        return kept.minutes
    if not arguments.close:
        remark("Not closed yet: this is how it stands now.")
        return minutes
    if close_review(ledger, minutes, By(arguments.who)):
        remark(f"{closed_words(minutes)} Read it again with --week {minutes.name}")
    kept = closed_as(ledger.entries(), minutes.name)
    return kept.minutes if kept else minutes


def _with_data(about: About, filters: Filters, week: str) -> None:
    """Raises FilterInvalid where a week lies after all data, or before it."""
    if about.whole_from is None:
        return
    if reviewed(about, filters) is None:
        raise FilterInvalid(
            f"There is no data of {week} yet.",
            remedy=f"The newest is of {day(about.today)}: name a week up to then.",
        )
    begun = min(filter(None, (about.first, about.whole_from)))
    if filters.until and filters.until <= begun:
        raise FilterInvalid(
            f"There is no data of {week}.",
            remedy=f"The oldest is of {day(begun.astimezone(ZoneInfo(about.zone)))}: "
            "name a week from then on.",
        )


def _form(arguments: Arguments) -> str:
    """The form that was named, else that of the file's name."""
    ending = arguments.output.suffix.lower().removeprefix(".") if arguments.output else ""
    form = arguments.format or ending or "md"
    if form not in FORMS:
        raise FilterInvalid(
            f"“.{ending}” is no form of a report.",
            remedy=f"Choose a name that ends in {', '.join(f'.{form}' for form in FORMS)}.",
        )
    return form


def _write(path: Path, text: str) -> None:
    def write(file: IO[bytes]) -> None:
        file.write(text.encode("utf-8", "backslashreplace"))

    write_new(path, write)

"""What a generation holds, looked at once when it is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.causes.grouping import ErrorKind
from dashboard.causes.rules import Rules
from dashboard.causes.rules_file import read_rules, shipped_rules
from dashboard.records.statuses import known_status
from dashboard.store.derived.error_kinds import RULES
from dashboard.store.derived.lost import Ending, Losses, lost
from dashboard.store.filters.filter_sql import DRAWN, RUNS, Clause, RunTable, counted_cte, runs_cte
from dashboard.store.filters.filters import ALL
from dashboard.store.questions import question, text_of
from dashboard.store.reading.about import About, StatusWord
from dashboard.store.reading.beginning import beginning
from dashboard.store.reading.choosing import TABLES, GatheredDays, gathered_of
from dashboard.store.reading.gaps import gaps
from dashboard.store.reading.told_covers import all_gaps, begun, ended, told_covers
from dashboard.store.reading.told_until import days_a_week, told_until
from dashboard.store.tables import ZONE
from dashboard.store.workspace.reader import Reader, Row


@dataclass(frozen=True, slots=True)
class Generation:
    """What a generation holds, whatever people say about it.

    identity: of its contents, never that of another; kinds: of errors, each with its runs; former:
    ids that templates had in older versions, each with those that they have now; rules: by which
    causes are named; gathered: what is known of the runs that count alike; drawn: the table of
    drawn runs, that of all where there is none; has_recent, has_open_or_bad: whether the newest
    runs have a table, and those that are open or bad; has_calls: whether the calls of tools are
    counted; prepared: the tables that tell of workers by all of their runs; about: the rest.
    """

    identity: str
    about: About
    kinds: tuple[ErrorKind, ...]
    former: Mapping[str, Sequence[str]]
    rules: Rules
    gathered: GatheredDays
    drawn: RunTable
    has_recent: bool
    prepared: frozenset[str]
    has_open_or_bad: bool
    has_calls: bool


def generation_of(reader: Reader, number: int, identity: str) -> Generation:
    """Look at the generation that a reader reads. identity: as its manifest tells."""
    settings = {row["name"]: row["value"] for row in _asked(reader, "settings")}
    zone, about = settings.get(ZONE, "UTC"), _asked(reader, "about")[0]
    gathered = _gathered(reader)
    counted = counted_cte(ALL, zone, gathered.source(ALL, {}))
    firsts = [row["first"] for row in _asked(reader, "first_runs", counted, zone=zone)]
    covers, said = _asked(reader, "covers"), told_covers(settings)
    until = ended(told_until(covers, zone), covers, said, zone) if about["as_of"] else None
    rules, timed = settings.get(RULES), about["runs"] - about["placed"]
    return Generation(
        identity=identity,
        kinds=tuple(ErrorKind(**row) for row in reader.rows(text_of("error_kinds"), {})),
        former={row["former"]: row["now"] for row in reader.rows(text_of("former_templates"), {})},
        rules=read_rules(rules, "the rules of this workspace") if rules else shipped_rules(),
        gathered=gathered,
        drawn=RUNS if reader.is_empty("drawn") else DRAWN,
        has_recent=not reader.is_empty("recent"),
        prepared=frozenset(row["name"] for row in reader.rows("FROM history.prepared", {})),
        has_open_or_bad=not reader.is_empty("open_or_bad"),
        has_calls=not reader.is_empty("categories_called"),
        about=About(
            generation=number,
            zone=zone,
            runs=about["runs"],
            as_of=about["as_of"],
            first=about["first"],
            last=about["last"],
            until=until,
            whole_from=begun(beginning(firsts, about["last"], timed, zone), covers, said, zone)
            if firsts
            else None,
            columns=frozenset(about["columns"] or ()),
            notes=tuple(row["note"] for row in _asked(reader, "notes")),
            filled={row["name"]: row["runs"] for row in _asked(reader, "filled_columns")},
            placed=about["placed"],
            stamped=about["stamped"],
            gaps=all_gaps(gaps(covers, zone), covers, said, zone),
            days_a_week=days_a_week(covers, until),
            unread=_unread(_asked(reader, "status_words")),
            lost=_lost(reader),
            settings=settings,
        ),
    )


def _unread(rows: list[Row]) -> tuple[StatusWord, ...]:
    """The words of which we don't know what they mean; a run may well say that it is unknown."""
    return tuple(StatusWord(**row) for row in rows if known_status(row["word"]) != "unknown")


def _gathered(reader: Reader) -> GatheredDays:
    tries = not reader.is_empty("tries")
    if reader.is_empty("tallied"):  # then there is none of them (derived/worth_gathering.py)
        return GatheredDays(has_tries=tries)
    there = [table for table, _ in TABLES if not reader.is_empty(table.name)]
    return gathered_of(there, _asked(reader, "gathered_days"), has_tries=tries)


def _lost(reader: Reader) -> tuple[Losses, ...]:
    if reader.is_empty("rejects"):
        return ()
    return lost(
        _by_ending(reader, "lost_runs", since=0),
        _by_ending(reader, "run_endings"),
        [(row["worker"], row["runs"]) for row in _asked(reader, "lost_workers", since=0)],
    )


def _by_ending(reader: Reader, name: str, **values: int) -> dict[Ending, int]:
    rows = _asked(reader, name, **values)
    return {(row["status"], row["quality"]): row["runs"] for row in rows}


_EVERY_RUN = runs_cte(ALL, "UTC")


def _asked(
    reader: Reader, name: str, chosen: Clause = _EVERY_RUN, /, **values: str | int
) -> list[Row]:
    return reader.rows(f"WITH {chosen.sql}{question(name)}", values)

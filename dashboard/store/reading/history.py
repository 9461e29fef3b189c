"""The history as a reader sees it: one generation, with what people had said about it by then.

A history never changes: new data and a new entry of the ledger make another one, and whoever reads
the old one goes on reading it whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from dashboard.causes.grouping import group
from dashboard.causes.rules import Rules
from dashboard.ledger.entries import Entry
from dashboard.ledger.judgements import by_run
from dashboard.store.dimensions.dimension import NONE, Dimension
from dashboard.store.filters.filter_sql import RECENT, RUNS, RunTable, runs_cte
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.filters.sought import Sought
from dashboard.store.filters.work_sql import PLACES
from dashboard.store.questions import NEWEST_FIRST, question, reads
from dashboard.store.reading.about import About
from dashboard.store.reading.cause_tables import cause_tables
from dashboard.store.reading.cleaned_runs import cleanings, looked_up_still
from dashboard.store.reading.generation import Generation
from dashboard.store.reading.judged_runs import holding
from dashboard.store.reading.kept_windows import KeptWindows
from dashboard.store.reading.known_values import KnownValues
from dashboard.store.reading.question_kinds import (
    AT_PLACES,
    RowsAsked,
    rows_asked,
    source_around,
)
from dashboard.store.reading.recent_answers import RecentAnswers
from dashboard.store.reading.recent_windows import Around, Asked, RecentWindows
from dashboard.store.reading.recorded_changes import change_tables
from dashboard.store.reading.said import said
from dashboard.store.reading.said_of_runs import said_of_runs
from dashboard.store.reading.windows import Window
from dashboard.store.workspace.reader import QUERY_SECONDS, Reader, Row


class History:
    """One generation with the entries of the ledger up to one of them, read-only.

    generation, entries: of which it is made, of the ledger those about runs; identity: that of
    both, so that two histories with equal identities give equal answers; about: what holds for the
    whole generation; rules: by which causes are named; causes: why runs fail; judgements: what
    people say of single runs that are as they were then; cleaned: per run whether it is cleaned up.
    """

    def __init__(self, reader: Reader, generation: Generation, entries: tuple[Entry, ...]) -> None:
        self.reader = reader
        self.generation = generation
        self.entries = entries
        self.identity = f"{generation.identity}/{_digest(entries)}"
        told = said(entries)
        self.causes = group(
            generation.kinds, generation.rules, told.marks.continued(generation.former)
        )
        reader.put(cause_tables(self.causes))
        reader.put(change_tables(told.changes, told.aims, self.causes.find))
        self.judgements = holding(reader, told.judged)
        judged = by_run(self.judgements).values()
        self.cleaned = cleanings(reader, told.cleaned)
        looked = looked_up_still(reader, told.looked)
        reader.put(said_of_runs(judged, self.cleaned.values(), looked, told.decided))
        self._known = KnownValues(reader, generation, self.causes)
        self._answers = RecentAnswers(reader)
        self._windows = RecentWindows()
        self._kept = KeptWindows(reader, generation.about.zone)

    @property
    def about(self) -> About:
        return self.generation.about

    @property
    def drawn(self) -> RunTable:
        """The table of which samples are taken: of runs that are drawn (derived/drawn.py), of all
        where none are."""
        return self.generation.drawn

    @property
    def rules(self) -> Rules:
        return self.generation.rules

    def ask(
        self,
        name: str,
        filters: Filters = ALL,
        *,
        sides: tuple[Filters, Filters] | None = None,
        of: RunTable = RUNS,
        windows: Sequence[Window] = (),
        wanted: Sought | None = None,
        by: Dimension | None = None,
        seconds: float = QUERY_SECONDS,
        **values: Any,
    ) -> list[Row]:
        """Answer queries/<name>.sql over the chosen runs.

        sides: the two sets of a question that reads FROM sides; of: the table out of which runs and
        sides are, RUNS or that of drawn or of the newest ones; windows: the changes of one that
        reads FROM windowed or windowed_failures; wanted: what one looks for that reads FROM found;
        by: the dimension of one that reads FROM valued; values: bound to the $names of the text.
        Which rows a text may read FROM says question_kinds.py.

        Gives one dict a row with Python's own types; times are aware and in UTC, except local
        buckets, which are naive. Raises TooSlow after so many seconds.
        """
        if of is RUNS and name in NEWEST_FIRST and self.generation.has_recent:
            found = self.ask(name, filters, of=RECENT, seconds=seconds, **values)
            if len(found) == values["shown"]:
                return found
        filters, pair = self._resolved(filters), tuple(map(self._resolved, sides or ()))
        read = reads(name)
        if not read.isdisjoint(AT_PLACES):
            values = self._placed(values, seconds)
        chosen = rows_asked(
            RowsAsked(
                self.generation, self.causes, read, filters, self._known.ids(filters, *pair),
                values, of=of, sides=pair, wanted=wanted, by=by, windows=windows,
            )
        )  # fmt: skip
        sql = f"WITH {chosen.sql}{question(name)}"
        return self._answers.rows(sql, chosen.values | values, seconds)

    def ask_around(
        self, names: Sequence[str], filters: Filters, windows: Sequence[Window]
    ) -> list[Around]:
        """Answer several questions that read FROM windowed in one look at the runs: around each
        change, in the order given, the rows of each by its name, in the order of their columns.
        Their text may name $zone. Otherwise as ask()."""
        filters = self._resolved(filters).compared_with(ALL.against)
        keep, drop = (filters.chosen("worker", drop=drop) for drop in (False, True))
        ids = {value for name, value in self._known.ids(filters) if name == "worker"}
        if ids < {*keep, *drop}:  # a name may be that of a part of a worker's runs
            return self._windows.around((filters, tuple(names)), windows, self._look_around)
        of_all = filters.choosing("worker", ()).choosing("worker", (), drop=True)
        theirs = [
            window
            for window in windows
            if window.worker_id not in drop and (not keep or window.worker_id in keep)
        ]
        found = self._windows.around((of_all, tuple(names)), theirs, self._look_around)
        told = dict(zip(theirs, found, strict=True))
        return [told.get(window) or {name: [] for name in names} for window in windows]

    def _look_around(self, asked: Asked, windows: Sequence[Window]) -> Mapping[str, list[Row]]:
        filters, names = asked
        source = source_around(self.generation, self.causes, filters)
        return self._kept.around(names, filters, self._known.ids(filters), windows, source)

    def batches(self, name: str, filters: Filters = ALL) -> Iterator[pa.RecordBatch]:
        """The rows of queries/<name>.sql over the chosen runs, some thousands at a time, however
        many and however long it takes. Raises StoreUnusable."""
        filters = self._resolved(filters)
        chosen = runs_cte(filters, self.about.zone, self._known.ids(filters))
        return self.reader.batches(f"WITH {chosen.sql}{question(name)}", chosen.values)

    def values_of(self, name: str) -> dict[str, str]:
        """The values of a dimension in the whole history, most frequent first, with their labels.

        At most SHOWN_VALUES; a text dimension has none.
        """
        return self._known.of(name)

    def causes_meant(self, chosen: Iterable[str]) -> tuple[str, ...]:
        """The keys of the causes that filters name in any way. NONE stays what it is: failures that
        give no reason have a cause, whose template is as empty."""
        return tuple(named if named == NONE else self.causes.find(named) for named in chosen)

    def worker_meant(self, called: str) -> str:
        """The id of a worker that is called as pages tell it apart from one of its name, "Ann (a)";
        any other name is as it was."""
        return self._known.worker_meant(called)

    def _placed(self, values: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The same with the places of the runs that are named by their ids, under run_id one or
        under run_ids several."""
        ids = values["run_ids"] if "run_ids" in values else [values["run_id"]]
        found = self._answers.rows(PLACES, {"run_ids": list(ids)}, seconds)
        rest = {key: value for key, value in values.items() if key not in ("run_id", "run_ids")}
        return rest | {"places": [row["place"] for row in found]}

    def _resolved(self, filters: Filters) -> Filters:
        """The same filters with causes by their keys, however they were named, and workers that are
        told apart by their ids, by these."""
        for drop in (False, True):
            if chosen := filters.chosen("cause", drop=drop):
                filters = filters.choosing("cause", self.causes_meant(chosen), drop=drop)
            if chosen := filters.chosen("worker", drop=drop):
                meant = tuple(map(self._known.worker_meant, chosen))
                filters = filters.choosing("worker", meant, drop=drop)
        return filters


def _digest(entries: Sequence[Entry]) -> str:
    return hashlib.sha256(repr(entries).encode("utf-8", "backslashreplace")).hexdigest()

"""The runs around changes, looked up once for all runs: another filter only asks which of these it
chooses.

Around which changes runs are looked at seldom follows from the filters: nearly all are in logs. So
what was asked of all runs is kept beside the generation, as rows that stand for several runs where
SET_UPS has them, and any filter by its columns is answered from there. To look around 220 changes
in a million runs takes a second, to choose of what was found a tenth of one.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from dashboard.store.filters.filter_sql import SET_UPS, Clause, Ids, RunTable, condition
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.questions import text_of
from dashboard.store.reading.windows import TOLD, Window, windows_cte
from dashboard.store.tables import SET_UPS_BY, told_apart
from dashboard.store.workspace.reader import Reader, Row, TooSlow

_MOST_ROWS = 1_500_000
"""Some 450 MB: what is longer is looked up each time."""
_COUNTS = f" SELECT {TOLD}, cluster, n FROM windowed_counts"
_AGAIN = f"""
, finished AS MATERIALIZED (
    SELECT {TOLD}, cluster, tried,
        hash((created_at AT TIME ZONE $zone)::DATE, {told_apart(SET_UPS_BY)}) AS kind
    FROM windowed_again WHERE finished(outcome)
),
classes AS (
    SELECT change, min(cluster) AS cluster, count(*) AS alike
    FROM (
        SELECT change, cluster, min(place) AS place, sum(hash(kind)) AS held,
            CASE WHEN min(place) <> max(place) THEN cluster END AS crossing
        FROM finished GROUP BY change, cluster
    )
    GROUP BY change, place, held, crossing
)
SELECT {TOLD}, cluster, tried, alike FROM finished JOIN classes USING (change, cluster)
"""
_KEPT = {"windowed_counts": _COUNTS, "windowed_again": _AGAIN}
"""What questions read of runs around changes (windows.py). Of clusters on one side of a change that
are alike, each run of one like one of another in its day and its set-up, one stands for all: any
filter by these chooses the same of each."""


class KeptWindows:
    """Keeps what it found around changes, for any number of threads."""

    def __init__(self, reader: Reader, zone: str) -> None:
        self._reader, self._zone = reader, zone
        self._numbers: dict[Window, int] = {}
        self._able = True
        self._lock = threading.Lock()

    def around(
        self,
        names: Sequence[str],
        filters: Filters,
        ids: Ids,
        windows: Sequence[Window],
        source: RunTable,
    ) -> dict[str, list[Row]]:
        """The rows of each question that reads FROM windowed_counts or windowed_again, by its name;
        their change is the number of a window. source: where runs are counted."""
        if source is SET_UPS and filters.compared_with(ALL.against) == ALL:
            self._keep(windows)
        known = {one: self._numbers.get(one.numbered(0)) for one in windows}
        numbers = {number: one.number for one, number in known.items() if number is not None}
        rest = [one for one in windows if source is not SET_UPS or known[one] is None]
        found: dict[str, list[Row]] = {name: [] for name in names}
        if source is SET_UPS and numbers:
            for name, rows in self._ask(names, self._chosen(filters, ids, [*numbers])).items():
                found[name] += [row | {"change": numbers[row["change"]]} for row in rows]
        if rest:
            chosen = windows_cte(filters, rest, self._zone, ids, source=source)
            for name, rows in self._ask(names, chosen).items():
                found[name] += rows
        return found

    def _ask(self, names: Sequence[str], chosen: Clause) -> Mapping[str, list[Row]]:
        texts = {name: text_of(name) for name in names}
        return self._reader.together(chosen.sql, texts, chosen.values | {"zone": self._zone})

    def _chosen(self, filters: Filters, ids: Ids, kept: Sequence[int]) -> Clause:
        chosen = condition(filters, self._zone, ids=ids)
        asked = "change IN (SELECT unnest($kept::INTEGER[]))"
        tables = (
            f"{name} AS (SELECT * FROM kept_{name} run WHERE {asked} AND {chosen.sql})"
            for name in _KEPT
        )
        return Clause(", ".join(tables), chosen.values | {"kept": list(kept)})

    def _keep(self, windows: Sequence[Window]) -> None:
        """Look around those that are not known yet."""
        with self._lock:
            new = [one for one in windows if one.numbered(0) not in self._numbers]
            if not new or not self._able:
                return
            numbered = [one.numbered(n) for n, one in enumerate(new, len(self._numbers))]
            chosen = windows_cte(ALL, numbered, self._zone, source=SET_UPS)
            tables = {f"kept_{name}": f"WITH {chosen.sql}{sql}" for name, sql in _KEPT.items()}
            try:
                self._able = self._reader.keep(tables, chosen.values, _MOST_ROWS)
            except TooSlow:
                self._able = False
            if self._able:
                self._numbers |= {one.numbered(0): one.number for one in numbered}

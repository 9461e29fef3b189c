"""What leaves: the canonical columns of the chosen runs, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from dashboard.analysis.coverage import judged
from dashboard.records.covers import Covers
from dashboard.records.schema import RUN_COLUMNS, TABLES, Column
from dashboard.sources.files.files import SIDE_TABLES
from dashboard.store.dimensions.own_field import offered
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class Chosen:
    """The runs that filters choose from a history, and what belongs to their workers."""

    history: History
    filters: Filters

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of runs that any run of the history fills."""
        about = self.history.about
        filled = about.filled | {"quality": judged(about)}
        return tuple(column for column in RUN_COLUMNS if column.required or filled[column.name])

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The runs, some thousands at a time, each with all columns of RUN_COLUMNS."""
        return self.history.batches("exported_runs", self.filters)

    def beside(self) -> dict[str, Sequence[pa.RecordBatch]]:
        """By table of SIDE_TABLES that has any row: the workers of the chosen runs, what an export
        said of their changes, and the instructions that they or these runs have."""
        found: dict[str, Sequence[pa.RecordBatch]] = {}
        for name in SIDE_TABLES:
            batches = list(self.history.batches(f"exported_{name}", self.filters))
            if any(batch.num_rows for batch in batches):
                found[name] = batches
        return found

    @property
    def about(self) -> dict[str, Any]:
        """What an export says of itself: the data's own "now", its notes, the fields that are
        dimensions, the zone of its days, and the time of which it tells."""
        about = self.history.about
        covers = self._covers()
        said: dict[str, Any] = {"as_of": about.as_of.isoformat()} if about.as_of else {}
        said |= {"note": " ".join(about.notes)} if about.notes else {}
        said |= {"dimensions": self.fields} if self.fields else {}
        return said | {"zone": about.zone} | ({"covers": covers.document()} if covers else {})

    @property
    def fields(self) -> list[str]:
        """The fields of the export that the workspace offers as dimensions."""
        return [one.label for one in offered(self.history.about.settings)]

    def _covers(self) -> Covers | None:
        """What the history tells of the chosen period."""
        about = self.history.about
        if about.whole_from is None or about.until is None:
            return None
        whole = Covers(about.whole_from, about.until, about.gaps)
        return whole.within(self.filters.since, self.filters.until)


def filled(table: str, batches: Sequence[pa.RecordBatch]) -> tuple[Column, ...]:
    """The columns of a table of which some row has a value."""
    return tuple(
        column
        for column in TABLES[table]
        if any(batch[column.name].null_count < batch.num_rows for batch in batches)
    )

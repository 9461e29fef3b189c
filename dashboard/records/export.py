"""One export on its way from a path to batches of canonical rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from dashboard.errors import ExportRefused
from dashboard.records.canonical import RowMaker, field_kinds
from dashboard.records.clocks import clocks, export_time, shown_in, zone_of
from dashboard.records.covers import covers_told
from dashboard.records.instruction_texts import InstructionTexts
from dashboard.records.needs import require_runs, require_side
from dashboard.records.open_times import Times
from dashboard.records.recognised import Formats, ReadOnce, recognised
from dashboard.records.row_or_rejection import canonical_row
from dashboard.records.rows import Answers, Batch, Export, Rejected
from dashboard.records.schema import INSTRUCTION_COLUMNS, TABLES
from dashboard.records.survey import Survey
from dashboard.records.times import AHEAD
from dashboard.records.told_fields import fields_told
from dashboard.records.unread_columns import flags_among, workers_among, zones_among
from dashboard.sources.files import files
from dashboard.sources.files.files import SIDE_TABLES, Located
from dashboard.sources.files.snapshot import Snapshot
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.mapping_file import builtin
from dashboard.sources.mapping.recognise import columns_of, only_where_plain
from dashboard.sources.raw.raw import Table, whole

BATCH_ROWS = 10_000
FULL_SHEETS = (1_048_576, 65_536)
"""Rows that a sheet of a spreadsheet can hold, in .xlsx and in .xls."""


def full_sheet(rows: int) -> tuple[str, ...]:
    """That an export has as many rows as fit on a sheet below its header."""
    if rows + 1 not in FULL_SHEETS:
        return ()
    return (
        f"It has {rows:,} rows, as many as a sheet of a spreadsheet holds below its header: what "
        "came behind them may have been cut off.",
    )


class Reading:
    """One export: recognised and looked through once, then read in batches.

    times: what its times leave open; tables: of each table its raw rows, its mapping and what
    looking through it found.
    """

    def __init__(
        self,
        located: Located,
        formats: Formats,
        answers: Answers,
        now: datetime,
        read: ReadOnce | None = None,
    ) -> None:
        """read: what of its runs was read as columns already, so that only the rest is read."""
        self._zone = zone_of(answers)
        self.answers = answers
        self._now = now.astimezone(UTC)
        self._read = read
        self._makers: dict[str, RowMaker] = {}
        try:
            self._snapshot = Snapshot(located, read.bytes if read else None)
            self.located, self.opened = (
                (read.located, read.opened.read_on(read.rest))
                if read
                else recognised(located, formats)
            )
            self.times = Times(self._now + AHEAD, spelled=bool(read and read.rows))
            self.tables = self._survey()
            # what was counted on the way
            self._notices = (*self.opened.all_notices(), *self.tables["runs"][2].notices())
        except OSError as error:
            raise files.stopped(located.name, error) from error
        about = self.located.about  # what export.json says, not a document of another system
        self._shown_in = shown_in(about.get("zone"), self.located.name)
        self._covers = covers_told(about.get("covers"), self.located.name, self._now)
        self._fields = fields_told(about.get("dimensions"), self.located.name)
        stated = self.opened.about.get("as_of")
        self._as_of = export_time(stated, self.located.name, self._zone, self._now)
        if self._as_of is None and self.opened.mapping.when_absent == "as_of":
            raise ExportRefused(
                'Runs without a time are to get the export’s own (when_absent = "as_of"), and '
                "none is told",
                where=self.located.name,
                remedy="Say in the mapping where in the export it stands, like as_of = "
                '"metadata.generated_at".',
            )

    def _survey(self) -> dict[str, tuple[Table, Mapping, Survey]]:
        opened = self.opened
        found = {"runs": self._surveyed("runs", opened.runs, opened.mapping)}
        if found["runs"][2].rows == 0:
            raise files.no_rows(self.located.name)
        require_runs(opened, found["runs"][2])
        for name in SIDE_TABLES:
            if name in opened.side:
                mapping = builtin(name, field_kinds(name))
                found[name] = self._surveyed(name, opened.side[name], mapping)
                require_side(name, found[name][2], opened.side[name].file)
        return found

    def _surveyed(self, name: str, table: Table, mapping: Mapping) -> tuple[Table, Mapping, Survey]:
        read = self._read if name == "runs" else None
        survey = Survey(name, mapping, read.keys if read else table.header)
        survey.run(table, self.times)
        survey.rows += read.rows if read else 0
        return table, mapping, survey

    @property
    def latest(self) -> datetime:
        """Times of runs after this one are not plausible."""
        return (self._as_of or self._now) + AHEAD

    def columns(self, name: str) -> frozenset[str]:
        """The canonical columns of a table that the export has."""
        _, mapping, survey = self.tables[name]
        columns = set(survey.columns()) & {column.name for column in TABLES[name]}
        if {"worker", "worker_id"} & columns and name != "changes":
            columns |= {"worker", "worker_id"} & {column.name for column in TABLES[name]}
        if name == "runs":
            columns |= {"raw_status", "time_basis", "created_at"}
            if "task_url" in columns:
                columns.add("task_id")
            if columns >= {"started_at", "finished_at"}:
                columns.add("duration_ms")
            if "score" in columns and (mapping.good_at_least, mapping.good_at_most) != (None, None):
                columns.add("quality")
        unscored = bool(survey.scores.rows)
        if name in ("runs", "workers") and (unscored or self.maker(name).keeps):
            columns.add("extra")
        return frozenset(columns)

    def export(self) -> Export:
        """What the store gets."""
        note = self.opened.about.get("note", self.opened.mapping.note)
        columns = {name: self.columns(name) for name in self.tables}
        if any("instructions_text" in survey.columns() for _, _, survey in self.tables.values()):
            columns.setdefault("instructions", frozenset(c.name for c in INSTRUCTION_COLUMNS))
        mapping = self.opened.mapping
        unused = self.tables["runs"][2].unused()
        answers = [self.answers.zone or "", self.answers.dates or ""]
        if self.answers.numbers:
            answers.append(self.answers.numbers)
        return Export(
            name=whole(self.located.name),
            format=mapping.name,
            fingerprint=self._snapshot.fingerprint(mapping.text, *answers),
            as_of=self._as_of,
            note=whole(str(note)) if note else None,
            answers=Answers(
                zone=self.answers.zone if self.times.naive_as(self.answers.numbers) else None,
                dates=self.answers.dates if self.times.open_date else None,
                numbers=self.answers.numbers if self.times.number else None,
                statuses=self.answers.statuses,
            ),
            columns=columns,
            batches=self._batches,
            notices=(
                *self.located.notices,
                *self._notices,
                *self._of_zones(unused),
                *full_sheet(self.tables["runs"][2].rows),
            ),
            gathered=mapping.gather is not None,
            parts_of=mapping.parts_of,
            good_from=mapping.good_at_least,
            good_to=mapping.good_at_most,
            zone=self._shown_in,
            covers=self._covers,
            fields=self._fields,
            only_where_plain=only_where_plain(mapping, tuple(self.tables["runs"][2].keys)),
            unread_flags=flags_among(unused),
            unread_workers=workers_among(unused) if mapping.builtin else (),
            status_columns=self._status_columns(mapping),
        )

    def _status_columns(self, mapping: Mapping) -> tuple[str, ...]:
        """The columns from which the status of a run may come, one of which tells it."""
        rule = (mapping.fields or {}).get("status")
        keys = tuple(self.tables["runs"][2].keys)
        return tuple(dict.fromkeys(columns_of(rule, mapping, keys))) if rule else ()

    def _of_zones(self, unused: Sequence[str]) -> tuple[str, ...]:
        """That columns name zones which are not those in which times are read. unused: the columns
        that nothing reads."""
        named = zones_among(unused) if self.times.naive_as(self.answers.numbers) else ()
        zone = self.answers.zone
        return tuple(
            f"Times are read in {zone}, though {column} names a zone for each row, which is not "
            "read."
            for column in named
        )

    def maker(self, name: str) -> RowMaker:
        """What makes the canonical rows of a table."""
        if name not in self._makers:
            self._makers[name] = self._maker(name)
        return self._makers[name]

    def _maker(self, name: str) -> RowMaker:
        _, mapping, survey = self.tables[name]
        order = self.answers.dates or self.times.order
        clock = clocks(mapping, self._zone, order, self.answers.numbers, self._as_of or self._now)
        return RowMaker(name, mapping, survey.keys, clock, self._now, self._as_of)

    def _batches(self) -> Iterator[Batch]:
        texts = InstructionTexts()
        try:
            for name in self.tables:
                for batch in self._table_batches(name, texts):
                    yield batch
                    if texts.rows:
                        yield Batch("instructions", texts.taken())
        except (OSError, ExportRefused) as error:
            self._snapshot.require_unchanged()
            if isinstance(error, ExportRefused):
                raise
            raise files.stopped(self.located.name, error) from error
        self._snapshot.require_unchanged()

    def _table_batches(self, name: str, texts: InstructionTexts) -> Iterator[Batch]:
        table = self.tables[name][0]
        maker, runs = self.maker(name), name == "runs"
        batch = Batch(name, [])
        read = 0
        for position, raw in enumerate(table.rows()):
            read += 1
            made = canonical_row(maker, table, raw, position)
            if isinstance(made, Rejected):
                batch.rejected.append(made if runs else replace(made, cells=None))
            else:
                batch.rows.append(made.row)
                if made.instructions is not None and name != "instructions":
                    texts.add(name, made.row, made.instructions)
            if read == BATCH_ROWS:
                yield replace(batch, read=read if runs else 0)
                batch, read = Batch(name, []), 0
        yield replace(batch, read=read if runs else 0)

"""How an export would be read, shown before anything is imported."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from dashboard.errors import QuestionOpen
from dashboard.records.canonical import field_kinds
from dashboard.records.export import Reading
from dashboard.records.open_times import TimeQuestion, asked, require_answers
from dashboard.records.row_or_rejection import canonical_row
from dashboard.records.rows import Rejected
from dashboard.records.schema import RUN_COLUMNS
from dashboard.sources.raw.raw import Fault, RawRow, whole

_ROWS = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an export would be read, without importing it.

    why: how the format was recognised; columns: each canonical column that is filled, with what
    it is read from; unused: keys kept in `extra`; silent: fields whose rule finds nothing;
    before, after: the first three rows as they stand in the file and as they become (None for a
    rejected one); rejected: why those are; question: what must be answered first, in which case
    `after` is empty; asked: the same, one by one; files: how many hold the runs;
    gathered: whether several rows are one run;
    counted: what places in the file are counted in, "line" or "row".
    """

    name: str
    format: str
    why: str
    mapping_file: str
    mapping_text: str
    rows: int
    columns: dict[str, str]
    unused: list[str]
    silent: list[str]
    before: list[dict[str, Any]]
    after: list[dict[str, Any] | None]
    rejected: list[Rejected] = field(default_factory=list)
    question: str | None = None
    asked: tuple[TimeQuestion, ...] = ()
    files: int = 1
    gathered: bool = False
    counted: str = "line"


def explanation(reading: Reading) -> Explanation:
    """What there is to say about an export that was recognised and looked through."""
    table, mapping, survey = reading.tables["runs"]
    rows = list(islice(table.rows(), _ROWS))
    question = _question(reading)
    maker = reading.maker("runs")
    made = [] if question else [canonical_row(maker, table, r, at) for at, r in enumerate(rows)]
    names = [column.name for column in RUN_COLUMNS]
    rules = mapping.rules(field_kinds("runs"))
    return Explanation(
        name=whole(reading.located.name),
        format=mapping.name,
        why=reading.opened.why,
        mapping_file=mapping.file,
        mapping_text=mapping.text,
        rows=survey.rows,
        columns={
            name: ", ".join(rule.paths()) or "a constant"
            for name, rule in rules.items()
            if survey.present(name, rule)
        },
        unused=[whole(key) for key in survey.unused()],
        silent=survey.silent_fields(),
        before=[{"": whole(row.raw)} if isinstance(row, Fault) else _shown(row) for row in rows],
        after=[
            None if isinstance(one, Rejected) else dict(zip(names, one.row, strict=True))
            for one in made
        ],
        rejected=[one for one in made if isinstance(one, Rejected)],
        question=question,
        files=reading.opened.files,
        gathered=mapping.gather is not None,
        asked=tuple(asked(reading.times, reading.answers)),
        counted=table.counted,
    )


def _shown(row: RawRow) -> dict[str, Any]:
    """A raw row as it can be printed."""
    shown: dict[str, Any] = json.loads(whole(json.dumps(row.values, ensure_ascii=False)))
    return shown


def _question(reading: Reading) -> str | None:
    try:
        require_answers(reading.times, reading.answers, reading.opened.mapping.name)
    except QuestionOpen as question:
        return str(question)
    return None

"""What the times of an export leave open, and the questions that a person must answer then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from dashboard import dates
from dashboard.errors import QuestionOpen
from dashboard.records.rows import Answers
from dashboard.records.time_text import TwoNumbers, take_apart
from dashboard.sources.raw.faults import BadValue

_ORDERS = ("dmy", "mdy")


class DoubtfulTime(NamedTuple):
    """A time of the export that a question is about, and where it stands."""

    file: str
    place: str
    column: str
    text: str
    parts: TwoNumbers | None = None

    def __str__(self) -> str:
        return f'"{self.text}" ({self.file}, {self.place}, {self.column})'


@dataclass(slots=True)
class Times:
    """What the times of an export leave open, gathered from all its tables.

    naive: the first time without an offset, where the mapping names no zone; open_date: the first
    that could be two dates; orders: those that read every date so far.
    """

    naive: DoubtfulTime | None = None
    open_date: DoubtfulTime | None = None
    numeric: bool = False
    orders: set[str] = field(default_factory=lambda: set(_ORDERS))

    def look(
        self, text: str, example: Callable[[], DoubtfulTime], *, zone: bool, dates: bool
    ) -> None:
        """Take one time into account; zone, dates: whether the mapping says them itself."""
        try:
            found: datetime | TwoNumbers = take_apart(text)
        except BadValue:
            return  # the row will be rejected
        if isinstance(found, TwoNumbers):
            if not dates:
                self._narrow(found, example)
            found = found.rest
        if found.tzinfo is None and not zone and self.naive is None:
            self.naive = example()

    def _narrow(self, found: TwoNumbers, example: Callable[[], DoubtfulTime]) -> None:
        self.numeric = True
        if found.open:
            if self.open_date is None:
                self.open_date = example()._replace(parts=found)
            return
        for order in _ORDERS:
            try:
                found.read(order)
            except ValueError:
                self.orders.discard(order)

    @property
    def order(self) -> str | None:
        """The order of day and month that the dates prove; None if they prove none."""
        if len(self.orders) == 1:
            return next(iter(self.orders))
        return "dmy" if self.open_date is None else None  # no date differs between the two


class TimeQuestion(NamedTuple):
    """A question that only a person can answer.

    about: "zone" or "dates"; question: its words; choices: for dates, what each order would make of
    the time in question.
    """

    about: str
    question: str
    choices: dict[str, str]


def asked(times: Times, answers: Answers) -> list[TimeQuestion]:
    """What must be answered before the times can be read."""
    found = []
    if times.naive and answers.zone is None:
        said = f"Which time zone are its times in? {times.naive} names none."
        found.append(TimeQuestion("zone", said, {}))
    if times.open_date and times.open_date.parts and times.order is None and answers.dates is None:
        parts = times.open_date.parts
        days = {order: _day(parts, order) for order in _ORDERS}
        could = f"{times.open_date} could be {days['dmy']} or {days['mdy']}."
        found.append(TimeQuestion("dates", f"Is the day or the month first? {could}", days))
    return found


def require_answers(times: Times, answers: Answers, format: str) -> None:
    """Raise QuestionOpen with all that must be answered before the times can be read."""
    questions = []
    for one in asked(times, answers):
        if one.about == "zone":
            how = (
                "--zone Europe/Berlin (or another zone), or --zone UTC; or write the offset into "
                "the file, like 2026-11-16T09:10:00+01:00"
            )
        else:
            how = f"--dates dmy ({one.choices['dmy']}) or --dates mdy ({one.choices['mdy']})"
        questions.append(f"{one.question} Answer with {how}.")
    if questions:
        where = (times.naive or times.open_date or DoubtfulTime("", "", "", "")).file
        raise QuestionOpen(
            "The export leaves open what its times mean",
            where=where,
            remedy="\n".join(questions),
            format=format,
        )


def _day(parts: TwoNumbers, order: str) -> str:
    return dates.day(parts.read(order))

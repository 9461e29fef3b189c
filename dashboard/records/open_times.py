"""What the times of an export leave open, and the questions that a person must answer then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from dashboard import dates
from dashboard.errors import QuestionOpen
from dashboard.records.counted_times import WITHOUT_ZONE, is_written_together, meanings
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

    latest: later times are not plausible; spelled: whether a time is written as one, with marks,
    which tells that numbers among such times are mistakes; naive: the
    first time without an offset, where the mapping names no zone; open_date: the first that could
    be two dates; short_year: the first whose year has two digits, which no other date explains;
    orders: those that read every date so far; counted: the first that is a number, where no unit is
    named.
    """

    latest: datetime
    spelled: bool = False
    counted: DoubtfulTime | None = None
    naive: DoubtfulTime | None = None
    open_date: DoubtfulTime | None = None
    short_year: DoubtfulTime | None = None
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
        self.spelled = self.spelled or not is_written_together(text)
        if isinstance(found, TwoNumbers):
            if not dates:
                self._narrow(found, example)
            found = found.rest
        if found.tzinfo is None and not zone and self.naive is None:
            self.naive = example()

    def count(self, value: Any, example: Callable[[], DoubtfulTime]) -> None:
        """Take a time into account that is a number, of which the mapping names no unit."""
        if self.counted is None and meanings(value, self.latest):
            self.counted = example()

    @property
    def number(self) -> DoubtfulTime | None:
        """The first time that is a number, where all are: a number among times that are written as
        such is a mistake of its row."""
        return None if self.spelled else self.counted

    def naive_as(self, numbers: str | None) -> DoubtfulTime | None:
        """The first time of no zone; numbers: what numbers count, None as long as it is open."""
        if self.naive or self.number is None:
            return self.naive
        units = [numbers] if numbers else meanings(self.number.text, self.latest)
        return self.number if {*units} & WITHOUT_ZONE else None

    def _narrow(self, found: TwoNumbers, example: Callable[[], DoubtfulTime]) -> None:
        self.numeric = self.numeric or not found.named
        if found.short and self.short_year is None:
            self.short_year = example()._replace(parts=found)
        if found.open:
            if self.open_date is None:
                self.open_date = example()._replace(parts=found)
            return
        for order in _ORDERS:
            if not found.reads(order):
                self.orders.discard(order)

    @property
    def order(self) -> str | None:
        """The order of day and month that the dates prove; None if they prove none."""
        if self.short_year:
            return None
        if len(self.orders) == 1:
            return next(iter(self.orders))
        return "dmy" if self.open_date is None else None  # no date differs between the two


class TimeQuestion(NamedTuple):
    """A question that only a person can answer.

    about: "numbers", "zone" or "dates"; question: its words; choices: for numbers and dates, what
    each answer would make of the time in question.
    """

    about: str
    question: str
    choices: dict[str, str]


def asked(times: Times, answers: Answers) -> list[TimeQuestion]:
    """What must be answered before the times can be read."""
    found = []
    if times.number and answers.numbers is None:
        could = meanings(times.number.text, times.latest)
        said = f"What do the numbers in its times count? {times.number} is no date by itself."
        found.append(TimeQuestion("numbers", said, could))
    naive = times.naive_as(answers.numbers)
    if naive and answers.zone is None:
        said = f"Which time zone are its times in? {naive} names none."
        found.append(TimeQuestion("zone", said, {}))
    doubtful = times.short_year or times.open_date
    if doubtful and doubtful.parts and times.order is None and answers.dates is None:
        found.append(_order_of(doubtful, doubtful.parts))
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
        elif one.about == "numbers":
            how = " or ".join(f"--numbers {unit} ({said})" for unit, said in one.choices.items())
        else:
            how = " or ".join(f"--dates {order} ({day})" for order, day in one.choices.items())
        questions.append(f"{one.question} Answer with {how}.")
    if questions:
        doubtful = times.number or times.naive or times.open_date
        where = doubtful.file if doubtful else ""
        raise QuestionOpen(
            "The export leaves open what its times mean",
            where=where,
            remedy="\n".join(questions),
            format=format,
        )


def _order_of(doubtful: DoubtfulTime, parts: TwoNumbers) -> TimeQuestion:
    """The question what stands first in a date, with the days that it could be."""
    orders = ("dmy",) if parts.named else _ORDERS
    days = {order: dates.day(parts.read(order)) for order in orders if parts.reads(order)}
    said = "Is the day or the month first?"
    if parts.short:
        said = "Is the day or the month first, and the year of two digits last?"
    if parts.named:
        said = "Is the day first, and the year of two digits last?"
    question = f"{said} {doubtful} could be {' or '.join(days.values())}."
    if parts.short and parts.could_begin_with_year:
        question += " If its year is first, a mapping can say so (format, in data/SCHEMA.md)."
    return TimeQuestion("dates", question, days)

"""Which fields of a history runs are not compared by.

Left out are what tells the outcome again (status words, score, duration, output and effects; and
the outcome, cause, error type and quality themselves where runs are chosen by how they ended) and
what identifies a run, a task, a record or a moment. Of the fields that an export has beside the
canonical ones, the history itself says which these are: see `fields`.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from dashboard.analysis.attributes import FEWEST
from dashboard.store.dimensions.own_field import OWN
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

FEW_VALUES = 10
"""A field with no more values describes runs, whatever its values look like."""
MOST_VALUES = 200
"""A field with more identifies them."""
RUNS_A_VALUE = 2
"""And so does one whose values are held by fewer runs than this on average."""
SAYS_THE_SIDE = 0.9
"""Of the runs of either side, so many have a value that no run of the other has."""
HARDLY = 0.001
"""A field that runs of one ending alone carry tells it, if chance would do that so rarely."""
LOOKED_AT = 20_000
"""About so many runs at most are looked at."""

WAYS_TO_END = (
    (("succeeded",), ("failed", "bad")),
    (("succeeded", "bad"), ("failed",)),
)
"""What an outcome copy may tell apart: whether runs were any good, or whether they completed."""

TIMES = (
    r"\d{4}-\d\d?-\d\d?(\D.*)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}(\D.*)?"
    r"|1\d{9}(\d{3}|\d{6}|\d{9})?(\.\d+)?"
)
MEASURED = (
    r"[-+]?\d*[.,]\d+(e[-+]?\d+)?"
    r"|[-+]?\d+([.,]\d+)? ?([mµun]?s|secs?|seconds?|min|minutes?|h|hours?|%)"
    r"|pt?(\d+(\.\d+)?[dhms])+|\d+:\d\d:\d\d(\.\d+)?"
)
PLACES = (
    r"[a-z][a-z0-9+.-]*://.*|mailto:.*|(~|\.{0,2})?/\S.*|[a-z]:\\.*|\\\\.*"
    r"|[^\s/]+(/[^\s/]+){2,}"
)
HASHES = r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|(sha\d+:)?[0-9a-f]{12,}"
IDENTIFYING = f"^({TIMES}|{MEASURED}|{PLACES}|{HASHES})$"
"""What a value looks like, in lower case, that identifies a run or tells when or how long it ran:
times, measured numbers, addresses and paths, hashes."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a history, canonical ones and those of `field.`, by what they are good for.

    identifying: those that identify a run, a task, a record or a moment; outcome_copies: those that
    say the outcome again; loose: those of `field.` with so many values that they rather say on what
    a run worked than how: they can be compared, but two runs that differ in them are still alike.
    """

    identifying: frozenset[str]
    outcome_copies: frozenset[str]
    loose: frozenset[str]

    @property
    def left_out(self) -> frozenset[str]:
        """By which runs are not compared."""
        return self.identifying | self.outcome_copies


_KNOWN: WeakKeyDictionary[History, Fields] = WeakKeyDictionary()


def fields(history: History) -> Fields:
    """What the fields are good for, by what stands in the whole history; asked once of each, as a
    history never changes.

    A field identifies runs if it has very many values, or hardly two runs share one; a field of
    `field.` also if its values look like times, measured numbers, addresses, paths or hashes. And
    such a field tells the outcome again if nearly all runs that worked, and nearly all that did
    not, have a value that none of the others has (to lack it counts as one), or if runs of one
    ending alone carry it, which chance would hardly do.
    """
    if history not in _KNOWN:
        _KNOWN[history] = _fields(history)
    return _KNOWN[history]


def _fields(history: History) -> Fields:
    identifying: set[str] = set()
    copies: set[str] = set()
    loose: set[str] = set()
    for good, ill in WAYS_TO_END if "bad" in history.values_of("outcome") else WAYS_TO_END[:1]:
        rows = history.ask(
            "compare_fields",
            of=history.drawn,
            at_most=LOOKED_AT,
            looks=IDENTIFYING,
            good=list(good),
            ill=list(ill),
        )
        identifying |= {row["field"] for row in rows if _identifies(row)}
        extra = [row for row in rows if row["field"].startswith(OWN)]
        copies |= {row["field"] for row in extra if _tells_the_outcome(row)}
        loose |= {row["field"] for row in extra if row["values"] > FEW_VALUES}
    return Fields(
        identifying=frozenset(identifying),
        outcome_copies=frozenset(copies - identifying),
        loose=frozenset(loose - identifying - copies),
    )


def _identifies(row: Row) -> bool:
    if row["values"] <= FEW_VALUES:
        return False
    return bool(
        row["values"] > MOST_VALUES
        or row["given"] < RUNS_A_VALUE * row["values"]
        or (row["field"].startswith(OWN) and row["looks"] >= SAYS_THE_SIDE * row["values"])
    )


def _tells_the_outcome(row: Row) -> bool:
    runs = row["worked"], row["did_not"]
    given = row["given_worked"], row["given_did_not"]
    if min(runs) < FEWEST:
        return False
    by_chance = (runs[given[1] > 0] / sum(runs)) ** sum(given)
    if not all(given) and by_chance <= HARDLY:
        return True
    return repeats_the_side(runs, given, (row["only_worked"], row["only_did_not"]))


def repeats_the_side(runs: tuple[int, int], given: tuple[int, int], only: tuple[int, int]) -> bool:
    """Whether nearly all runs of both sides have a value that the other side never has, so that a
    field only repeats which side a run is on. To lack it counts as a value.

    runs: of each side; given: those with any value; only: those whose value the other side lacks.
    """
    absent = runs[0] - given[0], runs[1] - given[1]
    first = only[0] + (0 if absent[1] else absent[0])
    second = only[1] + (0 if absent[0] else absent[1])
    return bool(min(first / runs[0], second / runs[1]) >= SAYS_THE_SIDE)

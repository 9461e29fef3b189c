"""What a dimension is: one thing that runs have, by which they are chosen, counted and compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, Flag, auto


class Kind(Enum):
    """What a run has of a dimension."""

    VALUE = "a value, or none"
    SETTING = "a number that somebody set: few values, of which near ones are alike"
    LIST = "any number of elements; to lack one is the same difference seen from the other side"
    NUMBER = "a number of its own: compared by the quarters of all runs"
    TEXT = "texts, in which words are looked for"


SCALARS = (Kind.VALUE, Kind.SETTING)
"""Of what a run has one value at most."""
NONE = ""
"""What is chosen to mean the runs without a value: an empty text is none, in an export and here."""


class Use(Flag):
    """What a dimension is good for."""

    FILTER = auto()
    """Runs are chosen and counted by it: in menus, links and commands."""
    COMPARE = auto()
    """Two sets of runs are compared by it."""
    LIKENESS = auto()
    """It is part of how alike two runs are."""


class Says(Enum):
    """What a dimension tells of a run."""

    ENDING = "how it ended"
    MISHAP = "what went wrong on the way there"
    KIND = "what kind of run it was, what it was given and did"
    WORDS = "words of a title"


_CAUSED = frozenset(["cause", "origin"])
"""Columns that the history itself does not have: what people say of causes may change them."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing that runs have.

    name: in links, commands and documents; label: wherever a person reads it; columns: of runs, of
    which any must be filled for it to say something; kind, use, says: see there; sql: its value as
    an expression over the row `run`, "" for the first column (then a run has the value that is in
    that column, or in a further one, of names, where it is nobody's id; of texts all columns are
    looked at); it may name $zone, the workspace's, and, where no runs are chosen by it, $tools,
    those that runs call most; among: of which runs it is asked when sets are compared, a condition
    over `run`: to lack it is a value only there; needs: a column that must be filled for it to be
    compared, where that is another; only: a condition over `run` that all runs with a value meet,
    by which the others are left out before it is looked up; words: all values there are, in their
    order, where these are words of our own; bound: of a field that only the export knows what sql
    names by $name: no text of an export stands in SQL; titled: a column that says what a value is
    called, which nobody has as a value; daily: whether sql gives all runs of one local day the same
    that have the same time_basis; plural: what its column is called, where that is a list;
    having, lacking: the runs with a value and those without, as a sentence goes on after "runs", {}
    for the value; "" for the usual words.
    """

    name: str
    label: str
    columns: tuple[str, ...]
    kind: Kind = Kind.VALUE
    use: Use = Use.FILTER
    says: Says = Says.KIND
    sql: str = ""
    among: str = ""
    needs: str = ""
    only: str = ""
    words: tuple[str, ...] = ()
    bound: tuple[tuple[str, str], ...] = ()
    titled: str = ""
    daily: bool = False
    plural: str = ""
    having: str = ""
    lacking: str = ""

    @property
    def filters(self) -> bool:
        """Whether runs are chosen by it."""
        return Use.FILTER in self.use

    @property
    def caused(self) -> bool:
        """Whether it is known of runs only once they are joined with their causes."""
        return not _CAUSED.isdisjoint(self.columns)

    @property
    def has_names(self) -> bool:
        """Whether its value is an id, beside which runs have names for it."""
        return len(self.columns) > 1 and not self.sql and self.kind is Kind.VALUE

    @property
    def own(self) -> bool:
        """Whether it is a field that only the export knows, so that name and label are its text."""
        return bool(self.bound)

    @property
    def ending(self) -> bool:
        """Whether it says how a run ended."""
        return self.says is Says.ENDING

    @property
    def near_ending(self) -> bool:
        """Whether it says how a run ended, or what went wrong on the way there."""
        return self.says in (Says.ENDING, Says.MISHAP)

    @property
    def value(self) -> str:
        """SQL: what the row `run` has of it, NULL for nothing: a list, a number, else a text."""
        value = self.sql or f'run."{self.columns[0]}"'
        return f"({value})::VARCHAR" if self.kind is Kind.SETTING else value

    @property
    def lacked(self) -> str:
        """SQL: whether the row `run` has nothing of it; true or false, never NULL."""
        if self.kind is Kind.LIST:
            held = f"list_filter({self.value}, lambda one: one <> '')"
            return f"coalesce(len({held}), 0) = 0"
        if self.has_names:
            return " AND ".join(f'run."{column}" IS NULL' for column in self.columns)
        return f"({self.value}) IS NULL"

    @property
    def values(self) -> str:
        """SQL: the column of its values, a row for each; NULL for a run without one."""
        if self.kind is not Kind.LIST:
            return self.value
        held = f"list_filter(list_distinct({self.value}), lambda one: one <> '')"
        return f"unnest(CASE WHEN len({held}) > 0 THEN {held} ELSE [NULL] END)"

    def runs_having(self, value: str) -> str:
        """How a sentence goes on after "runs", of those with a value: "with model m-small"."""
        return _put(self.having or f"with {self.label.lower()} {{}}", value)

    def runs_lacking(self, value: str) -> str:
        """The same of those without it: "without model m-small"."""
        return _put(self.lacking or f"without {self.label.lower()} {{}}", value)


def _put(words: str, value: str) -> str:
    """Words with a value in the last place for one: what stands before may be anybody's text."""
    before, _, after = words.rpartition("{}")
    return f"{before}{value}{after}"

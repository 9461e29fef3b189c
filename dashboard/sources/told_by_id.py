"""Files beside those of the runs that say more of the same runs, as scores do: joined by id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from dashboard.sources.fitting import ExportFile, Names, seen_by
from dashboard.sources.held import SAMPLE
from dashboard.sources.mapping.getters import compile_rule
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import (
    Contents,
    columns_of,
    finder,
    lacking,
    loose,
    may_find,
)
from dashboard.sources.mapping.rules import Rule
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.paths import Getter
from dashboard.sources.raw.raw import KEY, RESERVED, Fault, Over, RawRow, Record, Table, listed
from dashboard.sources.raw.raw_text import as_text, is_absent


def id_rule(mapping: Mapping) -> Rule | None:
    """Where the id of a run stands in a row, of a format of which a row is a run; None of others,
    whose runs stand in several files anyway or have their ids from these files' names."""
    rule = mapping.rules({"run_id": "text"}).get("run_id")
    if mapping.gather or mapping.reader or rule is None:
        return None
    wanted = [*rule.paths()]
    elsewhere = {*RESERVED} - {KEY}
    return rule if wanted and not any(path.split(".")[0] in elsewhere for path in wanted) else None


_OF_ANYTHING = {
    "id", "key", "no", "nr", "number", "uuid", "guid",
    "identifiant", "identificador", "identificativo", "identyfikator",
}  # fmt: skip


def _of_a_run(rule: Rule) -> Rule | None:
    """Where a row of something else says of which run it is. A column that is only called "id" is
    the id of that something: customer 3 is not run 3."""
    if rule.first:
        said = tuple(part for one in rule.first if (part := _of_a_run(one)))
        return replace(rule, first=said) if said else None
    return None if rule.path is not None and loose(rule.path) in _OF_ANYTHING else rule


def says_which_run(rule: Rule, mapping: Mapping, seen: Contents) -> bool:
    """Whether rows with these keys, which are of something else, say of which run they are."""
    said = _of_a_run(rule)
    return said is not None and all(
        may_find(part, mapping, seen.keys) for part in said.join or [said]
    )


def tells_more(file: ExportFile, mapping: Mapping, names: Names) -> bool:
    """Whether a file is none of runs itself and says of which runs its rows are."""
    rule, seen = id_rule(mapping), seen_by(file, mapping, SAMPLE, names)
    return bool(rule and says_which_run(rule, mapping, seen) and lacking(mapping, seen))


def told_by_id(
    runs: Table,
    files: Sequence[tuple[ExportFile, Table]],
    mapping: Mapping,
    seen: Contents,
    names: Names,
) -> ToldById | None:
    """The runs with what these files say of them, each given with its rows; None where there are no
    such files. seen: what the runs hold."""
    rule = id_rule(mapping)
    said = rule and _of_a_run(rule)
    if rule is None or said is None or not files:
        return None
    more: list[_MoreTold] = []
    for file, table in files:
        keys = seen_by(file, mapping, SAMPLE, names).keys
        get = compile_rule(said, finder(mapping, keys))
        ids = frozenset(columns_of(said, mapping, keys)) | {*said.paths()}
        ends = _ends(mapping, (*keys, file.text.stem))
        name = f"{file.text.stem} rows" if file.text.stem in ends else file.text.stem
        more.append(_MoreTold(name, table, get, ids, ends))
    return ToldById(runs, compile_rule(rule, finder(mapping, runs.header or seen.keys)), more)


def _ends(mapping: Mapping, keys: tuple[str, ...]) -> frozenset[str]:
    """The columns by which a row of runs tells how its run ended: in another file they tell how
    something else did, as a review."""
    rule = mapping.rules({"status": "text"}).get("status")
    return frozenset(columns_of(rule, mapping, keys)) if rule else frozenset()


class _MoreTold(NamedTuple):
    """A file that says more of runs.

    name: under which it is kept where it has several rows for a run; table: its rows; get: the id
    in one; keys: those that hold the id; ends: those that are kept under the file's name, being no
    status of the run.
    """

    name: str
    table: Table
    get: Getter
    keys: frozenset[str]
    ends: frozenset[str]


@dataclass(slots=True)
class _Read:
    """The rows of a file by the ids of runs, those that can't be taken, and the ids met so far."""

    rows: dict[str, list[Record]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    met: set[str] = field(default_factory=set)

    @property
    def once(self) -> bool:
        """Whether it has no more than one row for any run."""
        return all(len(rows) == 1 for rows in self.rows.values())


class ToldById(Over):
    """Rows of runs with what other files say of the same ids: their columns where each has one row
    for a run, a list of their rows where one has several. What a run says itself stays."""

    def __init__(self, table: Table, get: Getter, more: Sequence[_MoreTold]) -> None:
        """get: the id of a run."""
        super().__init__(table)
        self.header = ()
        self._get, self._more = get, more
        self._read: list[_Read] = []
        self._ids: frozenset[str] = frozenset()

    def notices(self) -> tuple[str, ...]:
        """What was joined and what could not be, once all rows were read."""
        found = zip(self._more, self._read, strict=False)
        return tuple(sentence for more, read in found for sentence in _said(more, read))

    def rows(self) -> Iterator[RawRow | Fault]:
        """The runs, then the rows of the other files that can't be taken."""
        self._read = self._read or [_all_of(more) for more in self._more]
        if any(_in_decimals(key) for read in self._read for key in read.rows):
            self._ids = self._ids or frozenset(self._ids_of_runs())
        for row in self.table.rows():
            yield row if isinstance(row, Fault) else row._replace(values=self._with(row.values))
        for read in self._read:
            yield from read.faults

    def _with(self, values: Record) -> Record:
        run = self._id_of(values)
        for more, read in zip(self._more, self._read, strict=True):
            if run is not None and (key := self._key(run, read)) is not None:
                read.met.add(key)
                rows = read.rows[key]
                told = rows[0] if read.once else {more.name: rows}
                values = _joined(values, told, more.name)
        return values

    def _id_of(self, values: Record) -> str | None:
        try:
            found = self._get(values)
        except BadValue:
            return None  # it is rejected for that later
        return None if is_absent(found) else _id(found)

    def _ids_of_runs(self) -> Iterator[str]:
        for row in self.table.rows():
            if isinstance(row, RawRow) and (run := self._id_of(row.values)) is not None:
                yield run

    def _key(self, run: str, read: _Read) -> str | None:
        """What a run is called in a file; None where it is not in it. A data frame writes 2.0 where
        another file has 2: they are one, unless one of the files has both."""
        if run in read.rows:
            return run
        other = _in_decimals(run)
        return other if other in read.rows and other not in self._ids else None


def _id(value: Any) -> str:
    return as_text(value).strip()


def _in_decimals(key: str) -> str | None:
    """The other way to write an id that is a number, 2.0 or 2; None of any other."""
    whole = key.removesuffix(".0")
    return None if not whole.isdecimal() else f"{key}.0" if whole == key else whole


def _joined(values: Record, told: Record, name: str) -> Record:
    """A run with what is told of it; a column that it has filled itself stays beside the other."""
    own = {loose(key): key for key in values}
    made = dict(values)
    for key, value in told.items():
        mine = own.get(loose(key))
        if mine is None or (mine == key and is_absent(values[mine])):
            made[key] = value
        elif values[mine] != value and not is_absent(value):
            made[f"{name}.{key}"] = value
    return made


def _all_of(more: _MoreTold) -> _Read:
    read, file = _Read(), more.table.file
    for row in more.table.rows():
        if isinstance(row, Fault):
            read.faults.append(row._replace(file=row.file or file))
            continue
        try:
            key = more.get(row.values)
            reason = "it has no id, which tells of which run it is" if is_absent(key) else None
        except BadValue as bad:
            reason = bad.reason
        if reason:
            shown = more.table.show(row.values)
            read.faults.append(Fault(row.line, reason, shown, (), row.file or file))
            continue
        told = {
            f"{more.name}.{column}" if column in more.ends else column: value
            for column, value in row.values.items()
            if column not in more.keys and column not in RESERVED
        }
        read.rows.setdefault(_id(key), []).append(told)
    return read


def _said(more: _MoreTold, read: _Read) -> Iterator[str]:
    file, met = more.table.file, len(read.met)
    if met:
        runs = "1 run" if met == 1 else f"{met:,} runs"
        columns = dict.fromkeys(key for rows in read.rows.values() for key in rows[0])
        says = listed(columns, 8) if read.once else f"several rows for some, kept as {more.name}"
        yield f"{file} says more of {runs}: {says}."
    if left := sum(len(rows) for key, rows in read.rows.items() if key not in read.met):
        rows = "1 row" if left == 1 else f"{left:,} rows"
        yield f"{rows} of {file} left out, being of no run that is loaded with it."

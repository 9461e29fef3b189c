"""Mapping files: how one format's rows become the fields of a run."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass

from dashboard.sources.mapping.rules import Condition, Rule, Wanted
from dashboard.sources.raw.paths import Step

CANONICAL = "canonical.toml"
"""The file of our own format."""

FieldKinds = ReadOnly[str, str]
"""The fields that a mapping may name, each with its kind ("text", "time", "list of text" …)."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Which rows are one run, as the spans of a trace are.

    by: what all rows of a run have in common; root: conditions, of which the first that some row
    meets tells the row that stands for the run; without one it is the first; adds: conditions of
    rows that only say more of a run, and are none by themselves; order: what the rows of a run are
    put in order by; part: what tells a row from the others of its run: of those that share it only
    the newest by `newest` counts; parent: of which other part a row is one: where it has nothing of
    `by`, it belongs to the part that its parents lead to; nested: where a part holds others, which
    hold more; copied: what a row is called in each of several runs that have it.
    """

    by: Rule
    root: tuple[Condition, ...] = ()
    adds: tuple[Condition, ...] = ()
    order: Rule | None = None
    part: Rule | None = None
    newest: Rule | None = None
    parent: Rule | None = None
    nested: Rule | None = None
    copied: Rule | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """One checked mapping file.

    text: the file itself, for show and for the import's fingerprint; parts_of: the name of the
    format of whose runs its rows are parts where both are there, as jobs are of workflow runs;
    records: the ways to the rows of a JSON document, of which the first that is there leads to
    them; recognise: groups of paths, of each of which one must be there; telling: paths, each with
    the words of which some row must have one there; foreign: paths that tell another format;
    reader: the Python that makes rows out of what stands in the file, if any; skip: a row of which
    one of these holds is no run; gather: how several rows become one run; absent: words that mean
    nothing;
    columns: the names of the columns of a CSV or sheet that has no header; backslash: whether
    backslashes stand in it for what quotes do elsewhere;
    same_names: fields without a rule are read from the key of their own name; ignore_case: keys
    match in any case and with any of space, _ and - between words; keep: what is kept beside the
    fields, by the name that it gets; builtin: it is ours, so that
    no person named a key exactly; kept: it belongs to the workspace, and was not named for this
    file; ignore: keys not kept;
    when_absent: what becomes of a run without created_at: reject it, or give it the time of the
    import, or the export's own (as_of).
    """

    name: str
    file: str
    text: str
    parts_of: str | None = None
    records: tuple[tuple[Step, ...], ...] = ()
    as_of: str | None = None
    note: str | None = None
    reader: str | None = None
    columns: tuple[str, ...] = ()
    backslash: bool = False
    same_names: bool = False
    ignore_case: bool = False
    builtin: bool = False
    kept: bool = False
    ignore: frozenset[str] = frozenset()
    recognise: tuple[tuple[str, ...], ...] = ()
    telling: Wanted = ()
    foreign: tuple[str, ...] = ()
    skip: tuple[Condition, ...] = ()
    gather: Gathering | None = None
    absent: frozenset[str] = frozenset()
    zone: str | None = None
    unit: str | None = None
    dates: str | None = None
    when_absent: str = "reject"
    good_at_least: float | None = None
    good_at_most: float | None = None
    fields: ReadOnly[str, Rule] | None = None
    keep: ReadOnly[str, Rule] | None = None

    @property
    def signs(self) -> int:
        """How many things that are there tell the format."""
        return len(self.recognise) + len(self.telling)

    @property
    def is_tried(self) -> bool:
        """Whether it is one of several that are tried, so that a file need not be of its format."""
        return self.builtin or self.kept

    @property
    def is_ours(self) -> bool:
        """Whether it is our own format, whose columns may stand in capitals."""
        return self.builtin and self.file == CANONICAL

    def reads(self, reserved: str) -> bool:
        """Whether its text names one of RESERVED, so that rows must have it."""
        return reserved in self.text

    def every_path(self) -> frozenset[str]:
        """Every path that its rules read, in rows and in entries of their lists."""
        rules = [*(self.fields or {}).values(), *(self.keep or {}).values()]
        rules += [condition.of for condition in self.skip]
        if gather := self.gather:
            of_parts = (gather.by, gather.order, gather.part, gather.newest, gather.parent)
            rules += [rule for rule in (*of_parts, gather.nested, gather.copied) if rule]
            rules += [condition.of for condition in (*gather.root, *gather.adds)]
        return frozenset(path for rule in rules for path in rule.every_path())

    def rules(self, names: FieldKinds) -> dict[str, Rule]:
        """The rule of every field that the mapping fills, in the order of the fields."""
        own = self.fields or {}
        return {
            name: own[name] if name in own else Rule(path=name)
            for name in names
            if name in own or self.same_names
        }

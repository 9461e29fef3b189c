"""Which cause every error has: by rules first, then by templates that are alike, then by what
people said about causes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.causes.marks import Marks, Split
from dashboard.causes.masks import MARK
from dashboard.causes.rules import CauseRule, Rules
from dashboard.causes.template_words import join_words, split_words
from dashboard.causes.templates import merge

NO_REASON = "no-reason"
"""The cause of failed runs whose export gives neither an error text nor a type."""
UNKNOWN = "unknown"

ErrorKey = tuple[str, str]
"""Error type ("" for none) and template id ("" for neither text nor type)."""


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """Failed runs with the same error type and template. rule: the name of the rule that matches,
    None for none."""

    error_type: str
    template_id: str
    template: str
    runs: int
    rule: str | None

    @property
    def key(self) -> ErrorKey:
        return self.error_type, self.template_id


@dataclass(frozen=True, slots=True)
class Cause:
    """Why runs failed.

    key: in links and documents: a rule's name or a template's id; label: as a page names it, may
    hold text of the export; origin: where the problem came from; rule: that made it, None for
    templates; kinds: the errors that belong here, most frequent first, empty for what was split
    off; split: how, None for what was not; named: whether a person named it; parts: the causes that
    were merged into it.
    """

    key: str
    label: str
    origin: str
    rule: CauseRule | None
    kinds: tuple[ErrorKind, ...]
    split: Split | None
    named: bool
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlatSplit:
    """A split with all the splits that it was made within. parent: the cause it starts from."""

    parent: str
    words: tuple[str, ...]
    cause: str


@dataclass(frozen=True, slots=True)
class Causes:
    """Every cause, and which error belongs where.

    of: the cause of each kind of error; splits: applied after that, the first that fits wins; all
    of a split's `words` must occur.
    """

    by_key: dict[str, Cause]
    of: dict[ErrorKey, str]
    splits: tuple[FlatSplit, ...]
    marks: Marks

    def find(self, named: str) -> str:
        """The key of a cause from its key, a template of it (also as an older version called it), a
        part of it, or its label."""
        if named in self.by_key:
            return named
        final = self.marks.final(named)
        if final in self.by_key:
            return final
        called = {named, *self.marks.former.get(named, ())}
        for (_, template), key in self.of.items():
            if template in called:
                return key
        return next((cause.key for cause in self.by_key.values() if cause.label == named), named)


def group(kinds: Sequence[ErrorKind], rules: Rules, marks: Marks) -> Causes:
    """Put kinds of errors into causes. A function of what it is given, in any order."""
    named_rules = {rule.name: rule for rule in rules.rules}
    first = _first_grouping(kinds, marks)
    of = {key: marks.final(cause) for key, cause in first.items()}
    members: dict[str, list[ErrorKind]] = defaultdict(list)
    parts: dict[str, set[str]] = defaultdict(set)
    for kind in sorted(kinds, key=lambda kind: (-kind.runs, kind.template, kind.error_type)):
        members[of[kind.key]].append(kind)
        if first[kind.key] != of[kind.key]:
            parts[of[kind.key]].add(first[kind.key])
    splits = _flattened(marks)
    for split in marks.splits:
        target = marks.final(split.cause)
        if any(split.parent in members for split in splits if split.cause == target):
            members.setdefault(target, [])
    found = {
        key: _cause(key, tuple(mine), named_rules, marks, tuple(sorted(parts[key])))
        for key, mine in members.items()
    }
    return Causes(found, of, splits, marks)


def _first_grouping(kinds: Sequence[ErrorKind], marks: Marks) -> dict[ErrorKey, str]:
    """The cause of each kind before people's merges and splits.

    A cause that was marked has its templates pinned to it; but where a rule still gives it a
    template by the type of an error, errors of other types with that template were none of it.
    """
    ruled = {(kind.template_id, marks.final(kind.rule)) for kind in kinds if kind.rule is not None}
    of: dict[ErrorKey, str] = {}
    counts: Counter[str] = Counter()
    texts: dict[str, str] = {}
    for kind in kinds:
        if kind.rule is not None:
            of[kind.key] = kind.rule
        elif not kind.template_id:
            of[kind.key] = NO_REASON
        else:
            counts[kind.template] += kind.runs
            texts[kind.template] = kind.template_id
    pinned = {
        text: marks.pins[template_id]
        for text, template_id in texts.items()
        if template_id in marks.pins
        and (template_id, marks.final(marks.pins[template_id])) not in ruled
    }
    first_of = merge(counts, apart=pinned)
    for kind in kinds:
        if kind.key not in of:
            anchor = first_of[kind.template]
            of[kind.key] = pinned.get(anchor, texts[anchor])
    return of


def _flattened(marks: Marks) -> tuple[FlatSplit, ...]:
    """Splits of splits begin at the first parent and ask for all words; the deepest come first."""
    by_cause: Mapping[str, Split] = {split.cause: split for split in marks.splits}
    flat = []
    for split in marks.splits:
        words, parent, seen = [split.words], split.parent, {split.cause}
        while (outer := by_cause.get(parent)) is not None and parent not in seen:
            seen.add(parent)
            words.append(outer.words)
            parent = outer.parent
        flat.append(
            FlatSplit(
                marks.final(parent),
                tuple(word.strip().lower() for word in words),
                marks.final(split.cause),
            )
        )
    return tuple(sorted(flat, key=lambda split: -len(split.words)))


def _cause(
    key: str,
    kinds: tuple[ErrorKind, ...],
    rules: Mapping[str, CauseRule],
    marks: Marks,
    parts: tuple[str, ...],
) -> Cause:
    rule = rules.get(key)
    split = next((one for one in marks.splits if one.cause == key), None)
    label = marks.names.get(key) or _label(key, kinds, rule, split)
    parent = rules.get(split.parent) if split else None
    origin = marks.origins.get(key) or (rule or parent or _NONE).origin
    return Cause(key, label, origin, rule, kinds, split, key in marks.names, parts)


def _label(
    key: str, kinds: Sequence[ErrorKind], rule: CauseRule | None, split: Split | None
) -> str:
    if rule:
        return rule.label
    if split:
        return f"“{split.words}”"
    if key == NO_REASON:
        return "No reason given"
    own = next((kind.template for kind in kinds if kind.template_id == key), None)
    return _common([own or kinds[0].template, *(kind.template for kind in kinds)]) if kinds else key


def _common(templates: Sequence[str]) -> str:
    """The words of the first template, "…" for those that templates like it have otherwise."""
    grouped = merge(Counter(templates), apart=templates[:1])
    alike = [split_words(one) for one, first in grouped.items() if first == templates[0]]
    shown = [
        word if all(other[n] == word for other in alike) else MARK
        for n, word in enumerate(split_words(templates[0]))
    ]
    told = re.sub(r"…(?: …)+", "…", join_words(shown).replace(MARK, "…"))
    return told if any(map(str.isalnum, told)) else f"Numbers, ids or names alone ({told})"


_NONE = CauseRule("", "", UNKNOWN, frozenset(), (), (), {})


def templates_of(kinds: Iterable[ErrorKind]) -> tuple[str, ...]:
    """The ids of the templates of some errors, which a mark is hung on; none for "no reason"."""
    return tuple(sorted({kind.template_id for kind in kinds if kind.template_id}))

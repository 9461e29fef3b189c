"""A sentence as clauses: what each of them says, and whether it orders that at all.

"Never update the CRM, issue refunds or cancel orders" has three clauses, and all are negated: what
is joined by a word such as "or" shares what begins the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dashboard.lint.clause_words import (
    AND,
    ANEW,
    ASIDE,
    BREAK,
    CONDITION,
    DONE_BY_OTHERS,
    ENSURE,
    FORGET,
    ILLUSTRATES,
    JOINED_COMMA,
    LEAD,
    MUST,
    NARROWS,
    NEGATED,
    OPTIONS,
    OR,
    OTHERS,
    PASSIVE,
    PASSIVE_AT_END,
    PLURAL,
    SCOPE,
    TELLING,
    TO_DO,
)

LONGEST = 400
"""Letters of a clause that are looked at."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over clauses, before a colon or as a heading. negated: it forbids them; governed:
    it leaves them to others, or offers them; scope: for what alone they hold, "" for all."""

    plain: str = ""
    negated: bool = False
    governed: bool = False
    scope: str = ""


NO_HEAD = Head()


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that may order something.

    plain: without the words that lead into it, up to where it begins to tell of something else;
    whole: the same with them; head: what stands before its colon, or over its list; scope: for
    what alone it holds, "" for all; negated: it forbids; conditional: it says when, not what;
    governed: others do it; governs: others do what follows in its list; narrowed: a condition or an
    exception follows; verb, last: the first and the last word; done: what is to be done in the
    passive.
    """

    plain: str
    whole: str
    head: str
    scope: str
    negated: bool
    conditional: bool
    governed: bool
    governs: bool
    narrowed: bool
    verb: str
    last: str
    done: frozenset[str]

    @property
    def orders(self) -> bool:
        """Whether it may order what it says."""
        return not (self.negated or self.conditional or self.governed)

    @property
    def scope_after(self) -> str:
        """For what alone that holds which follows in its sentence."""
        return self.whole if self.conditional or SCOPE.match(self.plain) else self.scope


@dataclass(frozen=True, slots=True)
class _Part:
    """What lies between two breaks. by: the break before it; joins: the word that ends the list
    which goes on after it, "" for none; closed: whether a comma follows that list."""

    by: str
    text: str
    joins: str
    closed: bool


def clauses(plain: str, head: Head = NO_HEAD) -> tuple[Clause, ...]:
    """The clauses of a sentence in lower case under a head, in their order."""
    parts = _parts(plain)
    found: list[Clause] = []
    under = 0  # the first clause after the newest colon
    for part, after in zip_longest(parts, parts[1:]):
        if part.by == ":" and found:
            head, under = _over(found[under:], head), len(found)
        before = found[-1] if len(found) > under else None
        found.append(_clause(part, before, after.text if after else "", head))
    return tuple(found)


def _clause(part: _Part, before: Clause | None, after: str, head: Head) -> Clause:
    """A clause after another, and with what it shares of that."""
    shared = before if before and _goes_on(part, before) else None
    joined = shared if part.by in AND or part.joins in OR else None
    ensured = ENSURE.sub("", part.text)
    led, whole = LEAD.sub("", f"{ensured} ").strip(), _up_to_aside(ensured)
    plain, scope = _own(led), before.scope_after if before else head.scope
    narrowed = bool(NARROWS.match(after))
    return Clause(
        plain=plain,
        whole=whole,
        head=head.plain,
        scope=scope,
        negated=head.negated or bool(NEGATED.search(whole) or (joined and joined.negated)),
        conditional=bool(CONDITION.match(whole) or (joined and joined.conditional)),
        governed=head.governed or bool(ILLUSTRATES.match(whole) or (shared and shared.governs)),
        governs=bool(
            ILLUSTRATES.match(whole)
            or TELLING.match(led)
            or OTHERS.search(led)
            or (shared and shared.governs)
        ),
        narrowed=narrowed,
        verb=plain.partition(" ")[0],
        last="" if TO_DO.search(plain) else plain.rpartition(" ")[2],
        done=_done(whole, must=ensured != part.text, when=bool(scope) or narrowed),
    )


def _done(whole: str, *, must: bool, when: bool) -> frozenset[str]:
    """What a clause in the passive wants done; nothing where others do it, or where it only tells
    what is done, or when."""
    tells = (when or PLURAL.match(whole)) and not (must or MUST.search(whole))
    if tells or DONE_BY_OTHERS.search(whole):
        return frozenset()
    return frozenset((*PASSIVE.findall(whole), *PASSIVE_AT_END.findall(whole)))


def head_of(plain: str, above: Head = NO_HEAD) -> Head:
    """What a line says about the list under it, itself under another head."""
    return _over(clauses(plain), above)


def _over(parts: Sequence[Clause], above: Head) -> Head:
    said = [it for it in parts if not it.conditional]
    return Head(
        plain=" ".join(filter(None, (above.plain, *(it.whole for it in parts))))[-LONGEST:],
        negated=above.negated or any(it.negated for it in said),
        governed=above.governed
        or any(it.governed or it.governs or OPTIONS.search(it.plain) for it in said),
        scope=parts[-1].scope_after if parts else above.scope,
    )


def _parts(plain: str) -> list[_Part]:
    text = JOINED_COMMA.sub(" ", FORGET.sub("", plain)).strip(" .!?;\"“”„'")
    split = BREAK.split(text)
    texts, breaks = split[::2], ["", *(it.strip() for it in split[1::2]), ""]
    found = []
    joins, closed = "", False
    for n in reversed(range(len(texts))):
        after = breaks[n + 1]
        if after in AND:
            joins, closed = after, closed if breaks[n + 2] in AND else breaks[n + 2] == ","
        elif after != ",":
            joins, closed = "", False
        if texts[n]:
            found.append(_Part(breaks[n], texts[n][:LONGEST].strip(), joins, closed))
    return found[::-1]


def _goes_on(part: _Part, before: Clause) -> bool:
    """Whether a part shares the beginning of the list before it."""
    if ANEW.match(part.text):
        return False
    if part.by == ",":
        closed = part.closed and part.joins in OR
        return closed if before.conditional else bool(part.joins)
    return part.by in AND or (part.by in ("then", "dann", "puis") and not before.conditional)


def _own(led: str) -> str:
    """What a clause itself says: up to where it begins to tell of something else."""
    telling = TELLING.match(led)
    return _up_to_aside(led[: telling.start("told")] if telling else led).strip()


def _up_to_aside(text: str) -> str:
    return ASIDE.split(text, maxsplit=1)[0]

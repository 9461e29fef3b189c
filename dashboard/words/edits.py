"""What was changed, in few words: an edit's name, what its text asks for, what to hold back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from dashboard.analysis.asked import Asked
from dashboard.analysis.change_log import NOT_RECORDED, Change, Together
from dashboard.analysis.changes import REVERSIBLE, TooClose
from dashboard.analysis.setups import written_names
from dashboard.analysis.sides import KINDS_OF_WORK
from dashboard.dates import clock, day, span
from dashboard.lint.finding import OUTPUT, SOURCE, TOOL, Finding
from dashboard.lint.lint import LONGEST
from dashboard.store.dimensions.known import BY_NAME
from dashboard.words.safe_text import isolated

THINGS = {
    "instructions": "instructions",
    "context": BY_NAME["context"].plural.lower(),
    "tools": BY_NAME["tool"].plural.lower(),
    "model": BY_NAME["model"].label.lower(),
    "status": BY_NAME["worker-status"].label.lower(),
    "trigger": BY_NAME["trigger"].label.lower(),
    KINDS_OF_WORK: "the kind of work",
    NOT_RECORDED: NOT_RECORDED,
}
THE = {KINDS_OF_WORK: THINGS[KINDS_OF_WORK]}
"""Things that stand in a sentence as they are; others with an article."""
SEVERAL = ("instructions", "context", "tools")
"""Things that are called by a plural."""
ORIGINS = {"export": "the export", "derived": "its runs", "recorded": "a record by hand"}
SHOWN, NAMED, WHO = 60, 4, 100
"""Letters of a value that are shown, names of a list, and letters of a worker's name."""
HASH = 8


def changed(change: Change) -> str:
    """What was changed, in few words: "instructions v1 → v2", "context sources +docs"."""
    if change.what == NOT_RECORDED:
        return NOT_RECORDED
    thing = THINGS[change.what]
    if change.how == "beside":
        return f"{thing} {value(change.new)} beside {value(change.old)}"
    if change.how == "alone":
        return f"{thing} {value(change.old)} gone, {value(change.new)} left"
    if change.what in ("context", "tools") and (moved := _moved(change.old, change.new)):
        return f"{thing} {moved}"
    if change.old and change.new:
        return f"{thing} {value(change.old)} → {value(change.new)}"
    return f"{thing} → {value(change.new)}" if change.new else thing


def _moved(old: str | None, new: str | None) -> str:
    """What a list gained and lost: "+docs, −CRM"; "" unless both are known and differ."""
    was, now = written_names(old, new)
    if was is None or now is None:
        return ""
    gained = [f"+{_short(name)}" for name in _beyond(now, was)]
    lost = [f"−{_short(name)}" for name in _beyond(was, now)]
    moved = [*gained, *lost]
    return ", ".join(moved[:NAMED]) + (f" and {len(moved) - NAMED} more" * (len(moved) > NAMED))


def _beyond(names: Sequence[str], others: Sequence[str]) -> list[str]:
    """The names that others don't hold, in whatever case."""
    held = {name.lower() for name in others}
    return [name for name in names if name.lower() not in held]


def _short(text: str, most: int = SHOWN) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def value(text: str | None) -> str:
    """A value on one line; a hash by its beginning."""
    if not text:
        return "unknown"
    if len(text) >= 16 and all(letter in "0123456789abcdef" for letter in text):
        return text[:HASH]
    return isolated(_short(text))


def all_changed(group: Together, blank: Collection[Change] = ()) -> str:
    """What was changed together, in few words. blank: changes of white space only."""
    told = (
        f"{changed(change)}{', white space only' * (change in blank)}" for change in group.changes
    )
    return listed(list(dict.fromkeys(told)))


def is_shift(group: Together) -> bool:
    """Whether it stands for a change that nobody knows of: the rate shifted, and that is all."""
    return group.main.what == NOT_RECORDED


def since(group: Together) -> str:
    """From when on runs are meant: "after this change"; "since then" where no change is known."""
    return "since then" if is_shift(group) else "after this change"


def name(group: Together, zone: str, blank: Collection[Change] = ()) -> str:
    """A change in few words: "Ann: instructions v1 → v2, 3 Nov 2026". blank: changes of white space
    only."""
    who = isolated(_short(group.worker, WHO))
    return f"{who}: {all_changed(group, blank)}, {on(group, zone)}"


def names(
    groups: Sequence[Together], zone: str, blank: Collection[Change] = ()
) -> dict[Together, str]:
    """The names of several changes, with the time of day where they would be alike without it."""
    named = {group: name(group, zone, blank) for group in groups}
    times = Counter(named.values())
    return {
        group: f"{told}, {clock(group.at.astimezone(ZoneInfo(zone)))}"
        if times[told] > 1 and not group.stamped
        else told
        for group, told in named.items()
    }


def on(group: Together, zone: str) -> str:
    """The day of a change; of a shift about which day it was, or among which days, where no export
    covers those before it or only its week is known."""
    at = group.at.astimezone(ZoneInfo(zone))
    if unseen := group.main.unseen_from:
        return f"some day of {span(unseen, at.date())}"
    if last := group.main.not_after:
        return f"some day of {span(at.date(), last)}"
    return f"about {day(at)}" if is_shift(group) else day(at)


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def lint_words(finding: Finding, *, past: bool = False) -> str:
    """What instructions ask for in vain, with the words that say so; past: as it was when the
    worker was set up differently."""
    subject, has = finding.subject, listed(finding.has) or "none"
    told = {
        TOOL: f"the tool category {subject}; the worker {'had' if past else 'has'} {has}",
        SOURCE: f"the context source {subject}; the worker {'read' if past else 'reads'} {has}",
        OUTPUT: f"{subject}; the worker {'wrote' if past else 'writes'} a {has}",
    }
    then = " then" if past and finding.has else ""
    return f"“{finding.words}”: it asks for {told[finding.kind]}{then}."


def read(asked: Asked) -> str:
    """Whose text a finding was read from, after the worker's name: its newest edit, else the
    version; "" if neither is known."""
    if asked.edit:
        return f", {changed(asked.edit)}"
    return f", instructions {value(asked.version)}" if asked.version else ""


def not_whole(*, whole: bool) -> str:
    """That only the beginning of a text was looked at; "" where all of it was."""
    return "" if whole else f"Only the first {LONGEST:,} letters of the text are read for this."


def close_advice(found: Sequence[TooClose]) -> list[str]:
    """What to do about things that were changed within three days, a sentence a worker."""
    by_worker = sorted(found, key=lambda pair: (pair.worker, pair.worker_id, pair.first))
    return [
        _close_advice(list(own)) for _, own in groupby(by_worker, key=lambda pair: pair.worker_id)
    ]


def _close_advice(found: Sequence[TooClose]) -> str:
    """found: of one worker, oldest first."""
    names = {name for pair in found for name in (pair.keep, *pair.hold_back)}
    keep, *rest = (THINGS[thing] for thing in REVERSIBLE if thing in names)
    told = f"{isolated(found[0].worker)}: {listed([keep, *rest])} changed {_how_close(found)}."
    if not rest:
        return f"{told} Wait for a verdict on the first change before the next."
    return (
        f"{told} Change one thing at a time: next time begin with the {keep} and hold back the "
        f"{listed(rest)} until there is a verdict."
    )


def _how_close(found: Sequence[TooClose]) -> str:
    times = {time for pair in found for time in (pair.first, pair.last)}
    if len(times) == 1:
        return "at once"
    if len(found) == 1:
        return "within three days" if found[0].hold_back else "twice within three days"
    pairs = [pair for pair in found if pair.first != pair.last]
    chain = all(one.last == other.first for one, other in pairwise(pairs))
    before = "the one before" if chain and len(times) == len(pairs) + 1 else "another"
    return f"{len(times):,} times, each within three days of {before}"

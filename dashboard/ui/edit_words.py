"""What was changed, in few words: an edit's name, what its text asks for, what to hold back."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.analysis.change_log import Change, Together
from dashboard.analysis.changes import NOT_RECORDED, TooClose
from dashboard.analysis.finding import ALWAYS, FORMATS, OUTPUT, SOURCE, TOOL, Finding
from dashboard.analysis.lint import LONGEST
from dashboard.analysis.sides import KINDS_OF_WORK
from dashboard.ui.words import day

THINGS = {
    "instructions": "instructions",
    "context": "context sources",
    "tools": "tool categories",
    "model": "model",
    "status": "worker status",
    "trigger": "what starts its runs",
    KINDS_OF_WORK: "the kind of work",
    NOT_RECORDED: NOT_RECORDED,
}
ORIGINS = {"export": "the export", "derived": "its runs", "recorded": "a record by hand"}
SHOWN = 60
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
    if old is None or new is None:
        return ""
    parting = ";" if ";" in old + new else ","
    was, now = ([it.strip() for it in text.split(parting) if it.strip()] for text in (old, new))
    gained = [f"+{it}" for it in now if it not in was]
    lost = [f"−{it}" for it in was if it not in now]
    return ", ".join([*gained, *lost])


def value(text: str | None) -> str:
    """A value on one line; a hash by its beginning."""
    if not text:
        return "unknown"
    if len(text) >= 16 and all(it in "0123456789abcdef" for it in text):
        return text[:HASH]
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def all_changed(group: Together) -> str:
    """What was changed together, in few words."""
    return listed(list(dict.fromkeys(changed(it) for it in group.changes)))


def name(group: Together, zone: str) -> str:
    """A change in few words: "Ann: instructions v1 → v2, Tue 3 Nov"."""
    at = group.at.astimezone(ZoneInfo(zone))
    when = f"about {day(at)}" if group.main.what == NOT_RECORDED else day(at)
    return f"{group.worker}: {all_changed(group)}, {when}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def lint_words(it: Finding, *, past: bool = False) -> str:
    """What instructions ask for in vain, or contradict, with the words that say so; past: as it was
    when the worker was set up differently."""
    has = listed(it.has) or "none"
    told = {
        TOOL: f"the tool category {it.subject}; the worker {'had' if past else 'has'} {has}",
        SOURCE: f"the context source {it.subject}; the worker {'read' if past else 'reads'} {has}",
        OUTPUT: f"{it.subject}; the worker {'wrote' if past else 'writes'} a {has}",
        FORMATS: f"two formats, {it.subject}; also “{it.other}”",
    }
    if it.kind == ALWAYS:
        return f"“{it.words}”: it says “always” and “never” about one thing; also “{it.other}”."
    return f"“{it.words}”: it asks for {told[it.kind]}{' then' if past and it.has else ''}."


def not_whole(*, whole: bool) -> str:
    """That only the beginning of a text was looked at; "" where all of it was."""
    return (
        "" if whole else f"Only the first {LONGEST:,} letters of this long text are read for this."
    )


def close_advice(it: TooClose) -> str:
    """What to do about two things that were changed within three days."""
    when = "at once" if it.first == it.last else "within three days"
    keep, hold_back = THINGS[it.keep], listed([THINGS[name] for name in it.hold_back])
    if not hold_back:
        return (
            f"{it.worker}: {keep} changed twice {when}. Wait for a verdict on the first change "
            "before the next."
        )
    return (
        f"{it.worker}: {listed([keep, *(THINGS[name] for name in it.hold_back)])} changed {when}. "
        f"Change one thing at a time: next time begin with the {keep} and hold back the "
        f"{hold_back} until there is a verdict."
    )

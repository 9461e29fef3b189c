"""What is to be looked at before a worker's access is expanded, a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.analysis.access import Access
from dashboard.analysis.expanding import Expanding
from dashboard.analysis.impact import Impact
from dashboard.analysis.rates import FEW_RUNS
from dashboard.analysis.verdict import NOT_ENOUGH
from dashboard.dates import day
from dashboard.ledger.decisions import Decision
from dashboard.store.filters.filters import Filters
from dashboard.words.changes import word
from dashboard.words.edits import all_changed, is_shift, listed, on
from dashboard.words.safe_text import isolated
from dashboard.words.sentences import still_failed_words
from dashboard.words.values import count

NAMED = 3
"""So many changes are named."""


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """One thing to look at. name: for documents; what: in words; told: what the data says; about:
    the runs that it leads to, None for none; page: the one that lists them."""

    name: str
    what: str
    told: str
    about: Filters | None = None
    page: str = "trends"


def points(
    found: Expanding, changed: Sequence[Impact], made: Sequence[Decision], zone: str
) -> tuple[ToLookAt, ...]:
    """All there is to look at. changed: its changes of any time, with their verdicts; made: all
    decisions."""
    own = [one for one in made if one.subject.worker_id == found.worker_id]
    visible = found.about.choosing("visibility", ["customer"])
    touched = found.created + found.unknown
    still = found.still_failed if found.now.unresolved else None
    whose = found.about.within(None, None)
    return (
        ToLookAt("runs", "Its runs", _runs(found, zone), found.about),
        ToLookAt("tasks", "Tasks still failed", _tasks(found), still),
        ToLookAt("never_called", "Tools it may use and never used", never_called(found.access),
                 found.say_tools),
        ToLookAt("customers", "What it writes for customers", _customers(found),
                 visible if found.visible else None),
        ToLookAt("failed_customers", "Failed runs that customers may see", _touched(found),
                 found.touched if touched else None),
        ToLookAt("verdicts", "What its changes did", _verdicts(found, changed, zone), whose,
                 "changes"),
        ToLookAt("open", "Failed runs nobody looked at one by one", _open(found),
                 found.unseen.about if found.unseen.runs else None),
        ToLookAt("decisions", "Decisions about it", _decisions(own)),
    )  # fmt: skip


def _runs(found: Expanding, zone: str) -> str:
    now = found.now
    told = (
        f"{count(now.runs, 'run')}, {now.failed:,} of {count(now.finished, 'finished run')} failed"
    )
    if found.since is None:
        return f"{told}."
    since = day(found.since.astimezone(ZoneInfo(zone)))
    if found.activated:
        return f"{told}, since it was made active on {since}."
    if found.stopped:
        at = day(found.stopped.at.astimezone(ZoneInfo(zone)))
        status = isolated(found.stopped.new or "not active")
        return f"{told}, since its first run on {since}; it is {status} since {at}."
    return f"{told}, since its first run on {since}: when it was made active is not known."


def _tasks(found: Expanding) -> str:
    told = still_failed_words(found.now.unresolved, found.now.untold)
    return f"{told[0].upper()}{told[1:]}." if told else "No run names its task."


def never_called(may: Access) -> str:
    """Which of the tool categories that a worker may call it never called, or why that is not
    known."""
    if may.allowed is None:
        return "Which tools it may call is not in the export."
    if not may.runs:
        return "The export does not say which tools its runs called."
    runs = count(may.runs, "run")
    if not may.known:
        why = "too few" if may.named else "some calls have no category"
        say = "says" if may.runs == 1 else "say"
        return f"Not known by {runs} that {say} which tools were called: {why}."
    new = _too_new(may)
    if may.never:
        return f"{listed([isolated(name) for name in may.never])}, in {runs}.{new}"
    if new:
        return f"None that was allowed for long, in {runs}.{new}"
    return f"Each of its tool categories was called in {runs}."


def _too_new(may: Access) -> str:
    """Of which categories it is too early to say; "" for none."""
    if not may.too_new:
        return ""
    names = listed([isolated(name) for name in may.too_new])
    return f" Too early to say of {names}: allowed in fewer than {FEW_RUNS} runs."


def _customers(found: Expanding) -> str:
    if found.visible is None:
        return "The export does not say who sees its output."
    runs, many = found.now.runs, found.visible
    if not many and runs == 1:
        return "The export does not say that customers see what its run writes."
    if not many:
        return f"The export says of none of its {runs:,} runs that customers see what it writes."
    write = "writes" if many == 1 else "write"
    return f"What {many:,} of its {count(runs, 'run')} {write} is for customers to see."


def _touched(found: Expanding) -> str:
    told = []
    if found.created:
        told.append(f"{found.created:,} wrote something that customers see")
    if found.unknown:
        told.append(f"of {found.unknown:,} it is not known")
    if not told:
        none = "None is known" if found.visible is None else "None"
        return f"{none}."
    said = "; ".join(told)
    return f"{said[0].upper()}{said[1:]}."


def _verdicts(found: Expanding, changed: Sequence[Impact], zone: str) -> str:
    """Its regressions that stand, of any time, then its changes since it is active."""
    worse = [one for one in changed if one.stands]
    since = found.since if found.activated else None
    later = [one for one in changed if one not in worse and (not since or one.change.at > since)]
    early = [one for one in later if one.verdict == NOT_ENOUGH]
    rest = [one for one in later if one not in early]
    told = [f"worse since: {_named(worse, zone)}" if worse else ""]
    told += [f"{word(one)}: {_name(one, zone)}" for one in rest[:NAMED]]
    if rest[NAMED:]:
        told.append(f"{count(len(rest) - NAMED, 'older change')}")
    if early:
        told.append(f"too few runs to judge {count(len(early), 'change')}")
    said = "; ".join(filter(None, told))
    return f"{said[0].upper()}{said[1:]}." if said else "No change of it is known."


def _named(found: Sequence[Impact], zone: str) -> str:
    names = [_name(one, zone) for one in found[:NAMED]]
    return listed(names + ([f"{len(found) - NAMED:,} more"] if found[NAMED:] else []))


def _name(found: Impact, zone: str) -> str:
    what = "no edit recorded" if is_shift(found.change) else all_changed(found.change)
    return f"{what}, {on(found.change, zone)}"


def _open(found: Expanding) -> str:
    failed, unseen = found.now.failed, found.unseen
    if not failed:
        return "No run failed."
    if not unseen.runs:
        return "None: each was judged, named by a decision or cleared."
    told = f"{unseen.runs:,} of {count(failed, 'failed run')}"
    if not unseen.decided:
        return f"{told}: not judged, not decided about, not cleared."
    some = "all" if unseen.decided == unseen.runs else f"{unseen.decided:,}"
    return f"{told}: not judged or cleared; {some} of them decided about with others like them."


def _decisions(made: Sequence[Decision]) -> str:
    if not made:
        return "None yet."
    undone = sum(decision.waits for decision in made)
    told = count(len(made), "decision")
    return f"{told}, {undone:,} of them not done yet." if undone else f"{told}, all done."

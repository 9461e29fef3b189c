"""What is said of decisions and what happened since: "19 → 2 a week, held"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.analysis import grading
from dashboard.analysis.decision_sides import Side
from dashboard.analysis.grading import Graded
from dashboard.analysis.measures import MEASURE
from dashboard.ledger.decisions import Postponed
from dashboard.store.reading.history import History
from dashboard.words.edits import listed
from dashboard.words.measures import counted_words, from_to
from dashboard.words.values import count, expected_count

LABELS = {
    grading.HELPED: "▲ helped",
    grading.HURT: "▼ hurt",
    grading.NO_DIFFERENCE: "= no difference",
    grading.UNCLEAR: "? unclear",
    grading.TOO_EARLY: "… too early",
    grading.OPEN: "○ not done yet",
    grading.OVERDUE: "! overdue",
    grading.NOTHING: "· nothing expected",
    grading.LEFT: "· left unchanged",
}
_COUNTED = {
    grading.HELPED: "helped",
    grading.NO_DIFFERENCE: "made no difference",
    grading.UNCLEAR: "unclear",
    grading.HURT: "hurt",
    grading.TOO_EARLY: "too early to say",
    grading.OPEN: "not done yet",
    grading.OVERDUE: "overdue",
    grading.NOTHING: "with nothing expected",
    grading.LEFT: "left unchanged",
}


def decisions_sentence(found: Sequence[Graded], put_off: Sequence[Postponed]) -> str:
    """All decisions in one sentence: "12 decisions: 7 helped, 3 unclear, 2 hurt."."""
    later = f"{count(len(put_off), 'finding')} put off" if put_off else ""
    if not found:
        return f"Nothing was decided yet, {later}." if later else "Nothing was decided yet."
    grades = Counter(one.grade for one in found)
    told = [f"{grades[grade]:,} {said}" for grade, said in _COUNTED.items() if grades[grade]]
    more = f"; {later}" if later else ""
    return f"{count(len(found), 'decision')}: {', '.join(told)}{more}."


def since_words(history: History, found: Graded) -> str:
    """What was expected and what came: "Expected fewer “Timed out”: 19 → 2 a week; seen 1.9 a week:
    held."; "" where nothing was expected."""
    expected = found.decision.expected
    if expected is None:
        return ""
    what = counted_words(history, found.decision.subject, expected.measure)
    which = f"{what} again" if MEASURE[expected.measure].more else f"fewer {what}"
    told = f"Expected {which}: {from_to(expected)}"
    if found.since is None or found.since.after.is_empty:
        done = found.decision.done
        now = history.about.now
        unseen = done is not None and now is not None and done.at >= now
        if unseen:
            return f"{told}; no data since it was done."
        none = found.since is not None and found.since.after.among == 0
        return f"{told}; no {MEASURE[expected.measure].among} run since." if none else f"{told}."
    seen = expected_count(round(found.since.seen_a_week, 1))
    told = f"{told}; seen {seen} a week ({_among(found.since.after, expected.measure)} since)"
    return f"{told}{_ended(found, expected.measure)}."


def _among(after: Side, measure: str) -> str:
    """Of how many runs, or of how long a time, that is."""
    if after.among is None:
        return f"in {count(max(1, round(after.weeks * 7)), 'day')}"
    return count(after.among, f"{MEASURE[measure].among} run")


def _ended(found: Graded, measure: str) -> str:
    more = MEASURE[measure].more
    if found.grade == grading.HELPED:
        missed = "more than before, but fewer than expected" if more else ""
        return ": held" if found.held else f": {missed or 'fewer, but more than expected'}"
    if found.grade == grading.HURT:
        return ": fewer than before" if more else ": more than before"
    if found.grade == grading.TOO_EARLY:
        return ": too early to say"
    if found.since and found.since.confounded_by:
        return f": something else changed too ({listed(found.since.confounded_by)})"
    if found.grade != grading.UNCLEAR:
        return ": as before"
    few = found.held and found.since and found.since.after.among is None
    return ": as expected, but too few to call it a change" if few else ": no clear change"

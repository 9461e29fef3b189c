"""What is said of decisions and what happened since: "19 → 2 a week, held"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.analysis import grading
from dashboard.analysis.decision_sides import Side
from dashboard.analysis.grading import Graded
from dashboard.analysis.measures import MEASURE
from dashboard.analysis.since_done import Also, Since
from dashboard.analysis.verdict import CONFOUNDED, IMPROVED, NOT_ENOUGH, REGRESSED
from dashboard.ledger.decisions import Postponed
from dashboard.store.reading.history import History
from dashboard.words.edits import listed
from dashboard.words.measures import counted_words, from_to
from dashboard.words.values import count, expected_count

LABELS = {
    grading.HELPED: "▲ helped",
    grading.HURT: "▼ hurt",
    grading.MISSED: "▼ not as expected",
    grading.NO_DIFFERENCE: "= no difference",
    grading.UNCLEAR: "? unclear",
    grading.UNCHECKED: "· no longer checked",
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
    grading.MISSED: "not as expected",
    grading.UNCHECKED: "no longer checked",
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
    """What was expected and what came, and what came of what else its finding counted, or of all
    that it counted where nothing was expected; "" where that is nothing."""
    also = [_also_words(history, one) for one in found.also]
    first = _expected_words(history, found)
    if also and not first:
        counted = also.pop(0)
        first = f"Nothing was expected. {counted[0].upper()}{counted[1:]}"
    return " ".join(filter(None, (first, *(f"Also {one}" for one in also))))


def _also_words(history: History, one: Also) -> str:
    """What came of something that a finding counted: "runs flagged “repeated comment”: 7 of 98
    checked runs in 28 days before, 0 of 92 in 7.4 days since: fewer than before."."""
    told, since, measure = counted_words(history, one.subject, one.measure), one.since, one.measure
    if since is None:
        return f"{told}: no longer checked."
    if MEASURE[measure].standing:
        return f"{told}: {since.before.runs:,} then, {since.after.runs:,} now."
    before, after = (_seen(side, MEASURE[measure].among) for side in (since.before, since.after))
    return f"{told}: {before} before, {after} since: {_differs(since)}."


def _differs(since: Since) -> str:
    """What the numbers of both sides say of a difference."""
    if since.verdict == CONFOUNDED:
        return f"something else changed too ({listed(since.confounded_by)})"
    if since.verdict == NOT_ENOUGH:
        return "too early to say"
    if since.verdict not in (IMPROVED, REGRESSED):
        return "no clear change"
    more = since.after.a_week > since.before.a_week
    return "more than before" if more else "fewer than before"


def _expected_words(history: History, found: Graded) -> str:
    """What was expected and what came: "Expected fewer “Timed out”: 19 → 2 a week; seen 2 of 92
    finished runs in 7.4 days (1.9 a week): held."."""
    expected = found.decision.expected
    if expected is None:
        return ""
    what = counted_words(history, found.decision.subject, expected.measure)
    which = f"{what} again" if MEASURE[expected.measure].more else f"fewer {what}"
    told = f"Expected {which}: {from_to(expected)}"
    if found.own == grading.UNCHECKED:
        return f"{told}; no longer checked: too many of this worker’s outputs are like that."
    if found.since is None or found.since.after.is_empty:
        done = found.decision.done
        now = history.about.now
        unseen = done is not None and now is not None and done.at >= now
        if unseen:
            return f"{told}; no data since it was done."
        none = found.since is not None and found.since.after.among == 0
        return f"{told}; no {MEASURE[expected.measure].among} run since." if none else f"{told}."
    measure = MEASURE[expected.measure]
    if measure.standing:
        return f"{told}; {found.since.after.runs:,} now{_ended(found, expected.measure)}."
    seen = _seen(found.since.after, measure.among)
    return f"{told}; seen {seen}{_ended(found, expected.measure)}."


def _seen(side: Side, among: str) -> str:
    """How many were seen, of how many and in how long a time, as counted, beside the number a week
    that this makes: "13 in 7.4 days (12 a week)"."""
    days = round(side.weeks * 7, 1)
    of = f" of {count(side.among, f'{among} run')}" if side.among is not None else ""
    if days < 1:
        return f"{side.runs:,}{of} in less than a day"
    told = f"{side.runs:,}{of} in {days:,.1f}".removesuffix(".0")
    told = f"{told} {'day' if days == 1 else 'days'}"
    if days == 7 or not side.runs:
        return told
    return f"{told} ({expected_count(round(side.a_week, 1))} a week)"


def _is_by_chance(found: Graded) -> bool:
    """Whether it is only within chance that what was seen is as expected."""
    if not found.held or found.since is None or found.decision.expected is None:
        return False
    expected, seen = found.decision.expected, found.since.after.runs
    if MEASURE[expected.measure].standing:
        return False
    mean = expected.after * found.since.after.weeks
    return seen < mean if MEASURE[expected.measure].more else seen > mean


def _ended(found: Graded, measure: str) -> str:
    more = MEASURE[measure].more
    if found.own == grading.HELPED:
        missed = "more than before, but fewer than expected" if more else ""
        if _is_by_chance(found):
            return f": {'fewer' if more else 'more'} than expected, but within chance, so held"
        return ": held" if found.held else f": {missed or 'fewer, but more than expected'}"
    if found.own == grading.HURT:
        return ": fewer than before" if more else ": more than before"
    if found.own == grading.MISSED:
        return ": fewer than expected" if more else ": more than expected"
    if found.own == grading.TOO_EARLY:
        return ": too early to say"
    if MEASURE[measure].standing:
        return _standing_words(found)
    if found.since and found.since.confounded_by:
        return f": something else changed too ({listed(found.since.confounded_by)})"
    if found.own != grading.UNCLEAR:
        return ": as before"
    if not found.held:
        return ": no clear change"
    if not _is_by_chance(found):
        return ": as expected, but too few to call it a change"
    over_time = found.since is not None and found.since.after.among is None
    within = ": within chance of what was expected, but too few to call it a change"
    return within if over_time else ": no clear change"


def _standing_words(found: Graded) -> str:
    """Of what is counted as it stands, where that is no clear change."""
    since = found.since
    if since is None or since.after.runs >= since.before.runs:
        return ": as before"
    return ": as expected" if found.held else ": fewer, but more than expected"

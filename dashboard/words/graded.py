"""What is said of decisions and what happened since: "19 → 2 a week, held"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.analysis import grading
from dashboard.analysis.grading import Graded
from dashboard.ledger.decisions import OF_BAD, OF_CAUSE, Decision, Postponed
from dashboard.store.reading.history import History
from dashboard.words.decisions import BAD_RUNS, FAILED_RUNS, cause_label
from dashboard.words.edits import listed
from dashboard.words.safe_text import isolated
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
    before, after = expected_count(expected.before), expected_count(expected.after)
    what = _what(history, found.decision)
    told = f"Expected fewer {what}: {before} → {after} a week"
    if found.since is None or not found.since.after.n:
        done = found.decision.done
        now = history.about.now
        unseen = done is not None and now is not None and done.at >= now
        return f"{told}; no data since it was done." if unseen else f"{told}."
    seen = expected_count(round(found.since.seen_a_week, 1))
    run = "judged run" if expected.measure == OF_BAD else "finished run"
    n = count(found.since.after.n, run)
    told = f"{told}; seen {seen} a week ({n} since)"
    return f"{told}{_ended(found)}."


def _ended(found: Graded) -> str:
    if found.grade == grading.HELPED:
        return ": held" if found.held else ": fewer, but more than expected"
    if found.grade == grading.HURT:
        return ": more than before"
    if found.grade == grading.TOO_EARLY:
        return ": too early to say"
    if found.since and found.since.confounded_by:
        return f": something else changed too ({listed(found.since.confounded_by)})"
    return ": no clear change" if found.grade == grading.UNCLEAR else ": as before"


def _what(history: History, decision: Decision) -> str:
    if decision.expected and decision.expected.measure == OF_CAUSE:
        return f"“{isolated(cause_label(history, decision.subject))}”"
    of_bad = decision.expected and decision.expected.measure == OF_BAD
    return BAD_RUNS if of_bad else FAILED_RUNS

"""What came after a change, in plain sentences: "after this change", never "because of" it."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis import verdict
from dashboard.analysis.change import ChangeDetail
from dashboard.analysis.impact import GONE, IN_FORCE, RECOVERED, REPLACED, STILL_WORSE, Impact
from dashboard.analysis.rates import FEW_RUNS, TOO_FEW_FOR_PERCENT, Interval, Rate
from dashboard.words.change_days import days_differ, few_days, pairs_words, too_few_through_days
from dashboard.words.edits import SEVERAL, THE, THINGS, is_shift, listed, since
from dashboard.words.values import percent, points, signed

LABELS = {
    verdict.REGRESSED: "▼ regressed",
    verdict.IMPROVED: "▲ improved",
    verdict.LEANING_WORSE: "↘ leaning worse",
    verdict.LEANING_BETTER: "↗ leaning better",
    verdict.NO_MATERIAL: "= no material change",
    verdict.NO_CLEAR: "? no clear change",
    verdict.CONFOUNDED: "≠ something else changed too",
    verdict.NOT_ENOUGH: "… not enough runs",
}
FATES = {
    RECOVERED: "recovered since",
    GONE: "gone again",
    REPLACED: "replaced since",
    STILL_WORSE: "replaced since, still worse",
}
"""What became of a regression."""
ENDED = {fate: f"{LABELS[verdict.REGRESSED]}, {told}" for fate, told in FATES.items()}
"""What the verdict of a regression is called then."""
MEANS = {
    verdict.REGRESSED: "Fewer runs end well {since}, and chance alone would hardly do that.",
    verdict.IMPROVED: "More runs end well {since}, and chance alone would hardly do that.",
    verdict.LEANING_WORSE: "It looks worse, but chance could still explain it.",
    verdict.LEANING_BETTER: "It looks better, but chance could still explain it.",
    verdict.NO_MATERIAL: "If the rate moved at all, it was by less than 5 points.",
    verdict.NO_CLEAR: "{early}the runs are consistent with no change and with one that matters.",
    verdict.NOT_ENOUGH: "There are fewer than 30 runs on one side: too few to say anything.",
}


def finding(found: Impact, *, judged: bool) -> str:
    """What came after a change, in one sentence. judged: whether completed runs are judged."""
    done = done_word(found, judged=judged)
    before, after = found.sides.all_before, found.sides.all_after
    then = since(found.change)
    ended = f"{share(after)} {'run' if after.n == 1 else 'runs'} {done} {then}"
    sides = f"{ended}, {share(before)} before"
    if not after.n and found.late:
        if found.late == 1:
            return "The only run since still had the old value."
        return f"None of the {found.late:,} runs since had the new value: all had the old one."
    if not after.n:
        was = (
            f"before, {share(before)} runs {done}"
            if before.n
            else "there are no runs just before it either"
        )
        return f"{_nothing_since(found)}; {was}."
    if found.observed is None:
        return f"{ended}; there are no runs just before it to compare."
    if too_few(before, after) or found.verdict == verdict.NOT_ENOUGH:
        return f"{sides}: too few runs to compare."
    if found.sides.shifted and found.sides.adjusted and found.estimate:
        within = _by(found.estimate.value)
        return f"{sides}, but on different kinds of work; within each kind it is {within}."
    return f"{sides}: {_by(found.observed.value)}."


def _nothing_since(found: Impact) -> str:
    """Why no run came after a change."""
    if found.to_come:
        return "The data ends before this change"
    if found.open:
        return "No run has finished since"
    return "No run finished before the next change, or within 8 weeks of this one"


def _by(change: float) -> str:
    """How many points more or fewer: "14.8 points fewer"."""
    by = round(100 * change, 1)
    if not by:
        return "as many"
    return f"{abs(by):.1f} points {'more' if by > 0 else 'fewer'}"


def too_few(*rates: Rate) -> bool:
    """Whether one of these stands on so few runs that counts are all that is said."""
    return any(rate.n < TOO_FEW_FOR_PERCENT for rate in rates)


def done_word(found: Impact, *, judged: bool) -> str:
    """What a good end is called: with scores on one side only, completing is all that counts."""
    return "succeeded" if judged and not found.sides.by_failures else "completed"


def share(rate: Rate) -> str:
    """A rate with its n: "91.6 % of 509", "2 of 4"."""
    if rate.value is None:
        return "none"
    if rate.n < TOO_FEW_FOR_PERCENT:
        return f"{rate.s:,} of {rate.n:,}"
    return f"{percent(rate.value)} of {rate.n:,}"


def why(found: Impact) -> str:
    """The verdict in a sentence that a manager understands."""
    if found.verdict == verdict.CONFOUNDED:
        told = f"Something else changed too: {beside(found)} not the same after as before."
        return f"{told} {_inseparable(found)}"
    if told := few_days(found):
        return told
    if found.verdict == verdict.NOT_ENOUGH and (told := too_few_through_days(found)):
        return told
    fewest = min(found.sides.before.n, found.sides.after.n)
    if found.verdict == verdict.NOT_ENOUGH and fewest >= FEW_RUNS:
        return (
            "The runs on one side repeat so few tasks or records that they count as fewer than "
            f"{FEW_RUNS}: too few to say anything."
        )
    early = "Too early: " if found.open else "Unclear: "
    told = MEANS[found.verdict].format(since=since(found.change), early=early)
    return f"{told} {_fate(found)}".strip()


def _inseparable(found: Impact) -> str:
    """That what came after a change may belong to another one as well."""
    what = "shift" if is_shift(found.change) else "change"
    other = "the others" if len(found.sides.confounded_by) > 1 else "the other one"
    return f"This {what} can’t be separated from {'that' if what == 'shift' else other}."


def _fate(found: Impact) -> str:
    """What became of a regression, in a sentence; "" for nothing."""
    what = found.change.main.what
    thing = with_articles([what])
    gone = f"{thing[0].upper()}{thing[1:]} {'have' if what in SEVERAL else 'has'} been replaced"
    return {
        IN_FORCE: "",
        RECOVERED: "Since a later change, runs are as good as they were before this one, so it no "
        "longer stands.",
        GONE: "In the newest whole week runs are as good as they were before this shift, so it no "
        "longer stands.",
        REPLACED: f"{gone} since, so this no longer stands.",
        STILL_WORSE: f"{gone} since, but runs are still worse than before.",
    }[found.fate]


def also_known(found: Impact) -> list[str]:
    """What stands behind a verdict beside the rates, sentence by sentence: tasks that ran on both
    sides, and days that differ."""
    return [told for told in (pairs_words(found), days_differ(found)) if told]


def beside(found: Impact) -> str:
    """What else changed, as the beginning of a sentence: "the model is"."""
    names = found.sides.confounded_by
    many = len(names) > 1 or names[-1] in SEVERAL
    return f"{with_articles(names)} {'are' if many else 'is'}"


def with_articles(names: Sequence[str]) -> str:
    """Things as a sentence lists them: "the model and what starts its runs"."""
    return listed([THE.get(name, f"the {THINGS[name]}") for name in names])


def interval(found: Impact) -> str:
    """The interval that the verdict goes by: "−22.0 to −7.2 points"; "" for too few runs."""
    if found.estimate is None or found.verdict == verdict.NOT_ENOUGH:
        return ""
    return f"{span(found.estimate.interval())} points"


def span(interval: Interval) -> str:
    """An interval of a difference in points: "−22.0 to −7.2"."""
    low, high = interval
    return f"{signed(low)} to {signed(high)}"


def expectation(detail: ChangeDetail, *, judged: bool) -> str:
    """What came after a change beside what was to be expected: "54 of 60 completed; without a
    change we would expect 51 to 59"."""
    sides = detail.impact.sides
    if detail.expected is None or too_few(sides.all_before, sides.all_after):
        return ""
    seen, done = sides.all_after, done_word(detail.impact, judged=judged)
    told = f"{seen.s:,} of {seen.n:,} {done}; without a change we would expect "
    return f"{told}{detail.expected.low:,} to {detail.expected.high:,}."


def line(found: Impact, named: str, *, judged: bool) -> str:
    """A change with its numbers in one line, for a command. named: what it is called."""
    told = f"{word(found)}: {named}: {finding(found, judged=judged)}"
    if found.estimate is None or found.verdict == verdict.NOT_ENOUGH:
        return told
    return f"{told} Estimated {points(found.estimate.value)}, {interval(found)}."


def word(found: Impact) -> str:
    """The verdict as a page calls it, without its glyph."""
    return label(found).split(" ", 1)[1]


def label(found: Impact) -> str:
    """The verdict as a page calls it."""
    return ENDED.get(found.fate, LABELS[found.verdict])

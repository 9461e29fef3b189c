"""How sure what came after a change is, in plain sentences."""

from __future__ import annotations

from dashboard.analysis import verdict
from dashboard.analysis.impact import Impact
from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT
from dashboard.analysis.sides import Sides
from dashboard.words.change_days import by_days, days_known, pairs_words
from dashboard.words.changes import interval, span, too_few
from dashboard.words.edits import THINGS, is_shift, listed, since
from dashboard.words.values import count, points


def how_sure(found: Impact) -> list[str]:
    """The statistics behind a verdict, sentence by sentence."""
    sides = found.sides
    if found.estimate is None or found.observed is None:
        return ["There are no finished runs on one side, so nothing can be compared."]
    if too_few(sides.all_before, sides.all_after):
        return [f"Fewer than {TOO_FEW_FOR_PERCENT} runs on one side: no rate can be compared."]
    told = [
        f"Observed: {points(found.observed.value)}, with a 95 % range of "
        f"{span(found.observed.interval)} points if you look once (Newcombe’s interval)."
    ]
    if found.rates == verdict.NOT_ENOUGH:
        which = "one side" if found.pairs is None else "one side for the rates alone"
        told.append(f"There are too few runs on {which} to say more.")
    else:
        told.append(
            f"The verdict goes by {points(found.estimate.value)}, {interval(found)}. This range is "
            "wider, so that a difference doesn’t show up merely because somebody looks every day "
            "(a confidence sequence, 5 %)."
        )
        told.append(_why_they_differ(found))
    told += [sentence for sentence in (pairs_words(found), days_known(found)) if sentence]
    told += _repeated(sides)
    if sides.within:
        names = listed([THINGS[thing] for thing in sides.within])
        told.append(f"The {names} changed too, so only runs that are alike in that are compared.")
    if sides.by_failures:
        told.append(
            "Scores don’t cover both sides alike, so a run that completed counts as good here."
        )
    then = since(found.change).capitalize()
    after = "then" if is_shift(found.change) else "after it"
    told.append(f"“{then}” is all that is said: runs show what came {after}, not what caused it.")
    return told


def _repeated(sides: Sides) -> list[str]:
    """As how many the runs of a side count that repeat tasks or records."""
    return [
        f"The {count(rate.n, 'run')} {side} repeat tasks or records and count as about "
        f"{rate.n_eff:,.0f}."
        for rate, days, side in (
            (sides.before, sides.days.before, "before"),
            (sides.after, sides.days.after, "after"),
        )
        if rate.effect >= 1.1 and not by_days(rate, days)
    ]


def _why_they_differ(found: Impact) -> str:
    """Why the observed and the adjusted difference are not the same."""
    if found.sides.adjusted is None:
        return (
            "The two differ a little, because the second is cautious: a few runs must not look "
            "certain."
        )
    if found.sides.shifted:
        return (
            "They differ because the kinds of work changed: the second compares like with like, "
            "within each kind, weighted by how common it is."
        )
    return (
        "They differ little: the second compares like with like, within each kind of work, and the "
        "kinds are as common as before."
    )


def left_out(found: Impact) -> list[str]:
    """Runs that are in neither side, sentence by sentence."""
    several = "created or " * (found.window.begun < found.window.at)
    return [
        f"{count(n, 'run was', 'runs were')} {reason} and left out."
        for n, reason in (
            (found.during, f"{several}running during the change"),
            (found.early, "created before the change with its new value"),
            (found.late, "created after the change with the old value"),
        )
        if n
    ]

"""Two runs beside each other, in sentences."""

from __future__ import annotations

from dashboard.analysis.run import RunDetail
from dashboard.analysis.twin import Twin
from dashboard.words.safe_text import isolated
from dashboard.words.values import count, outcome_word

EXPECTED = "what identifies them, when they ran, how much they did and what came of it"
NO_DIFFERENCE = f"no difference but in {EXPECTED}"


def no_twin(found: Twin) -> str:
    """Why there is no similar run that ended otherwise."""
    return f"{isolated(found.run_id)}: {found.reason[:1].lower()}{found.reason[1:]}"


def pair_finding(mine: RunDetail, other: RunDetail, differences: int, *, judged: bool) -> str:
    """The finding of two runs: how both ended, and in how many ways they were otherwise.

    judged: whether the export says if a completed run was any good.
    """
    one, other_one = (
        f"{isolated(run.values['run_id'])} ({outcome_word(run.values['outcome'], judged=judged)})"
        for run in (mine, other)
    )
    return f"{one} and {other_one}: {differences_words(differences)}"


def differences_words(differences: int) -> str:
    """How many differences are listed: "3 differences"."""
    return count(differences, "difference") if differences else NO_DIFFERENCE

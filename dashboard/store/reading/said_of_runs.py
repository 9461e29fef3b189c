"""What people say of single runs, as tables beside the history.

No rate reads them: people judge mostly after an edit, so what they say is no measurement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from dashboard.ledger.checklist import NO
from dashboard.ledger.clearances import LOOKED_AT
from dashboard.ledger.judgements import Judgement
from dashboard.store.reading.cleaned_runs import Cleaning
from dashboard.store.workspace.reader import SaidBeside, SaidTable

_JUDGEMENTS = dict.fromkeys(("run_id", "verdict", "why"), "VARCHAR")
_CLEANED_UP = {
    **dict.fromkeys(("run_id", "cleaned", "told", "who"), "VARCHAR"),
    "said_at": "TIMESTAMPTZ",
    "holds": "BOOLEAN",
}
_LOOKED_AT = {"run_id": "VARCHAR", "how": "VARCHAR[]"}


def said_of_runs(
    judged: Iterable[Judgement],
    cleaned: Iterable[Cleaning],
    looked: Collection[str],
    decided: Collection[str],
) -> SaidBeside:
    """The tables of what holds of each run. looked, decided: the runs that somebody looked up, and
    those that decisions name."""
    judged, cleaned = list(judged), list(cleaned)
    done = [one.word.run_id for one in cleaned if one.holds and one.word.cleaned != NO]
    ways = ([one.run_id for one in judged], decided, looked, done)
    at: dict[str, list[str]] = {run_id: [] for ids in ways for run_id in ids}
    for how, ids in zip(LOOKED_AT, ways, strict=True):
        for run_id in ids:
            at[run_id].append(how)
    verdicts = [(one.run_id, one.verdict, one.why or None) for one in judged]
    return SaidBeside(
        tables=(
            SaidTable("judgements", _JUDGEMENTS, verdicts),
            SaidTable("cleaned_up", _CLEANED_UP, [_row(one) for one in cleaned]),
            SaidTable("looked_at", _LOOKED_AT, [*at.items()]),
        )
    )


def _row(one: Cleaning) -> tuple[Any, ...]:
    word = one.word
    return word.run_id, word.cleaned, word.told, word.who or None, word.at, one.holds

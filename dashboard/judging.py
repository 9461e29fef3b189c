"""Record what somebody says of a run: good or bad, and why; or take that back.

Every function writes at most one entry into the ledger. A form that is sent twice, by a reload or a
double click, is written once.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.deciding import By, sent
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.entries import Entry, called
from dashboard.ledger.judgements import BAD, JUDGED, REASONS, VERDICTS, Judgement, judgements
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.undoing import undo
from dashboard.started import command
from dashboard.store.reading.history import History


def judge(ledger: Ledger, history: History, run_id: str, verdict: str, why: str, by: By) -> bool:
    """Record what a person says of a run; True if that was new. verdict: one of VERDICTS; why: one
    of REASONS for a bad run, "" for none. Raises NotFound, FilterInvalid, LedgerUnusable."""
    _check(history, run_id, verdict, why)
    (row,) = history.ask("run_states", run_ids=[run_id])
    state = row["state"]

    def needless(entries: Sequence[Entry]) -> bool:
        held = _of(judgements(entries), run_id, by.who)
        same = held is not None and (held.verdict, held.why) == (verdict, why)
        same = same and held is not None and held.state in ("", state)
        return same or sent(by.form, entries)

    about = {"run": run_id, "verdict": verdict, "why": why, "state": state, "form": by.form}
    return ledger.append(JUDGED, about, who=by.who, unless=needless) is not None


def take_back(ledger: Ledger, run_id: str, who: str) -> bool:
    """Take back what a person says of a run; False if it was before. Raises NotFound where that
    person says nothing of it, LedgerUnusable."""
    who = called(who)
    held = _of(judgements(ledger.entries()), run_id, who)
    if held is None:
        raise NotFound(
            f"{who or 'Somebody without a name'} says nothing of run “{run_id}”.",
            remedy=f"`{command('ledger')}` lists what people recorded, with their names.",
        )
    return undo(ledger, held.entry, who)


def _of(said: Sequence[Judgement], run_id: str, who: str) -> Judgement | None:
    return next((one for one in said if (one.run_id, one.who) == (run_id, who)), None)


def _check(history: History, run_id: str, verdict: str, why: str) -> None:
    if verdict not in VERDICTS:
        raise FilterInvalid(f"A run is {' or '.join(VERDICTS)}, and not “{verdict[:40]}”.")
    if why and verdict != BAD:
        raise FilterInvalid("Only a bad run has a reason.", remedy="Leave the reason out.")
    if why and why not in REASONS:
        raise FilterInvalid(
            f"“{why[:40]}” is no reason.", remedy=f"It is one of {', '.join(REASONS)}."
        )
    if not history.ask("known_runs", run_ids=[run_id]):
        raise NotFound(f"No run has the id “{run_id}”.", remedy="Check the id.")

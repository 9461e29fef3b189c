"""What people say of single runs: that a run is good or bad, and if bad, what was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.ledger.entries import Entry, standing
from dashboard.ledger.kinds import EntryKind

JUDGED = "run judged"

GOOD, BAD = VERDICTS = ("good", "bad")
WORKER, INPUT, UNCLEAR = REASONS = ("worker", "input", "unclear")
"""Why a run is bad: the worker was wrong, the input was incomplete, it can't be told."""
REASON_WORDS = {
    WORKER: "the worker was wrong",
    INPUT: "the input was incomplete",
    UNCLEAR: "can’t tell why",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person says of a run. entry: its number in the ledger; verdict: one of VERDICTS;
    why: one of REASONS for a bad run, "" where nobody said it; state: how the run was then, ""
    where that is not known."""

    entry: int
    at: datetime
    who: str
    run_id: str
    verdict: str
    why: str
    state: str = ""


def judgements(entries: Sequence[Entry]) -> tuple[Judgement, ...]:
    """What each person says of each run, oldest first. A later word of the same person replaces an
    earlier one, which does not come back where the later is taken back."""
    newest = {(entry.about["run"], entry.who): entry for entry in entries if entry.kind == JUDGED}
    held = {entry.number for entry in standing(entries)}
    said = [_judgement(entry) for entry in newest.values() if entry.number in held]
    return tuple(sorted(said, key=lambda one: one.entry))


def judgements_of(entries: Sequence[Entry], run_id: str) -> tuple[Judgement, ...]:
    """What each person says of one run, oldest first."""
    return tuple(one for one in judgements(entries) if one.run_id == run_id)


def by_run(said: Sequence[Judgement]) -> dict[str, Judgement]:
    """Per run the judgement that counts: of several people the newest, as who judges later sees
    what the others say. said: oldest first."""
    return {one.run_id: one for one in said}


def contested(said: Sequence[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """What people say of the runs of which they say different things, by the ids of the runs: that
    it is good and that it is bad, or bad for different reasons. said: oldest first."""
    of_runs: dict[str, list[Judgement]] = {}
    for one in said:
        of_runs.setdefault(one.run_id, []).append(one)
    return {run_id: tuple(held) for run_id, held in of_runs.items() if _differ(held)}


def _differ(said: Sequence[Judgement]) -> bool:
    """Whether several people say different things; who names no reason goes with any."""
    reasons = {one.why for one in said if one.why}
    return len({one.verdict for one in said}) > 1 or len(reasons) > 1


def verdict_words(verdict: str, why: str) -> str:
    """A judgement in words: "bad, the worker was wrong"."""
    return f"{verdict}, {REASON_WORDS[why]}" if why else verdict


def _judgement(entry: Entry) -> Judgement:
    about = entry.about
    run_id, verdict, why = about["run"], about["verdict"], about["why"]
    if not isinstance(run_id, str) or verdict not in VERDICTS:
        raise ValueError(verdict)
    if why and (verdict != BAD or why not in REASONS):
        raise ValueError(why)
    state = str(about.get("state") or "")
    return Judgement(entry.number, entry.at, entry.who, run_id, verdict, why, state)


def _told(entry: Entry, _zone: str) -> str:
    said = verdict_words(entry.about["verdict"], entry.about["why"])
    return f"judged run {entry.about['run']}: {said}"


KINDS = (EntryKind(JUDGED, _judgement, _told, about_runs=True),)

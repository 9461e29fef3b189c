"""Record what somebody found of what a run created, and that it was cleaned up.

Every function writes at most one entry into the ledger; a form that is sent twice is written once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.deciding import LONGEST, By, sent
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.clearances import CLEANED, DONE, FOUND, LOOKED, CleanedUp, cleaned_up
from dashboard.ledger.entries import Entry, standing
from dashboard.ledger.ledger import Ledger
from dashboard.named_subjects import MOST_RUNS
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class Look:
    """What is recorded, in the words of LookedUp."""

    place: str
    found: str
    note: str = ""


def look_up(
    ledger: Ledger, history: History, run_id: str, finding: Look, left: str, by: By
) -> bool:
    """Record where a person looked and what they found; True if that was new. left: by the run as
    they saw it, of clearance.left_by(). Raises NotFound, FilterInvalid, LedgerUnusable."""
    place = " ".join(finding.place.split())
    if not place:
        raise FilterInvalid("Where did you look?", remedy="Name the place, like the task.")
    if finding.found not in FOUND:
        remedy = "Say whether you found something or nothing, or that it is unclear."
        raise FilterInvalid("What did you find?", remedy=remedy)
    if max(len(place), len(finding.note)) > LONGEST:
        raise FilterInvalid(f"A text is longer than {LONGEST:,} letters.", remedy="Shorten it.")
    _check(history, [run_id])
    about = {
        "run": run_id,
        "place": place,
        "found": finding.found,
        "note": finding.note.strip(),
        "left": left,
    }

    def needless(entries: Sequence[Entry]) -> bool:
        own = [one for one in standing(entries) if one.kind == LOOKED and one.who == by.who]
        same = bool(own) and about.items() <= own[-1].about.items()
        return same or sent(by.form, entries)

    about_form = {**about, "form": by.form}
    return ledger.append(LOOKED, about_form, who=by.who, unless=needless) is not None


def clean_up(
    ledger: Ledger, history: History, run_ids: Sequence[str], cleaned: str, told: str, by: By
) -> bool:
    """Record whether what runs left is cleaned up, and customers told, each one of DONE; True if
    that was new. It holds until a run or what its task created changes. Raises NotFound,
    FilterInvalid, LedgerUnusable."""
    if cleaned not in DONE or told not in DONE:
        remedy = "Say of both whether it is, is not yet, or is not needed."
        raise FilterInvalid("Is it done?", remedy=remedy)
    if not 1 <= len(run_ids) <= MOST_RUNS:
        raise FilterInvalid(f"Name 1 to {MOST_RUNS:,} runs.", remedy="Choose fewer runs.")
    _check(history, run_ids)
    rows = history.ask("clean_up_states", run_ids=list(run_ids))
    states: dict[str, str] = {row["run_id"]: row["state"] for row in rows}

    def is_new(held: CleanedUp | None, run_id: str) -> bool:
        same = held is not None and (held.cleaned, held.told) == (cleaned, told)
        return not (same and held is not None and held.state in ("", states[run_id]))

    def new(entries: Sequence[Entry]) -> list[str]:
        held = cleaned_up(entries)
        return [run_id for run_id in states if is_new(held.get(run_id), run_id)]

    def needless(entries: Sequence[Entry]) -> bool:
        return sent(by.form, entries) or not new(entries)

    runs = new(ledger.entries())
    about = {
        "runs": runs,
        "states": [states[run_id] for run_id in runs],
        "cleaned": cleaned,
        "told": told,
        "form": by.form,
    }
    return bool(runs) and ledger.append(CLEANED, about, who=by.who, unless=needless) is not None


def _check(history: History, run_ids: Sequence[str]) -> None:
    known = {row["run_id"] for row in history.ask("known_runs", run_ids=list(run_ids))}
    if lost := [run_id for run_id in run_ids if run_id not in known]:
        raise NotFound(f"No run has the id “{lost[0]}”.", remedy="Check the id.")

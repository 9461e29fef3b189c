"""Which words that a run is cleaned up, or looked up, hold: those of runs that are as they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.ledger.clearances import CleanedUp, LookedUp
from dashboard.store.filters.work_sql import NAMED_WORK
from dashboard.store.questions import question
from dashboard.store.workspace.reader import Reader


@dataclass(frozen=True, slots=True)
class Cleaning:
    """The newest word on whether a run is cleaned up. holds: neither the run nor what its task
    created changed since."""

    word: CleanedUp
    holds: bool


def cleanings(reader: Reader, said: Sequence[CleanedUp]) -> dict[str, Cleaning]:
    """Per run the word and whether it holds. One that does not say how its run was, as it is older,
    holds. Raises StoreUnusable."""
    now = _states(reader, [one.run_id for one in said if one.state])
    return {
        one.run_id: Cleaning(one, not one.state or now.get(one.run_id) == one.state) for one in said
    }


def looked_up_still(reader: Reader, found: Sequence[LookedUp]) -> frozenset[str]:
    """The runs that somebody looked up and that are as they were then; the same of older words."""
    now = _states(reader, [one.run_id for one in found if one.left])
    return frozenset(one.run_id for one in found if one.holds(now.get(one.run_id, "")))


def _states(reader: Reader, run_ids: Sequence[str]) -> dict[str, str]:
    if not run_ids:
        return {}
    sql = f"WITH {NAMED_WORK}{question('clean_up_states')}"
    rows = reader.rows(sql, {"run_ids": list(run_ids)})
    return {row["run_id"]: row["state"] for row in rows}

"""Which judgements hold: those of runs that still end so and show the same output."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.ledger.judgements import Judgement
from dashboard.store.questions import question
from dashboard.store.workspace.reader import Reader


def holding(reader: Reader, said: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements of runs that are as they were then. One that does not say how its run was, as
    it is older, holds. Raises StoreUnusable."""
    stated = [one.run_id for one in said if one.state]
    rows = reader.rows(question("run_states"), {"run_ids": stated}) if stated else []
    now = {row["run_id"]: row["state"] for row in rows}
    return tuple(one for one in said if not one.state or now.get(one.run_id) == one.state)

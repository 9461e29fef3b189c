"""What a definition of success would change, asked of a history, which stays as it is."""

from __future__ import annotations

from dashboard.records.success import SuccessRule
from dashboard.store.derived.judging import judging_of, of_format, outcome_of, spelled
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

_EFFECT = """
WITH said AS (
    SELECT created_at, time_basis, status, outcome AS before, {of_format} AS mine,
        CASE WHEN {of_format} THEN {judged} ELSE judged END AS verdict
    FROM history.runs
),
told AS (
    SELECT *, {outcome} AS after,
        CASE WHEN time_basis IS DISTINCT FROM 'import'
            THEN date_trunc('week', created_at AT TIME ZONE $zone) END AS week
    FROM said
)
SELECT mine, week, before, after, verdict IS NOT NULL AS judged, count(*) AS runs
FROM told GROUP BY ALL ORDER BY ALL
"""


def effect_rows(history: History, format_: str, rule: SuccessRule | None) -> list[Row]:
    """Numbers of runs by whether they are of the format, by local week (None: without a time), by
    how they end now and would end by the rule, and by whether it judges them."""
    judging = judging_of(rule, spelled(rule, (row["word"] for row in history.ask("statuses"))))
    sql = _EFFECT.format(
        judged=judging.sql, of_format=of_format("history.imports"), outcome=outcome_of("verdict")
    )
    bound = {"format": format_, "zone": history.about.zone}
    return history.reader.rows(sql, judging.values | bound)

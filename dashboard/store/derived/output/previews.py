"""At which length an export cuts the previews of comments."""

from __future__ import annotations

import duckdb

LEAST_LETTERS = 40
LEAST_RUNS, SPIKE, BELOW = 5, 4, 10
"""An export cuts at the length of its longest previews, no shorter than LEAST_LETTERS, if so many
runs have it, and SPIKE times as many as have any of the BELOW lengths before: longer ones pile up
there. Comments of one template are as long as each other, too, but most of them end a sentence."""
_COMPLETE = r"""'[.!?\x{3002}\x{FF01}\x{FF1F}}\]]["''”»)]*\s*$'"""
"""How a text ends that is told to its end, as a pattern."""
_DOTS = r"""'(…|\.\.\.)["''”»)]*\s*$'"""

_CUTS = f"""
DELETE FROM preview_cuts;
INSERT INTO preview_cuts
WITH lengths AS (
    SELECT import_id, length(comment_preview) AS letters, count(*) AS runs,
        count(*) FILTER (regexp_matches(comment_preview, {_COMPLETE})
            AND NOT regexp_matches(comment_preview, {_DOTS})) AS complete
    FROM runs
    WHERE comment_preview IS NOT NULL GROUP BY ALL
),
longest AS (SELECT import_id, max(letters) AS letters FROM lengths GROUP BY import_id)
SELECT import_id, longest.letters
FROM lengths JOIN longest USING (import_id)
WHERE longest.letters >= {LEAST_LETTERS} AND lengths.letters >= longest.letters - {BELOW}
GROUP BY ALL
HAVING sum(runs) FILTER (lengths.letters = longest.letters) >= greatest({LEAST_RUNS},
    {SPIKE} * coalesce(max(runs) FILTER (lengths.letters < longest.letters), 0))
    AND 2 * sum(complete) FILTER (lengths.letters = longest.letters)
        <= sum(runs) FILTER (lengths.letters = longest.letters)
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Find for each import the length at which it cuts, if it does: the table preview_cuts."""
    connection.execute(_CUTS)

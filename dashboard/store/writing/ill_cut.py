"""Texts in a CSV that lack their quotes, as an import says by the rows that it rejects."""

from __future__ import annotations

import duckdb

from dashboard.store.tables import is_empty

# The import that runs is not listed yet. Lines that follow each other keep their distance from
# their number. Most lines of a text have too few cells; a row with too many holds a text with a
# comma.
_ILL_CUT = """
WITH counted AS (
    SELECT file, line, regexp_extract(reason, '^it has (\\d+) cells?, the header (\\d+)',
        ['cells', 'header']) AS counts
    FROM rejects WHERE import_id NOT IN (SELECT import_id FROM imports)
),
bad AS (
    SELECT file, line, counts.cells::INTEGER > counts.header::INTEGER AS wide,
        line - row_number() OVER (PARTITION BY file ORDER BY line) AS stretch
    FROM counted WHERE counts.cells <> ''
)
SELECT file, min(line), max(line), count(*) AS lines, count(*) FILTER (wide) AS wide FROM bad
GROUP BY file, stretch ORDER BY lines DESC, file, min(line)
"""
LONG = 20
"""Lines in a row with another number of cells than the header that are hardly rows of their own;
and so many rows with too many cells that they are worth a word."""


def ill_cut(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Texts of many lines that stand in a CSV without quotes, so that every line was rejected; and
    rows with texts that hold commas without quotes."""
    if is_empty(connection, "rejects"):
        return ()
    stretches = connection.execute(_ILL_CUT).fetchall()
    texts = [one for one in stretches if one[3] >= LONG and 2 * one[4] < one[3]]
    wide = sum(one[4] for one in stretches if one not in texts)
    said = []
    if texts:
        file, first, last, lines, _ = texts[0]
        others = len(texts) - 1
        more = f", and {others:,} more such place{'s' if others > 1 else ''}" if others else ""
        said.append(
            f"{lines:,} rejected rows follow each other in {file} (lines {first:,} to "
            f"{last:,}{more}), most with too few cells: perhaps they are one text with line breaks."
            " Export it in quotes and load the file again."
        )
    if wide >= LONG:
        said.append(
            f"{wide:,} rejected rows have more cells than the header: a cell that holds a comma, "
            "or what else stands between cells, needs quotes."
        )
    return tuple(said)

"""Names of workers and ids of runs that look alike and are not the same, as an import says: in
other case, with letters put together in another way, with other spaces, or with signs that can't be
seen."""

from __future__ import annotations

import duckdb

from dashboard.sources.raw.raw import listed

_SHOWN = 4
# Spaces of any width are one; what cannot be seen, of no width or another direction, is none.
# Letters with accents are one sign or two.
_SPACED = r"regexp_replace({}, '[\s\p{{Z}}]+', ' ', 'g')"
_SEEN = f"lower(nfc_normalize(trim(regexp_replace({_SPACED}, '{{UNSEEN}}', '', 'g'))))".replace(
    "{UNSEEN}", r"[\p{{Cf}}\p{{Cc}}]+"
)
_WORKERS = f"""
WITH names AS (
    SELECT worker_id, worker, {_SEEN.format("worker")} AS seen
    FROM (SELECT DISTINCT worker_id, worker FROM runs WHERE worker IS NOT NULL)
)
SELECT list(DISTINCT worker ORDER BY worker) AS alike FROM names
WHERE seen IN (
    SELECT seen FROM names WHERE names.worker_id IN (SELECT loaded.worker_id FROM loaded)
)
GROUP BY seen
HAVING count(DISTINCT worker) > 1 AND count(DISTINCT worker_id) > 1 ORDER BY alike
"""
# Ids in plain letters, which most are, have as many bytes as signs and are not looked at.
_UNSEEN = r"""
WITH marked AS (
    SELECT run_id, regexp_replace(run_id, '\p{Cf}+', '', 'g') AS seen FROM runs
    WHERE strlen(run_id) <> length(run_id) AND regexp_matches(run_id, '\p{Cf}')
)
SELECT count(*), min(marked.run_id) FROM marked JOIN runs ON runs.run_id = seen
WHERE seen IN (SELECT run_id FROM loaded) OR marked.run_id IN (SELECT run_id FROM loaded)
"""


def alike_names(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Workers whose names look alike, and ids with signs that can't be seen."""
    return (*_workers(connection), *_ids(connection))


def _workers(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    found = [alike for (alike,) in connection.execute(_WORKERS).fetchall()]
    if not found:
        return ()
    groups = [" and ".join(map(_shown, alike)) for alike in found[:_SHOWN]]
    more = f"; {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
    return (
        f"Some names of workers look alike: {'; '.join(groups)}{more}. Each counts as a worker of "
        "its own. If they are one, have the export write them alike.",
    )


def _ids(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    many, example = connection.execute(_UNSEEN).fetchone() or (0, "")
    if not many:
        return ()
    ids = "1 run has an id" if many == 1 else f"{many:,} runs have ids"
    return (
        f"{ids} that {'is' if many == 1 else 'are'} another’s with signs that can’t be seen, like "
        f"{_shown(example)}: each is two runs here. Have the export write ids without them.",
    )


def _shown(name: str) -> str:
    """A name with what can't be seen made visible."""
    return listed([
        "".join(sign if sign.isprintable() else f"⟨U+{ord(sign):04X}⟩" for sign in name)
    ])  # fmt: skip

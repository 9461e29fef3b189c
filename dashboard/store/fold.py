"""How the distinct versions of a run become one row, whatever order they arrived in.

Each field comes from the highest-ranked version whose export has that column. Rank: updated_at
(absent lowest), finished over unfinished, more fields filled, then the content hash.
"""

from __future__ import annotations

from dashboard.records.schema import UNFINISHED
from dashboard.store.tables import RUN_NAMES

_UNFINISHED = ", ".join(f"'{status}'" for status in UNFINISHED)
_NAMES = ", ".join(RUN_NAMES)
_KEPT = f"{_NAMES}, content_hash, filled, import_id"


def stamp(columns: frozenset[str]) -> str:
    """SELECT that adds hash and fill count to the staged rows of an export with these columns.

    The names of the columns are part of the hash: a column that is empty says something else
    than a column that is not there. A time that we gave is not part of it.
    """
    said = ", ".join(
        f"'{name}', CASE WHEN time_basis = 'export' THEN created_at END"
        if name == "created_at"
        else f"'{name}', {name}"
        for name in RUN_NAMES
        if name in columns
    )
    filled = " + ".join(f"({name} IS NOT NULL)::INTEGER" for name in RUN_NAMES)
    return (
        f"SELECT {_NAMES}, md5_number_lower(json_object({said})::VARCHAR) AS content_hash,"
        f" {filled} AS filled, $import_id::INTEGER AS import_id FROM staged"
    )


CONTESTED = """
CREATE TEMP TABLE contested AS
SELECT run_id FROM incoming GROUP BY run_id HAVING count(*) > 1
UNION
SELECT run_id FROM incoming WHERE run_id IN (SELECT run_id FROM runs)
"""
"""The runs of which more than one version is known now; all others are simply new."""

VERSIONS = f"""
CREATE TEMP TABLE versions AS
WITH known AS (
    SELECT {_KEPT} FROM incoming
    UNION ALL
    SELECT {_KEPT} FROM superseded
    UNION ALL
    SELECT {_KEPT} FROM runs WHERE run_id NOT IN (SELECT run_id FROM superseded)
),
distinct_versions AS (
    SELECT * FROM known WHERE run_id IN (SELECT run_id FROM contested)
    QUALIFY row_number() OVER (
        PARTITION BY run_id, content_hash ORDER BY import_id, created_at
    ) = 1
)
SELECT v.*, coalesce(i.columns, $columns) AS has, row_number() OVER (
    PARTITION BY run_id
    ORDER BY updated_at NULLS FIRST, status NOT IN ({_UNFINISHED}), v.filled, content_hash
) AS rank
FROM distinct_versions v LEFT JOIN imports i USING (import_id)
"""


def _folded(name: str) -> str:
    """The aggregate that takes one field from the highest-ranked version that has it."""
    if name == "created_at":  # an export's time beats ours; of ours the first one stays
        return (
            "coalesce(arg_max_null(created_at, rank) FILTER (time_basis = 'export'),"
            " min(created_at)) AS created_at"
        )
    if name == "time_basis":
        return "min(time_basis) AS time_basis"  # 'export' sorts before 'import'
    return f"arg_max_null({name}, rank) FILTER (list_contains(has, '{name}')) AS {name}"


FOLDED = f"""
CREATE TEMP TABLE folded AS
SELECT run_id, {", ".join(_folded(name) for name in RUN_NAMES if name != "run_id")},
    arg_max(content_hash, rank) AS content_hash, arg_max(filled, rank) AS filled,
    arg_max(import_id, rank) AS import_id,
    coalesce(
        max(updated_at) FILTER (status IN ({_UNFINISHED}))
        > min(updated_at) FILTER (status NOT IN ({_UNFINISHED})), false
    ) AS went_backwards
FROM versions GROUP BY run_id
"""

KEEP_VERSIONS = f"""
DELETE FROM superseded WHERE run_id IN (SELECT run_id FROM contested);
INSERT INTO superseded SELECT {_KEPT} FROM versions WHERE run_id IN (
    SELECT run_id FROM versions GROUP BY run_id HAVING count(*) > 1
);
"""

_COMPARED = [name for name in RUN_NAMES if name != "run_id"]
_DIFFERS = " OR ".join(f"r.{name} IS DISTINCT FROM f.{name}" for name in _COMPARED)
_SET = ", ".join(
    f"{name} = f.{name}"
    for name in [*_COMPARED, "content_hash", "filled", "import_id", "went_backwards"]
)
# The template of another error text is worked out anew.
_SET += """, template_id = CASE WHEN r.error_message IS NOT DISTINCT FROM f.error_message
    AND r.error_type IS NOT DISTINCT FROM f.error_type THEN r.template_id END"""

COUNT_CHANGED = f"SELECT count(*) FROM folded f JOIN runs r USING (run_id) WHERE {_DIFFERS}"

INSERT_NEW = f"""
INSERT INTO runs BY NAME
SELECT {_KEPT}, false AS went_backwards FROM incoming
WHERE run_id NOT IN (SELECT run_id FROM contested)
ORDER BY created_at
"""

MERGE = f"""
MERGE INTO runs r USING (FROM folded ORDER BY created_at) f ON r.run_id = f.run_id
WHEN MATCHED AND ({_DIFFERS} OR r.content_hash <> f.content_hash
    OR r.went_backwards IS DISTINCT FROM f.went_backwards) THEN UPDATE SET {_SET}
WHEN NOT MATCHED THEN INSERT BY NAME
"""

STILL_SHOWN = f"""
UPDATE runs SET import_id = $import_id FROM incoming
WHERE runs.run_id = incoming.run_id AND runs.content_hash = incoming.content_hash
    AND runs.status IN ({_UNFINISHED})
"""
"""A run that has not ended belongs to the newest import that shows it so: only then is it known
how old that knowledge is."""

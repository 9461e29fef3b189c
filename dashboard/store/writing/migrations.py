"""How a history that an older version wrote becomes one of this version."""

from __future__ import annotations

import duckdb

from dashboard.store.derived import derive, error_kinds
from dashboard.store.tables import (
    COUNTED,
    CREATE_CALLED,
    CREATE_CHECKS,
    CREATE_CONFLICTS,
    CREATE_COUNTED,
    CREATE_DRAWN,
    CREATE_ERRORS,
    CREATE_FORMER,
    CREATE_KNOWN,
    CREATE_MATCHED_BY,
    CREATE_OPEN_OR_BAD,
    CREATE_PREPARED,
    CREATE_RECENT,
    CREATE_REPEATED,
    CREATE_SUMS,
    CREATE_TASKS_TRIED,
    CREATE_TEXTS_READ,
    CREATE_TRIES,
    CREATE_WITH_WORK,
)
from dashboard.store.writing import fold

# Where no time stood in an export, or not on all runs, that of its import was taken for its own.
_OWN_AS_OF = """
UPDATE imports SET as_of = (
    SELECT max(greatest(
        CASE WHEN time_basis = 'export' THEN created_at END, started_at, finished_at, updated_at
    ))
    FROM (
        SELECT {names} FROM runs UNION ALL SELECT {names} FROM superseded
    ) v WHERE v.import_id = imports.import_id
)
WHERE as_of = imported_at;
""".format(names="import_id, time_basis, created_at, started_at, finished_at, updated_at")

# A time that we gave says nothing of when an export was made.
_GIVE_AS_OF = """
ALTER TABLE {table} ADD COLUMN as_of TIMESTAMPTZ;
UPDATE {table} SET as_of = i.as_of FROM imports i
WHERE i.import_id = {table}.import_id AND {table}.time_basis = 'export';
"""

_STEPS = {
    1: f"ALTER TABLE runs ADD COLUMN template_id VARCHAR; {CREATE_ERRORS}",
    2: ";".join(
        f"ALTER TABLE changes ADD COLUMN {name} VARCHAR" for name in ("old_id", "new_id", "how")
    ),
    3: "ALTER TABLE changes ADD COLUMN since TIMESTAMPTZ",
    4: _OWN_AS_OF
    + "".join(_GIVE_AS_OF.format(table=table) for table in ("runs", "superseded"))
    + f"ALTER TABLE imports ADD COLUMN conflicting BIGINT DEFAULT 0; {CREATE_CONFLICTS}"
    + CREATE_FORMER,
    5: "ALTER TABLE runs ADD COLUMN work VARCHAR; ALTER TABLE runs ADD COLUMN cluster VARCHAR",
    6: ";".join(f"ALTER TABLE rejects ADD COLUMN {name} VARCHAR" for name in ("run_id", "status")),
    7: _OWN_AS_OF,
    8: ";".join(
        f"ALTER TABLE rejects ADD COLUMN {name} VARCHAR"
        for name in ("raw_status", "quality", "worker_id", "worker")
    ),
    # Rows that repeat a row of their own file are among these: nothing tells them apart any more.
    9: "ALTER TABLE imports ADD COLUMN known BIGINT;"
    "UPDATE imports SET known = unchanged + changed + conflicting",
    10: 'ALTER TABLE runs ADD COLUMN tried STRUCT("at" TIMESTAMPTZ, again INTEGER);'
    "ALTER TABLE runs ADD COLUMN retried BOOLEAN",
    # No column, but masks that know more: every text is masked anew, as below.
    **dict.fromkeys(range(11, 15), ""),
    15: CREATE_WITH_WORK,
    16: "ALTER TABLE rejects ADD COLUMN IF NOT EXISTS cells VARCHAR",
    17: ";".join(
        f"ALTER TABLE {table} ADD COLUMN attributed_to VARCHAR" for table in ("runs", "superseded")
    ),
    18: "",  # what tells no status ranks below what does
    19: "ALTER TABLE runs ADD COLUMN judged VARCHAR;"
    "ALTER TABLE imports ADD COLUMN good_from DOUBLE;"
    "ALTER TABLE imports ADD COLUMN good_to DOUBLE",
    20: "ALTER TABLE runs ADD COLUMN read_checks VARCHAR;"
    f"ALTER TABLE runs ADD COLUMN checks VARCHAR; {CREATE_CHECKS}",
    21: "ALTER TABLE runs ADD COLUMN turn INTEGER",
    22: "",  # rules that name more causes, and more words that are no names of computers
    23: "DELETE FROM checked",  # checks that know more: all is read anew
    24: "ALTER TABLE runs ADD COLUMN alone BOOLEAN; DELETE FROM checked",  # checks that know more
    25: "DROP TABLE IF EXISTS gathered",
    26: CREATE_KNOWN,
    27: "DELETE FROM checked",  # statuses explained later were not read, and checks know more
    28: "DROP TABLE IF EXISTS kinds_of_work",
    29: "",  # runs that count alike, as of 35
    30: CREATE_TRIES,
    31: CREATE_DRAWN,
    32: "",  # runs that count alike, as of 35
    33: "",  # the manifest tells the contents of the runs in another way
    34: CREATE_REPEATED,  # and runs that count alike, as of 35
    35: "".join(f"DROP TABLE IF EXISTS {name};" for name in (*COUNTED, "gathered_days"))
    + CREATE_COUNTED,
    36: CREATE_TEXTS_READ + CREATE_MATCHED_BY,
    37: CREATE_TASKS_TRIED + CREATE_RECENT + CREATE_SUMS,
    # Tasks with their outcomes, and calls that are counted with runs that count alike, too.
    38: "".join(f"DROP TABLE IF EXISTS {name};" for name in (*COUNTED, "spanning", "tasks_tried"))
    + CREATE_COUNTED
    + CREATE_TASKS_TRIED
    + CREATE_OPEN_OR_BAD
    + CREATE_CALLED
    + CREATE_PREPARED,
    39: "",  # what is known tells of runs of tasks that they don't name
}
"""Per schema version the statements that make the next one of it."""


def migrate(connection: duckdb.DuckDBPyConnection, schema: int) -> bool:
    """Bring an open copy from a schema version to the present one; False if it is of that."""
    steps = [sql for version, sql in sorted(_STEPS.items()) if version >= schema]
    for sql in steps:
        connection.execute(sql)
    if steps:
        fold.refold(connection)
        derive.refresh(connection)
        error_kinds.mask_anew(connection)
    return bool(steps)

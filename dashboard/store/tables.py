"""The tables of the history, made from the declared columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

import duckdb

from dashboard.records.rows import Told
from dashboard.records.schema import RUN_COLUMNS, TABLES
from dashboard.store.column_types import columns_sql

SCHEMA_VERSION = 40

ZONE = "time zone"
"""The setting that names the workspace's zone; without it that is UTC."""
COVERS = "covers of import "
"""Before the number of an import, the setting that keeps of which time its export says it tells."""

VERSION_COLUMNS = "content_hash UBIGINT, filled INTEGER, import_id INTEGER, as_of TIMESTAMPTZ"
"""What the store keeps beside every version of a run: the hash of what its export said (without
times that we gave) and how many fields it filled, both none where no other version is known; the
import that brought it first, and the newest as-of of an export that shows it."""

DERIVED_COLUMNS = (
    "went_backwards BOOLEAN, judged VARCHAR, outcome VARCHAR, version VARCHAR, is_latest BOOLEAN,"
    " template_id VARCHAR, work VARCHAR, cluster VARCHAR,"
    ' tried STRUCT("at" TIMESTAMPTZ, again INTEGER), retried BOOLEAN,'
    " read_checks VARCHAR, checks VARCHAR, turn INTEGER, alone BOOLEAN"
)

CHANGE_COLUMNS = "old_id VARCHAR, new_id VARCHAR, how VARCHAR, since TIMESTAMPTZ"
"""Of a derived change of instructions the hashes of both texts; how one value followed another; and
when the last run before it was created (store/derived/spans.py)."""

CREATE_ERRORS = """
CREATE TABLE templates (template_id VARCHAR, template VARCHAR);
CREATE TABLE error_kinds (error_type VARCHAR, template_id VARCHAR, runs BIGINT, rule VARCHAR);
"""
"""The texts of templates; and of failed runs how many have which error type and template ('' for
none), with the rule that matches."""
CREATE_FORMER = "CREATE TABLE former_templates (former VARCHAR, template_id VARCHAR)"
"""Ids that templates had by the masks of an older version; what people said hangs on them."""

CREATE_CONFLICTS = "CREATE TABLE conflicts (run_id VARCHAR, content_hash UBIGINT);"
"""The versions of runs that differ though nothing says which of them is newer."""

CREATE_WITH_WORK = "CREATE TABLE with_work (worker_id VARCHAR, what VARCHAR);"
"""The lists (context, tools) of workers that go with the kind of work (derived/work_values.py)."""

CREATE_CHECKS = """
CREATE TABLE preview_cuts (import_id INTEGER, letters BIGINT);
CREATE TABLE formats_asked (id VARCHAR, worker_id VARCHAR, version VARCHAR, asks VARCHAR);
CREATE TABLE unchecked (worker_id VARCHAR, kind VARCHAR);
CREATE TABLE checked (import_id INTEGER);
"""
"""For the checks of outputs (derived/output): the length at which an import's previews are cut; the
instructions that ask for a format, with a digest of what they ask; of which workers a check says
nothing; and the newest import that was looked at."""

CREATE_TEXTS_READ = "CREATE TABLE texts_read (said UBIGINT, asks VARCHAR);"
"""What each text of instructions asks, as formats_asked tells it, by its hash; '' for nothing. A
text is read once: where requests() comes to know more, a step of the schema has to empty this."""

CREATE_MATCHED_BY = "CREATE TABLE matched_by (digest VARCHAR);"
"""Of the rules with which the kinds of errors were matched."""

TALLIED_BY = (
    "time_basis", "worker_id", "worker", "version", "status", "outcome", "judged", "is_latest",
)  # fmt: skip
GATHERED_BY = (
    *TALLIED_BY, "error_type", "template_id", "attributed_to", "customers", "checks",
    "output_visibility",
)  # fmt: skip
SET_UPS_BY = (
    *TALLIED_BY, "trigger", "record_type", "instructions_id", "instructions_version", "model",
    "worker_status", "context_sources", "tool_categories", "output_mode",
)  # fmt: skip
COUNTED_TOO = {
    "written": "coalesce(output_text, comment_preview) IS NOT NULL",
    "with_error": "status = 'completed' AND coalesce(error_message, error_type) IS NOT NULL",
    "without_reason": "status = 'failed' AND coalesce(template_id, '') = ''",
    "calls_known": "tools_called IS NOT NULL",
}
"""Which of the runs that count alike are counted, too, as SQL."""
COUNTED = {"gathered": GATHERED_BY, "tallied": TALLIED_BY, "set_ups": SET_UPS_BY}
"""Tables of runs that count alike, with what runs have in common that are counted together;
customers, whether these see what a run created, only of those that failed or that a check names."""
SPANNING_BY = tuple(dict.fromkeys(name for by in COUNTED.values() for name in by))
"""What they have in common in `spanning`, out of which all of these tables are filled."""
_NO_TEXT = {
    "is_latest": "BOOLEAN", "context_sources": "VARCHAR[]", "tool_categories": "VARCHAR[]",
}  # fmt: skip
CREATE_COUNTED = "".join(
    f"""
CREATE TABLE {table} (
    local_day DATE, {", ".join(f"{name} {_NO_TEXT.get(name, 'VARCHAR')}" for name in by)},
    linked BOOLEAN, spans BOOLEAN, cluster BIGINT, work BIGINT, task BIGINT, n BIGINT,
    {"" if table == "spanning" else "alike BIGINT, "}
    {", ".join(f"{name} BIGINT" for name in COUNTED_TOO)},
    created_at TIMESTAMPTZ, last TIMESTAMPTZ, ended TIMESTAMPTZ, oldest VARCHAR, newest VARCHAR
);
"""
    for table, by in {**COUNTED, "spanning": SPANNING_BY}.items()
)
"""Runs that count alike (derived/gathered.py); empty for a small history."""

TRIES_BY = (
    *TALLIED_BY, "error_type", "template_id", "attributed_to", "trigger", "record_type", "model",
)  # fmt: skip
CREATE_TRIES = f"""
CREATE TABLE tries (
    task BIGINT, of_task VARCHAR, first_run VARCHAR, task_title VARCHAR, run_id VARCHAR,
    created_at TIMESTAMPTZ, tried STRUCT("at" TIMESTAMPTZ, again INTEGER), retried BOOLEAN,
    wrote BOOLEAN, {", ".join(f"{name} {_NO_TEXT.get(name, 'VARCHAR')}" for name in TRIES_BY)}
);
"""
"""Runs of tasks that their only run did not solve (derived/tries.py), with what they are chosen by;
empty for a small history."""

CREATE_TASKS_TRIED = """
CREATE TABLE tasks_tried (
    place BIGINT, task BIGINT, unnamed BOOLEAN, runs BIGINT, finished BIGINT, solved BIGINT,
    not_ended BIGINT, outcomes VARCHAR
);
"""
"""The tasks of the table of tries, with how their runs ended; place: the worst first; outcomes:
those of their runs, each once, in the order of the alphabet, with spaces between them."""

CREATE_REPEATED = """
CREATE TABLE repeated (
    later VARCHAR, outcome VARCHAR, error_type VARCHAR, error_message VARCHAR, template_id VARCHAR
);
"""
"""Why runs failed whose output others repeat, by the ids of these (derived/repeated.py)."""

CREATE_KNOWN = """
CREATE TABLE filled (name VARCHAR, runs BIGINT);
CREATE TABLE import_days (
    import_id INTEGER, day DATE, since TIMESTAMPTZ, until TIMESTAMPTZ, held BIGINT,
    newest TIMESTAMPTZ
);
"""
"""What is asked at every opening (derived/known.py)."""

CREATE_SUMS = """
CREATE TABLE read_as (
    import_id INTEGER, raw_status VARCHAR, status VARCHAR, runs BIGINT, succeeded BIGINT,
    bad BIGINT, failed BIGINT, judged BIGINT, own BIGINT, scored BIGINT
);
CREATE TABLE tool_errors (value VARCHAR, runs BIGINT);
"""
"""How the runs of each import were read (derived/read_as.py); and in how many runs each tool had an
error (derived/tool_errors.py), of which a small history tells nothing."""
CREATE_CALLED = """
CREATE TABLE categories_called (
    worker_id VARCHAR, worker VARCHAR, category VARCHAR, calls BIGINT
);
"""
"""How often the runs of each worker called tools of which category (derived/categories_called.py);
empty for a small history."""

CREATE_PREPARED = """
CREATE TABLE prepared (name VARCHAR);
CREATE TABLE mingled (
    worker_id VARCHAR, worker VARCHAR, what VARCHAR, value VARCHAR, names VARCHAR[],
    parts VARCHAR[], known_as VARCHAR[], first TIMESTAMPTZ, last TIMESTAMPTZ, most TIMESTAMPTZ[],
    times BIGINT, days BIGINT
);
CREATE TABLE begun_at_once (
    worker_id VARCHAR, worker VARCHAR, what VARCHAR, names VARCHAR[][], parts VARCHAR[][],
    first TIMESTAMPTZ, alone BOOLEAN
);
"""
"""What is told of workers by all of their runs (derived/prepared.py), after the names of the tables
of it that are there; of a small history none is."""

TOLD_COLUMNS = Told._fields
"""What a rejected row tells of its run, where it can be read."""
REJECT_COLUMNS = {
    "import_id": "INTEGER", "file": "VARCHAR", "line": "BIGINT",
    **dict.fromkeys(("field", "reason", "raw", *TOLD_COLUMNS, "cells"), "VARCHAR"),
}  # fmt: skip


def told_apart(columns: Iterable[str]) -> str:
    """SQL: columns of COUNTED for a hash of them. One of lists as they are would run on from the
    end of one to the next, and take an empty list for none."""
    return ", ".join(
        f"to_json({name})::VARCHAR" if _NO_TEXT.get(name) == "VARCHAR[]" else name
        for name in columns
    )


def is_empty(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether a table has no rows: to plan what is done with it takes longer than to ask."""
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None


RUN_NAMES = tuple(column.name for column in RUN_COLUMNS)
COLUMNS_OF_RUNS = RUN_NAMES + tuple(
    re.findall(r'(\w+)"? [A-Z]', re.sub(r"\(.*?\)", "", f"{VERSION_COLUMNS}, {DERIVED_COLUMNS}"))
)
"""All columns of runs by their names, in their order."""

_EACH_ITS_OWN = frozenset((
    "run_id", "record_title", "record_url", "record_text", "task_title", "task_url", "task_text",
    "comment_preview", "output_text", "output_location",
))  # fmt: skip
"""Columns of texts of which few are alike: DuckDB tries each for a dictionary, which takes half of
what it takes to store them, and to no avail."""
_RUN_COLUMNS = ", ".join(
    f"{columns_sql((column,))}{' USING COMPRESSION zstd' if column.name in _EACH_ITS_OWN else ''}"
    for column in RUN_COLUMNS
)

_RUNS = f"({_RUN_COLUMNS}, {VERSION_COLUMNS}, {DERIVED_COLUMNS});"
CREATE_DRAWN = f"CREATE OR REPLACE TABLE drawn {_RUNS}"
"""Some of all runs (derived/drawn.py); empty for a small history."""
CREATE_RECENT = f"CREATE TABLE recent {_RUNS}"
"""The newest runs (derived/recent.py); empty for a small history."""
CREATE_OPEN_OR_BAD = f"CREATE TABLE open_or_bad {_RUNS}"
"""Runs that are open or were bad (derived/open_or_bad.py); empty for a small history."""

CREATE_HISTORY = f"""
CREATE TABLE runs {_RUNS}
CREATE TABLE superseded ({_RUN_COLUMNS}, {VERSION_COLUMNS});
CREATE TABLE workers ({columns_sql(TABLES["workers"])}, as_of TIMESTAMPTZ);
CREATE TABLE instructions ({columns_sql(TABLES["instructions"])});
CREATE TABLE changes ({columns_sql(TABLES["changes"])}, origin VARCHAR, {CHANGE_COLUMNS});
CREATE TABLE imports (
    import_id INTEGER, imported_at TIMESTAMPTZ, name VARCHAR, format VARCHAR, fingerprint VARCHAR,
    as_of TIMESTAMPTZ, note VARCHAR, zone VARCHAR, dates VARCHAR, columns VARCHAR[],
    read BIGINT, new BIGINT, changed BIGINT, unchanged BIGINT, rejected BIGINT,
    conflicting BIGINT, known BIGINT, good_from DOUBLE, good_to DOUBLE
);
CREATE TABLE rejects ({", ".join(f"{name} {kind}" for name, kind in REJECT_COLUMNS.items())});
CREATE TABLE settings (name VARCHAR, value VARCHAR);
{CREATE_ERRORS}{CREATE_FORMER};{CREATE_CONFLICTS}{CREATE_WITH_WORK}{CREATE_CHECKS}{CREATE_TEXTS_READ}
{CREATE_MATCHED_BY}{CREATE_COUNTED}
{CREATE_TRIES}{CREATE_TASKS_TRIED}{CREATE_REPEATED}{CREATE_DRAWN}{CREATE_RECENT}{CREATE_OPEN_OR_BAD}
{CREATE_KNOWN}{CREATE_SUMS}{CREATE_CALLED}{CREATE_PREPARED}"""

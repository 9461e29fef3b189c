"""What the rows of an export need: where none can have it, the export is refused."""

from __future__ import annotations

from dashboard.errors import ExportRefused, MappingInvalid
from dashboard.records.canonical import field_kinds
from dashboard.records.schema import TABLES
from dashboard.records.survey import Survey
from dashboard.sources.files.files import no_rows
from dashboard.sources.headerless import no_header, value_among
from dashboard.sources.opening import OpenedExport
from dashboard.sources.raw.raw import listed


def require_runs(opened: OpenedExport, survey: Survey) -> None:
    """Refuse an export in which no row can have what every run needs. survey: of its runs."""
    mapping, columns = opened.mapping, survey.columns()
    needed = ["run_id", "status"] + (["created_at"] if mapping.when_absent == "reject" else [])
    rules = mapping.rules(field_kinds("runs"))
    unruled = [name for name in needed if name not in rules]
    if unruled:
        raise MappingInvalid(
            f"fields.{unruled[0]} is missing: every run needs {', '.join(needed)}",
            where=mapping.file,
            remedy='Say where it is found, or [times] when_absent = "import" or '
            '"as_of" for runs without a time.',
        )
    missing = [name for name in needed if name not in columns]
    if missing and not survey.keys and not survey.faults:
        raise no_rows(opened.runs.file)
    if missing and survey.keys:
        found = listed(survey.keys)
        wanted = [f"{name} (from {' or '.join(rules[name].paths())})" for name in missing]
        if not mapping.columns and (value := value_among(opened.runs.header)):
            raise no_header(opened.runs.file, value)
        raise ExportRefused(
            f"No row has {', '.join(wanted)}. Found: {found}. Needed: {', '.join(needed)}",
            where=opened.runs.file,
            remedy="Add what is missing to the export, or say in a mapping file where it is.",
        )


def require_side(name: str, survey: Survey, file: str) -> None:
    """Refuse a table beside the runs in which no row can have what its rows need."""
    columns = survey.columns()
    either = {"workers": ("worker", "worker_id")}
    needed = [column.name for column in TABLES[name] if column.required]
    missing = [n for n in needed if n not in columns and not set(either.get(name, ())) & columns]
    if survey.rows and missing:
        found = listed(survey.keys) or "no row that can be read"
        raise ExportRefused(
            f"No row has {' or '.join(either.get(name, missing))}. Found: {found}. "
            f"Needed: {', '.join(needed)}",
            where=file,
            remedy=f"data/SCHEMA.md describes the columns of {name}.",
        )

"""From the files of an export to its tables, opened with the mapping that fits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dashboard.records.canonical import field_kinds
from dashboard.records.mapping_words import checked_mapping
from dashboard.records.schema import TABLES
from dashboard.sources.choosing import open_fitting
from dashboard.sources.files.files import Located
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.mapping_file import builtin
from dashboard.sources.opening import OpenedExport
from dashboard.sources.raw.raw import Table

if TYPE_CHECKING:
    from _hashlib import HASH

FORMATS = (
    "github_jobs", "canonical", "tau_bench", "tau2_bench", "langfuse_download", "otlp",
    "phoenix", "langsmith", "openai_agents", "mlflow", "mlflow_runs", "opik", "opik_spans",
    "langfuse", "inspect", "n8n", "github_actions", "github_run_list", "airflow", "airflow_tasks",
    "sessions", "session_streams", "thread_events",
    "rollouts", "old_rollouts", "swe_agent", "mini_swe_agent", "swe_agent_rows", "dbt", "seqera",
    "autogpt", "agentlab", "strategies", "inspect_samples", "inspect_evals", "prefect", "temporal",
    "dagster", "uipath", "gitlab_jobs", "gitlab_pipelines", "circleci", "buildkite",
    "azure_pipelines", "teamcity", "jenkins", "databricks", "step_functions", "argo", "kestra",
    "bitbucket", "openai_runs", "make", "windmill", "slurm", "run_list",
)  # fmt: skip
"""The built-in formats, in the order in which they are tried. Jobs of GitHub have all that tells
our own format, and more. A run list needs little: that an id,
a status and a time are called so, as the columns of others are, too. So it comes last."""


class ReadOnce(NamedTuple):
    """Runs of which most were read as columns: how their export was opened, the table of the rest,
    the keys that rows have, the number of those that were read, and the hash of all bytes of their
    file."""

    located: Located
    opened: OpenedExport
    rest: Table
    keys: tuple[str, ...]
    rows: int
    bytes: HASH


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats that an export may have: the one of a person's mapping file, if one is given;
    else the first that fits of those that the workspace keeps, and then of the built-in ones."""

    given: Path | None = None
    kept: tuple[Mapping, ...] = ()


def recognised(located: Located, formats: Formats) -> tuple[Located, OpenedExport]:
    """Open an export of one of these formats."""
    given = checked_mapping(formats.given, field_kinds("runs")) if formats.given else None
    return open_fitting(located, (*formats.kept, *builtin_formats()), given, own_names())


@cache
def builtin_formats() -> tuple[Mapping, ...]:
    """The formats that come with the program, in the order in which they are tried."""
    kinds = field_kinds("runs")
    return tuple(builtin(name, kinds) for name in FORMATS)


@cache
def own_names() -> dict[str, frozenset[str]]:
    """Of each table the names that our own format has for its columns, stand-ins among them."""
    formats = {table: "canonical" if table == "runs" else table for table in TABLES}
    rules = {t: builtin(name, field_kinds(t)).rules(field_kinds(t)) for t, name in formats.items()}
    return {
        table: frozenset(path for rule in of_table.values() for path in rule.paths())
        for table, of_table in rules.items()
    }

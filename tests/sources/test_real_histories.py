"""Real histories of other systems: each opens with no option and gives its published figures."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.reading import read, shared


@pytest.mark.parametrize(
    ("name", "format", "counts"),
    [
        ("tau-bench", "tau-bench", {("completed", "bad"): 116, ("completed", "good"): 84}),
        (
            "strategies",
            "strategies benchmark",
            {("completed", "good"): 986, ("failed", "bad"): 943},
        ),
        ("langfuse", "Langfuse trace", {("completed", None): 3}),
        ("otlp", "OpenTelemetry traces", {("completed", None): 3}),
        ("openai-agents-otel", "OpenTelemetry traces", {("completed", None): 2}),
        (
            "inspect",
            "Inspect log",
            {("completed", "good"): 5, ("completed", "bad"): 1, ("completed", None): 11},
        ),
        ("dbt", "dbt run results", {("completed", None): 121, ("failed", None): 1}),
        ("swe-agent", "SWE-agent trajectories", {("completed", None): 8}),
        ("seqera", "Seqera workflow runs", {("completed", None): 1}),
        ("claude-code", "assistant sessions", {("completed", None): 3}),
        (
            "mlflow/mlflow_search_traces.jsonl",
            "MLflow traces",
            {("completed", None): 2, ("failed", None): 2},
        ),
        (
            "mlflow/mlflow_traces_to_dict.jsonl",
            "MLflow traces",
            {("completed", None): 2, ("failed", None): 2},
        ),
        (
            "github-actions/2026-08-12.json",
            "GitHub Actions runs",
            {
                ("completed", None): 171,
                ("failed", None): 19,
                ("pending", None): 6,
                ("cancelled", None): 4,
            },
        ),
    ],
)
def test_a_real_history_opens_with_no_option(
    name: str, format: str, counts: dict[tuple[str, str | None], int]
) -> None:
    found = read(shared(name))
    assert found.export.format == format
    assert found.rejected == []
    assert Counter((run["status"], run["quality"]) for run in found.runs) == counts
    assert len(set(found.ids)) == len(found.ids) or "mlflow" in name


def test_snapshots_that_overlap_are_one_export() -> None:
    found = read(shared("github-actions"))
    assert found.export.format == "GitHub Actions runs"
    assert (found.read, len(set(found.ids))) == (600, 484)
    assert str(found.export.as_of)[:10] == "2026-08-12"


def test_reports_have_27_tests_each_and_a_journal_two_broken_rows() -> None:
    found = read(shared("autogpt-benchmarks"))
    assert len(found.ids) == len(set(found.ids)) == 12 * 27
    assert found.runs[0]["duration_ms"] == 60_013
    journal = read(shared("agentlab"))
    assert len(journal.ids) == 67
    assert all(run["time_basis"] == "export" for run in journal.runs)

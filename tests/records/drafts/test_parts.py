"""Rows that are parts of others are no runs, where an unknown file holds spans of traces."""

from __future__ import annotations

from pathlib import Path

from dashboard.records.drafts.written import mapping_text
from tests.reading import read, written
from tests.records.drafts.test_suggesting import sketched

SPANS = "SpanId,ParentSpanId,TraceId,StatusCode,Timestamp\n" + "".join(
    f"s{trace}{number},{f's{trace}0' * bool(number)},t{trace},{word},2026-11-16T09:1{number}:00Z\n"
    for trace, words in enumerate((("Ok", "Error", "Ok"), ("Error", "Ok", "Ok")))
    for number, word in enumerate(words)
)
ISSUES = SPANS.replace("SpanId,ParentSpanId,TraceId", "Issue key,Parent,Project")


def suggested(folder: Path, text: str) -> str:
    found = sketched(folder, text)
    return mapping_text(found, found.draft)


def test_spans_of_traces_are_left_out_but_for_the_roots(tmp_path: Path) -> None:
    mapping = suggested(tmp_path, SPANS)
    assert "A row with ‘ParentSpanId’ is a part of the row that it names" in mapping
    found = read(written(tmp_path, SPANS), written(tmp_path, mapping, "m.toml"))
    assert [(run["run_id"], run["status"]) for run in found.runs] == [
        ("s00", "completed"), ("s10", "failed")]  # fmt: skip


def test_of_what_else_has_parents_it_is_only_said(tmp_path: Path) -> None:
    mapping = suggested(tmp_path, ISSUES)
    assert '# skip = [{ has = "Parent" }]' in mapping
    assert len(read(written(tmp_path, ISSUES), written(tmp_path, mapping, "m.toml")).runs) == 6


def test_a_column_of_parents_that_names_no_other_row_is_none(tmp_path: Path) -> None:
    elsewhere = SPANS.replace(",s00,", ",x,").replace(",s10,", ",y,")
    assert "skip" not in suggested(tmp_path, elsewhere)

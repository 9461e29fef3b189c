"""Which rows the questions read FROM: declared once, and as their texts say."""

from __future__ import annotations

import re
from importlib import resources

from dashboard.store.questions import NEWEST_FIRST, reads, text_of
from dashboard.store.reading.question_kinds import KINDS

NAMES = sorted(
    file.name.removesuffix(".sql")
    for file in resources.files("dashboard").joinpath("queries").iterdir()
    if file.name.endswith(".sql")
)
BROUGHT_ALONG = {"runs", "failures", "run_counts"}
"""Rows that those of other kinds come with."""


def test_each_question_is_of_one_kind() -> None:
    for name in NAMES:
        own = [{*rows} for rows, _ in KINDS if {*rows} & (reads(name) - BROUGHT_ALONG)]
        assert len(own) <= 1, f"{name} reads rows of several kinds: {own}"


def test_each_kind_of_rows_is_read_by_a_question() -> None:
    read = frozenset[str]().union(*map(reads, NAMES))
    assert {row for rows, _ in KINDS for row in rows} <= read


def test_what_a_question_makes_itself_is_not_what_it_reads() -> None:
    assert reads("bad_reasons") == {"open_or_bad"}
    assert reads("compare_fields") == {"runs"}, "it makes rows that it calls valued"


def test_these_are_all_questions_that_list_the_newest_runs() -> None:
    listed = r"FROM newest_chosen|created_at DESC, run_id DESC\s+LIMIT \$shown"
    assert [name for name in NAMES if re.search(listed, text_of(name))] == [*NEWEST_FIRST]

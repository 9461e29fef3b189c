"""Status words: any case, trimmed; a word not in the table is unknown and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.records.schema import STATUSES
from dashboard.records.statuses import WORDS, status_of
from tests.reading import HEADER, read, written


def test_every_status_has_its_own_words() -> None:
    assert tuple(WORDS) == STATUSES
    words = [word for group in WORDS.values() for word in group]
    assert len(words) == len(set(words))
    assert all(status_of(status) == status for status in STATUSES)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Success", "completed"), ("OK", "completed"), (" done ", "completed"),
        ("SUCCEEDED", "completed"), ("Error", "failed"), ("CRASHED", "failed"),
        ("timed-out", "failed"), ("timeout", "failed"), ("IN_PROGRESS", "running"),
        ("In progress", "running"), ("new", "queued"), ("waiting", "pending"),
        ("Canceled", "cancelled"), ("aborted", "cancelled"), ("STATE_UNSPECIFIED", "unknown"),
        ("reticulating", "unknown"), ("404", "unknown"),
    ],
)  # fmt: skip
def test_words_of_other_systems(tmp_path: Path, word: str, status: str) -> None:
    [run] = read(written(tmp_path, f"{HEADER}\na,{word},2026-11-16T09:10:00Z\n")).runs
    assert (run["status"], run["raw_status"]) == (status, word)

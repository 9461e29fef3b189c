"""What is said of differences between two sets."""

from __future__ import annotations

import pytest

from dashboard.analysis.contrast import Candidate, Contrast
from dashboard.store.dimensions.dimension import Kind
from dashboard.store.dimensions.known import BY_NAME, COMPARED
from dashboard.words.compare import both_brief, difference, of_cause, times, what


@pytest.mark.parametrize(
    ("name", "shown", "having", "lacking"),
    [
        ("called", "crm.find", "Tool called: crm.find", "Did not call crm.find"),
        ("context", "docs", "Context source: docs", "Without the context source docs"),
        ("any-tool-error", "any", "Tool errors: any", "Without any tool error"),
    ],
)
def test_having_and_lacking_are_told_in_words(
    name: str, shown: str, having: str, lacking: str
) -> None:
    for present, told in ((True, having), (False, lacking)):
        assert what(Candidate(BY_NAME[name], shown, shown, present, 1, 2, 1, 2, 1.0)) == told


def test_every_list_has_words_for_what_it_lacks() -> None:
    for one in COMPARED:
        if one.kind is Kind.LIST:
            told = what(Candidate(one, "x", "x", False, 1, 2, 1, 2, 1.0))
            assert "x" in told and ": without" not in told


@pytest.mark.parametrize(
    ("present", "worked", "with_cause", "told"),
    [
        (False, 435, 8, "Context source: docs — more common among runs with this cause: 43 of 51 "
                        "against 201 of 636 runs that worked; may be chance"),
        (False, 636, 0, "Context source: docs — more common among runs with this cause: 51 of 51 "
                        "against 0 of 636 runs that worked; may be chance"),
        (False, 10, 40, ""), (True, 10, 40, ""), (True, 435, 8, ""),
    ],
)  # fmt: skip
def test_what_differs_is_told_of_the_runs_with_a_cause(
    present: bool, worked: int, with_cause: int, told: str
) -> None:
    """What runs that worked lacked more often is what those with the cause had more often; all else
    is told as on Compare."""
    found = Candidate(BY_NAME["context"], "docs", "docs", present, worked, 636, with_cause, 51, 1.0)
    sets = "runs that worked", "runs with this cause"
    one = Contrast(found, 0.5, 0.5)
    assert of_cause(one, *sets) == (told or difference(one, *sets))


@pytest.mark.parametrize(
    ("worked", "failed", "told"),
    [((1, 84), (29, 116), "21 ×"), ((5, 727), (6, 148), "5.9 ×"), ((60, 727), (38, 148), "3.1 ×"),
     ((0, 84), (29, 116), "only"), ((42, 84), (29, 116), "2 ×")],
)  # fmt: skip
def test_how_many_times_as_common_is_what_the_counts_beside_it_say(
    worked: tuple[int, int], failed: tuple[int, int], told: str
) -> None:
    one = Candidate(BY_NAME["context"], "docs", "docs", True, *worked, *failed, 1.0)
    assert times(one) == told


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("succeeded runs", "failed or bad runs", ["Succeeded", "Failed or bad"]),
        ("runs of Supplier records for purchasing", "runs of Ann", ["Supplier…", "Ann"]),
        ("runs of a/long/path/worker/a", "runs of a/long/path/worker/b",
         ["…/worker/a", "…/worker/b"]),
        (f"runs of a{'x' * 40}", f"runs of A{'x' * 40}", ["First", "Second"]),
        ("runs of 請求書のフォローアップと督促状の作成を担当", "runs of B",
         ["請求書のフォローア…", "B"]),
    ],
)  # fmt: skip
def test_two_sets_are_told_apart_where_there_is_little_room(
    a: str, b: str, said: list[str]
) -> None:
    assert [*both_brief(a, b).values()] == said

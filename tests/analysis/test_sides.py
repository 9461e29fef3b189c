"""Which runs are compared: what both sides share, what confounds, and where its limits lie."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.analysis.sides import KINDS_OF_WORK, Sides, sides

NAMES = ("trigger", "record_type", "model", "context", "tools", "status")


def cell(
    place: str, n: int, good: int | None = None, judged: int = 0, **values: str
) -> dict[str, Any]:
    """Runs of one side that are alike: n finished, of which as many are good."""
    good = round(0.9 * n) if good is None else good
    held = dict.fromkeys(NAMES) | {"model": "large"} | values
    return held | {
        "change": 0, "place": place, "finished": n, "runs": n, "succeeded": good, "bad": 0,
        "judged": judged,
    }  # fmt: skip


def compared(*cells: dict[str, Any], beside: tuple[str, ...] = ()) -> Sides:
    return sides(cells, [], [], "instructions", beside)


@pytest.mark.parametrize(
    ("old", "new", "confounds"),
    [
        (200, 0, False),  # nothing moved
        (195, 5, False),  # a stray
        (100, 100, False),  # half kept the old model: only those are compared
        (40, 160, False),  # a fifth did, and they are enough
        (39, 161, True),  # fewer than a fifth
        (29, 71, True),  # a third, but too few to know their rate
        (0, 200, True),
    ],
)
def test_a_model_that_moved_confounds_unless_enough_runs_kept_it(
    old: int, new: int, confounds: bool
) -> None:
    after = [cell("after", n, model=model) for model, n in (("large", old), ("small", new)) if n]
    found = compared(cell("before", 400), *after)
    assert (found.confounded_by == ("model",)) is confounds
    if not confounds and new > 5:
        assert found.within == ("model",) and found.after.n == old
        assert found.all_after.n == old + new


@pytest.mark.parametrize(("stray", "within"), [(10, ()), (11, ("model",))])
def test_values_of_one_side_are_chance_up_to_one_run_in_twenty(
    stray: int, within: tuple[str, ...]
) -> None:
    after = cell("after", 200 - stray), cell("after", stray, model="small")
    assert compared(cell("before", 400), *after).within == within


@pytest.mark.parametrize(
    ("tools", "beside", "named"),
    [
        (("abc", "def"), (), KINDS_OF_WORK),  # every task has its own
        (("abc", "def"), ("tools",), "tools"),
        (("a", "b"), (), "tools"),
        (("abc", "d"), (), "tools"),
    ],
)
def test_tools_that_vary_with_the_work_are_not_called_changed(
    tools: tuple[str, str], beside: tuple[str, ...], named: str
) -> None:
    made = [
        cell(place, 50, tools=name)
        for place, names in zip(("before", "after"), tools, strict=True)
        for name in names
    ]
    assert compared(*made, beside=beside).confounded_by == (named,)


def test_what_only_the_smaller_side_has_confounds_however_large_the_other_is() -> None:
    found = compared(
        cell("before", 10_000),
        cell("after", 10, good=1),
        cell("after", 50, good=50, model="small"),
    )
    assert found.confounded_by == ("model",)


@pytest.mark.parametrize("thing", ["model", "context", "tools", "status"])
def test_what_the_log_says_changed_too_confounds_where_the_runs_say_nothing(thing: str) -> None:
    silent = {"model": None}
    found = compared(cell("before", 200) | silent, cell("after", 200) | silent, beside=(thing,))
    assert found.confounded_by == (thing,)
    said = dict.fromkeys(("model", "context", "tools", "status"), "the same")
    found = compared(cell("before", 200) | said, cell("after", 200) | said, beside=(thing,))
    assert found.confounded_by == (), "the runs say that both sides had the same"


@pytest.mark.parametrize(
    ("before", "after", "by_failures"),
    [
        (180, 180, False),
        (180, 162, False),  # all of them and nine in ten: no more than a tenth apart
        (144, 126, False),  # so are eight and seven in ten
        (180, 161, True),
        (126, 145, True),
    ],
)
def test_scores_count_where_they_cover_both_sides_alike(
    before: int, after: int, by_failures: bool
) -> None:
    """So many of the 180 completed runs of either side are judged."""
    found = compared(cell("before", 200, judged=before), cell("after", 200, judged=after))
    assert found.by_failures is by_failures


def test_other_work_altogether_can_t_be_compared() -> None:
    found = compared(
        cell("before", 200, record_type="lead"), cell("after", 200, record_type="deal")
    )
    assert found.confounded_by == (KINDS_OF_WORK,) and found.adjusted is None
    shared = compared(
        cell("before", 200, record_type="lead"),
        cell("before", 50, record_type="deal"),
        cell("after", 200, record_type="deal"),
        cell("after", 50, record_type="lead"),
    )
    assert shared.confounded_by == () and shared.shifted
    assert shared.adjusted and set(shared.kinds) == {(None, "lead"), (None, "deal")}


@pytest.mark.parametrize(
    ("runs", "repeats", "confounds"),
    [(40, 1, (KINDS_OF_WORK,)), (40, 4, ()), (30, 1, (KINDS_OF_WORK,)), (29, 1, ())],
)
def test_runs_that_count_as_too_few_are_too_few_and_not_other_work(
    runs: int, repeats: int, confounds: tuple[str, ...]
) -> None:
    """So many runs a side; forty, where each task ran four times with one end, count as nine."""
    good = round(0.9 * runs) * repeats
    tasks = [
        {"place": place, "clusters": runs // repeats, "mm": runs * repeats, "ss": good, "sm": good}
        for place in ("before", "after")
    ]
    kinds = cell("before", runs, record_type="lead"), cell("after", runs, record_type="deal")
    assert sides(kinds, tasks, [], "instructions", ()).confounded_by == confounds

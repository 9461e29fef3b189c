"""The values that a person picks filters from, counted among the runs that other filters leave."""

from __future__ import annotations

from collections import Counter

import pytest

from dashboard.analysis.filter_values import MOST, filter_values
from dashboard.store.dimensions.dimension import NONE, Kind
from dashboard.store.dimensions.known import BY_NAME, FILTERS
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.store.dimensions.every_run import RUNS, Told, history_in, told_by
from tests.workspaces import import_runs

NAMES = [one.name for one in FILTERS if one.kind is not Kind.TEXT]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    return history_in(Home(tmp_path_factory.mktemp("values") / "home"))


@pytest.fixture(scope="module")
def told(history: History) -> dict[str, Told]:
    return told_by(history)


@pytest.mark.parametrize("name", NAMES)
def test_values_are_counted_without_what_is_chosen_of_their_own_dimension(
    history: History, told: dict[str, Told], name: str
) -> None:
    left_out = "status" if name != "status" else "model"
    filters = ALL.choosing(left_out, ["running", "plain"], drop=True)
    every = Counter(value for run in RUNS for value in told[name](run))
    own = filters.choosing(name, list(every)[:1]).choosing(name, list(every)[1:2], drop=True)
    left = [run for run in RUNS if not told[left_out](run) & {"running", "plain"}]
    counts = Counter(value for run in left for value in told[name](run))
    found = filter_values(history, own, BY_NAME[name])
    assert {one.value: one.runs for one in found.listed} == counts
    assert found.values == len(counts)
    assert found.without == found.runs_of(NONE) == sum(not told[name](run) for run in left)
    words = BY_NAME[name].words
    order = [one.value for one in found.listed]
    if words:
        assert order == sorted(order, key=words.index)
    else:
        assert order == sorted(order, key=lambda value: (-counts[value], value.encode()))


def test_of_very_many_values_the_most_common_are_listed_and_those_that_are_chosen(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    runs = [
        {"run_id": f"r{n}", "record_id": f"rare {n:03}" if n < MOST + 9 else f"often {n % 3}"}
        for n in range(MOST + 21)
    ]
    home = import_runs(tmp_path_factory.mktemp("many") / "home", *runs)
    history = current(Home(home))
    assert history
    chosen = ALL.choosing("record", [f"rare {MOST + 8}", "no run has this"])
    found = filter_values(history, chosen, BY_NAME["record"])
    assert found.values == MOST + 12
    assert [one.runs for one in found.listed[:4]] == [4, 4, 4, 1]
    assert len(found.listed) == MOST + 1
    assert found.runs_of(f"rare {MOST + 8}") == 1 and found.runs_of("no run has this") == 0

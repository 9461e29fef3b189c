"""The random sample: who is in it, and what its judgements say of all completed runs."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from scipy.stats import binom

from dashboard.analysis.random_sample import (
    RandomSample,
    Stratum,
    random_sample,
    share_of_bad,
    shared,
    to_look_at,
    weighted_interval,
)
from dashboard.analysis.rates import wilson
from dashboard.ledger.judgements import Judgement
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.workspaces import import_runs

NOVEMBER = Filters(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
SHARES = {"a": 300, "b": 200, "c": 100}


def made(customers: int = 40) -> list[dict[str, Any]]:
    """600 completed runs of three workers, so many of them before customers, and 50 that failed."""
    names = [name for name, runs in SHARES.items() for _ in range(runs)]
    runs = [
        {"run_id": f"{name}{n}", "worker_id": name,
         "output_visibility": "customer" if n % len(names) < customers else "internal"}
        for n, name in enumerate(names)
    ]  # fmt: skip
    return [*runs, *({"run_id": f"x{n}", "status": "failed"} for n in range(50))]


def history_of(home: Path, runs: list[dict[str, Any]]) -> History:
    held = current(Home(import_runs(home, *runs)))
    assert held
    return held


def test_it_is_the_same_for_everybody_and_another_every_period(tmp_path: Path) -> None:
    one = random_sample(history_of(tmp_path / "one", made()), NOVEMBER)
    other = random_sample(history_of(tmp_path / "other", made()[::-1]), NOVEMBER)
    assert one == other and len(set(one.order)) == 30 and one.completed == 600
    held = current(Home(tmp_path / "one"))
    assert held
    assert set(random_sample(held, ALL).order) != set(one.order)
    by_ending = NOVEMBER.choosing("outcome", ["failed"]).choosing("judged", ["bad"])
    assert random_sample(held, by_ending) == one, "however they ended, whatever was said"


def test_workers_have_their_share_and_customers_at_least_ten(tmp_path: Path) -> None:
    found = random_sample(history_of(tmp_path / "home", made(customers=40)), NOVEMBER)
    strata = {one.customer: one for one in found.strata}
    assert {kind: (one.runs, len(one.sampled)) for kind, one in strata.items()} == {
        True: (40, 10),
        False: (560, 20),
    }
    workers = Counter(run_id[0] for run_id in strata[False].sampled)
    for name, runs in {"a": 260, "b": 200, "c": 100}.items():
        assert abs(workers[name] - 20 * runs / 560) < 1
    assert sorted(found.order) == sorted(strata[True].sampled + strata[False].sampled)


def test_a_late_run_changes_little(tmp_path: Path) -> None:
    before = random_sample(history_of(tmp_path / "one", made()), NOVEMBER)
    late = [*made(), {"run_id": "late", "worker_id": "b"}]
    after = random_sample(history_of(tmp_path / "two", late), NOVEMBER)
    assert len(set(before.order) & set(after.order)) >= 28


@pytest.mark.parametrize(
    ("customers", "others", "found"),
    [
        (0, 0, (0, 0)), (0, 7, (0, 7)), (12, 12, (12, 12)), (1000, 5, (25, 5)), (5, 1000, (5, 25)),
        (0, 1000, (0, 30)), (1000, 0, (30, 0)), (500, 500, (15, 15)), (990, 10, (20, 10)),
    ],
)  # fmt: skip
def test_how_many_of_either_kind(customers: int, others: int, found: tuple[int, int]) -> None:
    assert shared(customers, others) == found


def said(*ids: str, bad: tuple[str, ...] = (), who: str = "") -> list[Judgement]:
    at = datetime(2026, 11, 16, tzinfo=UTC)
    return [Judgement(1, at, who, one, "bad" if one in bad else "good", "") for one in ids]


TWO = RandomSample(
    100,
    (Stratum(True, 20, ("a", "b", "c", "d")), Stratum(False, 80, ("e", "f", "g", "h"))),
    ("e", "a", "f", "b", "g", "c", "h", "d"),
)


def test_the_share_is_weighted_by_the_strata() -> None:
    found = share_of_bad(TWO, said(*"abcdefgh", "not of it", bad=("a", "b", "e", "not of it")))
    assert (found.looked, found.of, found.bad, found.completed) == (8, 8, 3, 100)
    assert found.value == pytest.approx(0.2 * 2 / 4 + 0.8 * 1 / 4) and found.few
    low, high = found.interval or (1, 0)
    assert low < 0.3 < high


def test_too_few_or_none_of_a_kind_give_no_share() -> None:
    assert share_of_bad(TWO, said(*"abef")).value is None
    four = RandomSample(9, (TWO.strata[0],), tuple("abcd"))
    assert share_of_bad(four, said(*"abcd")).value is None
    big = RandomSample(
        100, (Stratum(True, 20, tuple("abcdxy")), TWO.strata[1]), tuple("abcdxyefgh")
    )
    assert share_of_bad(big, said(*"abcdxy")).value is None, "none of the other kind"


def test_a_run_that_was_judged_before_its_turn_counts_once_those_before_are() -> None:
    found = share_of_bad(TWO, said(*"abefcd", "h", bad=("h",)))
    assert (found.looked, found.ahead, found.bad, found.value) == (6, 1, 0, 0.0)
    every = share_of_bad(TWO, said(*"abefcdgh", bad=("h",)))
    assert (every.looked, every.ahead, every.bad) == (8, 0, 1)


def test_of_a_run_that_is_judged_both_ways_the_later_word_counts_and_it_is_said() -> None:
    kim, lee = said(*"abcdefgh", bad=("a", "b")), said(*"agx", bad=("g", "x"), who="Lee")
    found = share_of_bad(TWO, [*kim, *lee])
    assert (found.looked, found.bad, found.both_ways) == (8, 2, 2), "g is bad, and no longer a"
    assert share_of_bad(TWO, [*lee, *kim]).bad == 2, "a and b, and no longer g"
    assert share_of_bad(TWO, [*kim, *said(*"ab", bad=("a", "b"), who="Lee")]).both_ways == 0
    assert share_of_bad(TWO, said("h") + said("h", bad=("h",), who="Lee")).both_ways == 0, "ahead"


def test_judging_what_looks_bad_first_does_not_move_the_share() -> None:
    order = tuple(f"{n:03}" for n in range(30))
    values = []
    for seed in range(400):
        lot = Random(seed)
        bad = {one for one in order if lot.random() < 0.2}
        suspect = {one for one in bad if lot.random() < 0.8}
        judged = suspect | set(order[:12])
        sample = RandomSample(1000, (Stratum(False, 1000, order),), order)
        values.append(share_of_bad(sample, said(*judged, bad=tuple(bad & judged))).value or 0.0)
    assert sum(values) / len(values) == pytest.approx(0.2, abs=0.04)


def test_where_all_were_judged_there_is_no_range() -> None:
    whole = RandomSample(6, (Stratum(False, 6, tuple("abcdef")),), tuple("abcdef"))
    found = share_of_bad(whole, said(*"abcdef", bad=("a",)))
    assert (found.value, found.interval, found.few) == (pytest.approx(1 / 6), None, False)


def test_the_next_is_the_first_behind_one_that_nobody_judged() -> None:
    assert to_look_at(TWO, ()) == "e" and to_look_at(TWO, {"e"}) == "a"
    assert to_look_at(TWO, {"f"}, after="a") == "b" and to_look_at(TWO, (), after="d") == "e"
    assert to_look_at(TWO, set(TWO.order)) == ""


def test_of_one_rate_the_range_is_wilsons() -> None:
    assert weighted_interval([(1.0, 3, 12)]) == pytest.approx(wilson(3, 12))


@pytest.mark.parametrize("rates", [(0.3, 0.05), (0.1, 0.1), (0.05, 0.02), (0.5, 0.2)])
def test_the_range_holds_the_truth_as_often_as_it_says(rates: tuple[float, float]) -> None:
    """Enumerated: of all outcomes of 10 runs of a fifth and 20 of the rest."""
    weights, sizes = (0.2, 0.8), (10, 20)
    truth = sum(w * p for w, p in zip(weights, rates, strict=True))
    covered = 0.0
    for found in product(*(range(n + 1) for n in sizes)):
        low, high = weighted_interval(list(zip(weights, found, sizes, strict=True)))
        chance = 1.0
        for s, n, p in zip(found, sizes, rates, strict=True):
            chance *= float(binom.pmf(s, n, p))
        covered += chance * (low <= truth <= high)
    assert covered >= 0.93

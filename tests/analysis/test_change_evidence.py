"""The evidence around a change: times, calls and causes, against independent libraries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.stats import ttest_ind
from statsmodels.stats.multitest import multipletests

from dashboard.analysis.chance import hypergeometric
from dashboard.analysis.change import ChangeDetail, change, key_of
from dashboard.analysis.changes import all_changes
from dashboard.store.filters.filters import ALL
from tests.analysis.edited import TURN, iso, only, reading, runs
from tests.workspaces import import_runs

Alter = Callable[[int, dict[str, Any]], dict[str, Any]]


def detail(home: Path, alter: Alter) -> tuple[ChangeDetail, list[dict[str, Any]]]:
    made = [run | alter(n, run) for n, run in enumerate(runs(lambda day: {}))]
    history = reading(import_runs(home, *made))
    return change(history, ALL, key_of(only(all_changes(history, ALL)))), made


def test_times_and_calls_have_welch_s_interval(tmp_path: Path) -> None:
    chance = Random(5)

    def alter(n: int, run: dict[str, Any]) -> dict[str, Any]:
        after = run["created_at"] >= iso(TURN)
        calls = chance.randrange(1, 9 if after else 5)
        return {
            "status": "completed",
            "duration_ms": round(60_000 * chance.lognormvariate(0.1 if after else 0, 0.4)),
            "tools_called": [{"name": "a", "ok": True}] * calls,
        }

    found, made = detail(tmp_path / "home", alter)
    before, after = made[:200], made[200:]

    def interval(measure: Callable[[dict[str, Any]], float]) -> tuple[Any, Any, Any]:
        sides = [np.array([measure(run) for run in side]) for side in (after, before)]
        held = ttest_ind(*sides, equal_var=False).confidence_interval(0.95)
        return held.low, held.high, sides[1].mean()

    assert found.took and found.calls
    low, high, _ = interval(lambda run: float(np.log(run["duration_ms"])))
    assert found.took.interval == pytest.approx((np.exp(low), np.exp(high)), rel=1e-6)
    low, high, usual = interval(lambda run: len(run["tools_called"]))
    assert found.calls.interval == pytest.approx((1 + low / usual, 1 + high / usual), rel=1e-6)
    assert found.calls.material


def test_causes_that_moved_are_corrected_for_how_many_there_are(tmp_path: Path) -> None:
    """Errors that stay, and one that comes: of many causes, one may look moved by chance."""
    kinds = [
        "denied", "timed out", "malformed", "empty", "missing", "refused", "duplicate", "expired",
        "locked", "overloaded", "too long", "cut off",
    ]  # fmt: skip
    chance = Random(9)

    def alter(n: int, run: dict[str, Any]) -> dict[str, Any]:
        after = run["created_at"] >= iso(TURN)
        told = "brand new trouble" if after and n % 10 == 0 else chance.choice(kinds)
        failed = n % 4 == 0 or (after and n % 10 == 0)
        return {
            "status": "failed" if failed else "completed",
            "error_message": f"The thing was {told}" if failed else None,
            "error_type": told if failed else None,
        }

    found, _ = detail(tmp_path / "home", alter)
    moved = found.moved
    p = hypergeometric(
        [cause.after for cause in moved],
        [200] * len(moved),
        [cause.before for cause in moved],
        [200] * len(moved),
    )
    oracle = multipletests(p, method="fdr_bh")[1]
    assert [cause.q for cause in moved] == pytest.approx(list(oracle), rel=1e-9)
    assert len(moved) > 4 and moved[0].real and moved[0].before == 0

"""Definitions of success against a plain reading of them, for any runs and any rule."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.analysis.success_rules import effect
from dashboard.errors import NotFound, RuleChanged
from dashboard.records.success import ENDED, SCORE, WORD, SuccessRule
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from dashboard.store.writing.success_rules import set_success
from tests.store.conftest import NOW, export
from tests.store.writing.test_migrations import as_of_version
from tests.workspaces import SINCE_19

NUMBERS = st.sampled_from([None, -1.0, 0.0, 0.5, 1.0, 3.0])
RUNS = st.lists(
    st.fixed_dictionaries(
        {
            "status": st.sampled_from(["completed", "failed", "running", "cancelled"]),
            "raw_status": st.sampled_from([None, "done", "Done", "fine", "bust"]),
            "score": NUMBERS,
            "quality": st.sampled_from([None, "good", "bad"]),
            "checked": st.sampled_from([None, 0, 1, True, False, "1", "no", "often", [1], [1, 0]]),
            "day": st.integers(0, 20),
        }
    ),
    min_size=1,
    max_size=25,
)
BOUND = st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0])
RULES = st.one_of(
    st.none(),
    st.just(SuccessRule(ENDED)),
    st.builds(SuccessRule, st.sampled_from([SCORE, "checked", "deep.checked"]), BOUND),
    st.builds(SuccessRule, st.sampled_from([SCORE, "checked"]), st.none(), BOUND),
    st.sampled_from([SuccessRule(WORD, words=words) for words in (("DONE",), ("done", "fine"))]),
)


def plainly(run: dict[str, Any], rule: SuccessRule | None) -> str:
    """How a run ends by a rule, as a person would say it."""
    if run["status"] != "completed":
        return str(run["status"])
    good = {"good": True, "bad": False, None: None}[run["quality"]]
    if rule is not None:
        good = None
        if rule.look == WORD and run["raw_status"]:
            good = run["raw_status"].lower() in map(str.lower, rule.words)
        elif rule.look not in (WORD, ENDED):
            number = _number(run["score"] if rule.look == SCORE else run["checked"])
            if number is not None:
                good = (rule.at_least is None or number >= rule.at_least) and (
                    rule.at_most is None or number <= rule.at_most
                )
    return "bad" if good is False else "succeeded"


def _number(value: Any) -> float | None:
    if isinstance(value, list):
        return _number(value[0]) if len(value) == 1 else None
    if isinstance(value, str):
        return {"no": 0.0, "1": 1.0}.get(value)
    return None if value is None else float(value)


def made(run: dict[str, Any], number: int) -> dict[str, Any]:
    """A run as the store gets it: what is checked stands in extra, and once more within."""
    kept = {name: run[name] for name in ("status", "raw_status", "score", "quality")}
    held = {} if run["checked"] is None else {"checked": run["checked"]}
    extra = json.dumps(held | {"deep": held}) if held else None
    at = NOW - timedelta(days=run["day"])
    return kept | {"run_id": str(number), "extra": extra, "created_at": at}


def history_of(home: Home) -> History:
    held = current(home)
    assert held
    return held


def ends(home: Home) -> dict[str, str]:
    rows = history_of(home).reader.rows("SELECT run_id, outcome FROM history.runs", {})
    return {row["run_id"]: row["outcome"] for row in rows}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(RUNS, RUNS, RULES, RULES)
def test_a_rule_judges_as_a_person_would(
    home: Home,
    runs: list[dict[str, Any]],
    more: list[dict[str, Any]],
    first: SuccessRule | None,
    rule: SuccessRule | None,
) -> None:
    shutil.rmtree(home.path, ignore_errors=True)
    import_export(home, export(*(made(run, n) for n, run in enumerate(runs))), NOW)
    before = ends(home)
    assert before == {str(n): plainly(run, None) for n, run in enumerate(runs)}
    set_success(home, "made", first, None)
    was = ends(home)
    try:
        told = effect(history_of(home), "made", rule)
    except NotFound:
        told = None  # no run has what it looks at: nobody is asked to use it
    moved = set_success(home, "made", rule, first)
    now = ends(home)
    assert now == {str(n): plainly(run, rule) for n, run in enumerate(runs)}
    become = Counter(now[run] for run in now if now[run] != was[run])
    assert moved == sum(become.values())
    assert told is None or told.become == become
    later = [made(run, 100 + n) for n, run in enumerate(more)]
    import_export(home, export(*later), NOW)
    after = {str(100 + n): plainly(run, rule) for n, run in enumerate(more)}
    assert ends(home) == now | after
    set_success(home, "made", None, rule)
    assert {run: end for run, end in ends(home).items() if run in before} == before


def test_a_week_is_told_that_moves_by_more_than_five_points(home: Home) -> None:
    runs = [
        {"run_id": f"{week}-{n}", "score": float(n >= bad), "created_at": NOW - timedelta(7 * week)}
        for week, bad in enumerate((0, 1, 2))
        for n in range(20)
    ]
    few = [
        {"run_id": f"few {n}", "score": 0.0, "created_at": NOW - timedelta(70)} for n in range(4)
    ]
    import_export(home, export(*runs, *few), NOW)
    found = effect(history_of(home), "made", SuccessRule(SCORE, 1.0))
    assert (found.become, found.weeks) == ({"bad": 7}, 1), "5 points are not more than 5"


def test_a_history_of_before_definitions_is_brought_up_and_takes_one(home: Home) -> None:
    kept = [{"run_id": "a", "quality": "bad", "score": 1.0}, {"run_id": "b", "score": 0.0}]
    import_export(home, export(*kept), NOW)
    as_of_version(home, 19, SINCE_19)
    assert history_of(home).ask("headline")[0]["judged"] == 1
    assert ends(home) == {"a": "bad", "b": "succeeded"}
    assert set_success(home, "made", SuccessRule(SCORE, 0.5), None) == 2
    assert ends(home) == {"a": "succeeded", "b": "bad"}
    assert history_of(home).ask("headline")[0]["judged"] == 2


@pytest.mark.parametrize(
    ("held", "word"),
    [("Good\n", "good"), ("\tgood ", "good "), ("\u00a0good\u3000", "GOOD"), ("İyi", "İYİ"),
     ("STRASSE", "strasse"), ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("gut\r\n", "Gut")],
)  # fmt: skip
def test_a_word_is_the_same_in_any_case_and_with_any_white_space(
    home: Home, held: str, word: str
) -> None:
    bad = {"run_id": "bad", "extra": json.dumps({"checked": "other"})}
    import_export(home, export({"run_id": "ok", "extra": json.dumps({"checked": held})}, bad), NOW)
    set_success(home, "made", SuccessRule("checked", words=(word,)), None)
    assert ends(home) == {"ok": "succeeded", "bad": "bad"}


def test_nobody_replaces_a_definition_that_they_have_not_seen(home: Home) -> None:
    import_export(home, export({"run_id": "1", "score": 0.5, "created_at": NOW}), NOW)
    theirs, mine = SuccessRule(SCORE, 0.9), SuccessRule(SCORE, 0.1)
    set_success(home, "made", theirs, None)
    for unseen in (None, mine):
        with pytest.raises(RuleChanged, match="Somebody else said meanwhile"):
            set_success(home, "made", mine, unseen)
    assert ends(home) == {"1": "bad"}
    assert set_success(home, "made", mine, theirs) == 1

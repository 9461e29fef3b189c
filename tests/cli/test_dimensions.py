"""Every dimension is an option of the commands, by the name that it has in links."""

from __future__ import annotations

import shlex

import pytest

from dashboard.store.dimensions.known import BY_NAME
from dashboard.store.filters.filter_links import write_set
from dashboard.store.filters.filters import ALL
from dashboard.store.workspace.home import Home
from tests.cli.conftest import Run
from tests.store.dimensions.every_run import HOSTILE, RUNS, history_in, told_by
from tests.workspaces import import_runs

COMPARED = ("worker", "weekday", "effects")
"""Of whom the sets are compared: every one of them is written and read in the same way."""


def test_every_dimension_chooses_runs_by_an_option_and_as_a_set(worker_runs: Run) -> None:
    for name, of in told_by(history_in(Home(worker_runs.home))).items():
        values = sorted(set().union(*map(of, RUNS)))
        value = HOSTILE[0] if HOSTILE[0] in values else values[-1]
        kept, a = sum(value in of(run) for run in RUNS), ALL.choosing(name, [value])
        for option, runs in ((f"--{name}", kept), (f"--not-{name}", len(RUNS) - kept)):
            assert worker_runs.json("show", "trends", option, value)["runs"] == runs, name
        if name in COMPARED:
            b = ALL.choosing(name, [value], drop=True)
            sets = "--a", write_set(a, "UTC"), "--b", write_set(b, "UTC")
            compared = worker_runs.json("show", "compare", *sets)
            assert (compared["a"]["n"], compared["b"]["n"]) == (kept, len(RUNS) - kept), name


@pytest.mark.parametrize("name", ["weekday", "turn", "visibility", "origin"])
def test_a_word_that_is_none_of_ours_is_refused_with_those_that_are(
    worker_runs: Run, name: str
) -> None:
    history_in(Home(worker_runs.home))
    assert worker_runs("show", "trends", f"--{name}", "Funday") == 2
    assert "No run has the" in worker_runs.err and "“Funday”" in worker_runs.err
    assert f"{BY_NAME[name].label} is one of “{BY_NAME[name].words[0]}”, " in worker_runs.err


def test_a_field_of_ones_own_is_offered_listed_and_chosen_by(worker_runs: Run) -> None:
    runs = [
        {"run_id": str(n), "customer_tier": ("gold", "old", None)[n % 3], "a=b % c": str(n % 2)}
        for n in range(30)
    ]
    import_runs(worker_runs.home, *runs)
    assert worker_runs("dimension", "add", "customer_tier") == 0
    assert worker_runs.err == "customer_tier is a dimension now: --customer_tier VALUE.\n"
    listed = worker_runs.json("dimension", "list")
    assert listed["looked_at"] == 30
    assert listed["fields"][0] == {
        "name": "customer_tier", "filter": "field.customer_tier", "offered": True, "runs": 20,
        "values": 2, "most_common": ["gold", "old"],
    }  # fmt: skip
    for options, left in (
        (("--field.customer_tier", "gold"), 10),
        (("--not-field.customer_tier=gold",), 20),
        (("--field.customer_tier=gold", "--field.customer_tier=old"), 20),
        (("--field.customer_tier", ""), 10),
        (("--not-field.customer_tier=", "--field.customer_tier=old"), 10),
        (("--model", ""), 30),
        (("--field.a%3Db %25 c=1",), 15),
        (("--not-field.a%3Db %25 c", "1", "--field.customer_tier", "old"), 5),
    ):
        assert worker_runs.json("show", "trends", *options)["runs"] == left, options
    sets = "--a", "field.customer_tier=gold", "--b", "not-field.customer_tier=gold"
    compared = worker_runs.json("show", "compare", *sets)
    assert (compared["a"]["n"], compared["b"]["n"]) == (10, 20)
    assert worker_runs("show", "trends", "--field.customer_tier", "tin") == 2
    assert "No run has the customer_tier “tin”." in worker_runs.err
    assert worker_runs("dimension", "remove", "customer_tier") == 0
    assert worker_runs("dimension", "remove", "customer_tier") == 2
    assert worker_runs("dimension", "add") == 2 and "Which field is meant" in worker_runs.err
    assert worker_runs("dimension") == 0
    assert "Looked at: 30 runs with other fields" in worker_runs.out
    assert "gold, old" in worker_runs.out


TAKEN = ("home", "week", "by", "limit", "mod", "not-x", "field.y", "json")
"""Fields whose names mean something else on a command line, or begin what does."""


def _import_named(worker_runs: Run) -> None:
    half: dict[str, object] = dict.fromkeys(TAKEN, "taken")
    half |= {"customer_tier": "gold", "Cost center": "gold", "a=b % c": "gold"}
    half |= {
        "recalled": {"by": "gold"},
        "order": {"region": "gold"},
        "Plan": "other",
        "plan": "gold",
    }
    runs = ({"run_id": str(n)} | (half if n % 3 else {}) for n in range(30))
    import_runs(worker_runs.home, *runs)


@pytest.mark.parametrize(
    "name",
    [
        "customer_tier", "Customer_Tier", "Cost center", "a%3Db %25 c", "order.region", "plan",
        "recalled.by", "field.recalled.by",
    ],
)  # fmt: skip
def test_a_field_is_an_option_by_its_plain_name(worker_runs: Run, name: str) -> None:
    _import_named(worker_runs)
    for options, runs in (
        ((f"--{name}", "gold"), 20),
        ((f"--{name}=gold", f"--{name}="), 30),
        ((f"--not-{name}=gold",), 10),
        ((f"--{name}", ""), 10),
        ((f"--not-{name}", ""), 20),
        ((f"--{name}", "gold", "--not-field.plan", "gold"), 0),
    ):
        assert worker_runs.json("show", "trends", *options)["runs"] == runs, options


def test_how_a_field_is_written_is_said_where_it_is_offered(worker_runs: Run) -> None:
    _import_named(worker_runs)
    written = {name: f"--field.{name}" for name in TAKEN}
    written |= {"Cost center": "'--Cost center'", "a=b % c": "'--a%3Db %25 c'", "plan": "--plan"}
    for name, option in written.items():
        assert worker_runs("dimension", "add", name) == 0
        assert worker_runs.err == f"{name} is a dimension now: {option} VALUE.\n"
        value = "taken" if name in TAKEN else "gold"
        options = *shlex.split(option), value
        assert worker_runs.json("show", "trends", *options)["runs"] == 20, name


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--modle", "x"), "--modle is no filter, and no run has a field “modle”."),
        (("--modle", ""), "--modle is no filter, and no run has a field “modle”."),
        (("--not-modle=x",), "--not-modle is no filter, and no run has a field “modle”."),
        (("--field.modle", ""), "No run has the field “modle”."),
        (("--not-field.modle", ""), "No run has the field “modle”."),
        (("--PLAN", "gold"), "“PLAN” is none of the fields Plan, plan, but may mean any of them."),
        (("--week", "taken"), "“taken” is not a week"),
        (("--order", "gold"), "--order is no filter"),
        (("--plan", "tin"), "No run has the plan “tin”."),
    ],
)
def test_what_is_no_field_chooses_no_runs(
    worker_runs: Run, options: tuple[str, ...], says: str
) -> None:
    _import_named(worker_runs)
    assert worker_runs("show", "trends", *options) == 2
    assert says in worker_runs.err and not worker_runs.out


def test_commands_that_take_no_filters_take_no_field(worker_runs: Run) -> None:
    _import_named(worker_runs)
    assert worker_runs("show", "run", "1", "--plan", "gold") == 2
    assert "Leave out --plan." in worker_runs.err
    assert worker_runs("show", "trends", "--view", "any", "--plan", "gold") == 2
    assert "Leave out --plan." in worker_runs.err
    assert worker_runs("find", "1", "--plan", "gold", "--limit", "1") == 0
    assert worker_runs("show", "compare", "--a", "plan=gold", "--b", "not-field.plan=gold") == 2
    assert "of a field of your export field.NAME" in worker_runs.err
    with pytest.raises(SystemExit):
        worker_runs("show", "trends", "--home", "taken")

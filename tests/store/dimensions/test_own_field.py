"""Fields that only an export knows are dimensions, whatever they are called and hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest

from dashboard.analysis.board import board
from dashboard.analysis.compare import compare
from dashboard.analysis.coverage import usable
from dashboard.analysis.gone import gone
from dashboard.analysis.own_fields import own_fields
from dashboard.errors import NotFound
from dashboard.store.dimensions.dimension import NONE
from dashboard.store.dimensions.known import named
from dashboard.store.filters.filter_links import parse, to_params
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.own_fields import offer_field, withdraw_field
from dashboard.words.chips import chips
from dashboard.words.set_names import set_name
from tests.store.dimensions.every_run import HOSTILE
from tests.workspaces import import_runs

KEYS = [key.strip() for key in HOSTILE if "\0" not in key] + [
    "a/b", "a~b", "a.b", "..", "model ", "$.x", "x[0]", "*", "field.x", "since", "period", "{}",
]  # fmt: skip
HELD: tuple[Any, ...] = ("gold", None, 7, True, ["gold", "old"], [], {"deep": "gold"}, 'O\'B "x"')


def reading(home: Path) -> History:
    found = current(Home(home))
    assert found is not None
    return found


def chosen(history: History, filters: Filters) -> set[str]:
    rows = history.ask("newest_runs", filters, shown=1000, after=0)
    return {row["run_id"] for row in rows}


def through_a_link(filters: Filters) -> Filters:
    query = urlencode(to_params(filters, "UTC"), doseq=True)
    return parse(parse_qs(query, keep_blank_values=True), "UTC").filters


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> History:
    """A field of every odd name, each with another of the values in another run."""
    runs = [
        {"run_id": str(n)} | {key: HELD[(n + k) % len(HELD)] for k, key in enumerate(KEYS)}
        for n in range(len(HELD))
    ]
    return reading(import_runs(tmp_path_factory.mktemp("odd") / "home", *runs))


@pytest.mark.parametrize("k", range(len(KEYS)))
def test_a_field_of_any_name_is_a_filter_in_links(odd: History, k: int) -> None:
    name = f"field.{KEYS[k]}"
    at = {str(value): str((place - k) % len(HELD)) for place, value in enumerate(HELD)}
    for value, kept in (
        ("gold", {at["gold"], at[str(HELD[4])]}),
        ("old", {at[str(HELD[4])]}),
        ("7", {at["7"]}),
        ("true", {at["True"]}),
        (HELD[7], {at[HELD[7]]}),
        ("deep", set()),
        ("null", set()),
    ):
        keep, drop = (ALL.choosing(name, [value], drop=drop) for drop in (False, True))
        assert through_a_link(keep) == keep and through_a_link(drop) == drop
        assert chosen(odd, keep) == kept, value
        assert chosen(odd, drop) == set(at.values()) - kept
        assert bool(gone(odd, keep)) is not bool(kept)
        [chip] = chips(odd, keep)
        assert chip.rest == ALL and chip.words.endswith(f"is {value}")
    assert set(odd.values_of(name)) == {"gold", "old", "7", "true", HELD[7]}
    without = {at[str(held)] for held in (None, [], {"deep": "gold"})}
    keep, drop = (ALL.choosing(name, [NONE], drop=drop) for drop in (False, True))
    assert chosen(odd, through_a_link(keep)) == without
    assert chosen(odd, through_a_link(drop)) == set(at.values()) - without
    assert [chip.words[-12:] for chip in chips(odd, keep)] == ["(none named)"]
    assert not gone(odd, keep)


def test_an_empty_text_is_no_value(tmp_path: Path) -> None:
    held = ("gold", "", [""], ["", "old"], [], None)
    runs = [{"run_id": str(n), "tier": value} for n, value in enumerate(held)]
    history = reading(import_runs(tmp_path / "home", *runs, {"run_id": "bare"}))
    tier = named("field.tier")
    assert chosen(history, ALL.choosing("field.tier", [NONE])) == {"1", "2", "4", "5", "bare"}
    assert {row.value: row.runs for row in board(history, ALL, tier).rows} == {
        "gold": 1, "old": 1, None: 5,
    }  # fmt: skip
    assert {*history.values_of("field.tier")} == {"gold", "old"}


def test_a_field_within_a_field_is_named_by_both(tmp_path: Path) -> None:
    runs = [
        {"run_id": "a", "customer": {"tier": "gold"}},
        {"run_id": "b", "customer": {"tier": "old"}, "jobs": [{"name": "build"}, {"name": "test"}]},
        {"run_id": "c", "customer.tier": "gold", "customer": {"tier": "old"}},
    ]
    history = reading(import_runs(tmp_path / "home", *runs))
    kept = chosen(history, ALL.choosing("field.customer.tier", ["gold"]))
    assert kept == {"a", "c"}, "a key that is literally the whole name wins"
    names = {one.name for one in own_fields(history).fields}
    assert names == {"customer.tier"}, "nobody chooses runs by things with fields of their own"


def test_offered_fields_are_kept_and_counted_and_what_is_gone_is_told(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    runs = [{"run_id": str(n), "tier": ("gold", "old")[n % 2], "no": n} for n in range(6)]
    import_runs(home.path, *runs)
    assert not [one for one in usable(reading(home.path).about) if one.own]
    with pytest.raises(NotFound, match="No run has a value in a field “tear”"):
        offer_field(home, "tear")
    for _ in range(2):
        offer_field(home, "tier")
    history = reading(home.path)
    assert [one.name for one in usable(history.about) if one.own] == ["field.tier"]
    told = {one.name: (one.runs, one.values, one.most) for one in own_fields(history).fields}
    assert told["tier"] == (6, 2, ("gold", "old"))
    import_runs(home.path, {"run_id": "else"}, name="more.json")
    assert [one.name for one in usable(reading(home.path).about) if one.own] == ["field.tier"]
    withdraw_field(home, "tier")
    with pytest.raises(NotFound):
        withdraw_field(home, "tier")
    assert len(chosen(reading(home.path), ALL.choosing("field.tier", ["gold"]))) == 3


def test_sets_are_compared_by_offered_fields_wherever_they_stand(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    runs = [
        {
            "run_id": str(n),
            "status": "failed" if n % 6 == 0 else "completed",
            "error_message": "It failed" if n % 6 == 0 else None,
            "customer": {"tier": "gold" if (n % 18 < 12) == (n % 6 == 0) else "old"},
            "labels": ["vip", "new"] if n % 6 == 0 and n % 18 < 12 else ["new"],
        }
        for n in range(240)
    ]
    import_runs(home.path, *runs)

    def real() -> dict[tuple[str, str], tuple[int, int]]:
        answer = compare(reading(home.path), ALL)
        every = [one for found in answer.real for one in (found.candidate, *found.same)]
        assert {one.dimension for one in every} <= {one.attribute.name for one in every}
        return {(one.attribute.name, one.shown): (one.a, one.b) for one in every}

    assert not real()
    for name in ("customer.tier", "labels"):
        offer_field(home, name)
    found = real()
    failed = [run for run in runs if run["status"] == "failed"]
    vip = sum("vip" in run["labels"] for run in failed)
    assert found["field.labels", "vip"] == (0, vip)
    assert found["field.customer.tier", "gold"][1] == sum(
        run["customer"] == {"tier": "gold"} for run in failed
    )


def test_a_set_is_named_by_a_field_that_reads_from_right_to_left(odd: History) -> None:
    told = set_name(odd, ALL.choosing(f"field.{HOSTILE[12]}", ["gold"]), judged=False)
    assert told == f"runs with \u2068{HOSTILE[12]}\u2069 gold"

"""The islands of values that runs carry, whether these are mingled or follow one another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.store.derived.carried import carry
from dashboard.store.derived.derived_changes import islands
from dashboard.store.derived.spans import AWAY
from dashboard.store.derived.stretches import Island
from dashboard.store.tables import CREATE_HISTORY

START = datetime(2026, 3, 1, tzinfo=UTC)
Runs = Sequence[tuple[int, str]]


def found(runs: Runs) -> list[Island]:
    """The islands of one worker's models; runs: when each was created, in minutes, and its
    model."""
    with duckdb.connect() as connection:
        connection.execute(f"SET TimeZone = 'UTC'; {CREATE_HISTORY}")
        connection.execute(
            """INSERT INTO runs BY NAME
            SELECT 'r' || n AS run_id, 'w' AS worker_id, model,
                $start::TIMESTAMPTZ + to_minutes(minute) AS created_at
            FROM (SELECT unnest($at::INTEGER[]) AS minute, unnest($models::VARCHAR[]) AS model,
                generate_subscripts($at::INTEGER[], 1) AS n)""",
            {"start": START, "at": [at for at, _ in runs], "models": [model for _, model in runs]},
        )
        carry(connection)
        return [one for _, own in islands(connection, "model", {}) for kind in own for one in kind]


def expected(runs: Runs) -> list[Island]:
    """The same by the definition of an island, where no two models are of one time."""
    order = sorted(runs)
    begun: dict[str, list[list[int]]] = {}
    for place, (_, model) in enumerate(order):
        own = begun.setdefault(model, [])
        if not own or place - own[-1][-1] > AWAY:
            own.append([])
        own[-1].append(place)

    def at(place: int) -> datetime | None:
        inside = 0 <= place < len(order)
        return START + timedelta(minutes=order[place][0]) if inside else None

    return [
        Island(
            model, model, own[0], own[-1] + 1, len(own),
            at(own[0]) or START, at(own[-1]) or START, at(own[0] - 1), at(own[-1] + 1),
        )
        for model in sorted(begun) if len(begun) > 1
        for own in begun[model]
    ]  # fmt: skip


times = st.lists(st.integers(0, 500), min_size=1, max_size=40, unique=True)


@settings(max_examples=25, deadline=None)
@given(times, st.lists(st.sampled_from("abc"), min_size=40, max_size=40))
def test_mingled_values(at: list[int], models: list[str]) -> None:
    runs = list(zip(at, models, strict=False))
    assert found(runs) == expected(runs)


@settings(max_examples=25, deadline=None)
@given(times, st.lists(st.integers(0, 40), max_size=3))
def test_values_that_follow_one_another(at: list[int], ends: list[int]) -> None:
    runs = [(one, "dbca"[sum(n >= end for end in ends)]) for n, one in enumerate(sorted(at))]
    assert found(runs) == expected(runs)


def test_a_value_that_begins_when_another_ends_is_mingled_with_it() -> None:
    runs = [(0, "a"), (1, "a"), (2, "a"), (2, "b"), (3, "b")]
    of_a, of_b = found(runs)
    assert (of_a.place, of_a.end, of_b.place, of_b.end) == (0, 3, 3, 5)
    of_a, of_b = found([*runs, (2, "b"), (2, "a")])  # those of one time alternate
    assert (of_a.place, of_a.end, of_b.place, of_b.end) == (0, 5, 3, 7)

"""What a question means in ClickHouse, rewrite by rewrite, on its engine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from clickhouse_connect.driver.client import Client

from dashboard.store.clickhouse.answers import rows_of
from dashboard.store.clickhouse.bound import given, type_of
from dashboard.store.clickhouse.translation import translated
from tests.store.clickhouse.copied import engine

AT = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
BERLIN = {"zone": "Europe/Berlin", "at": AT}


@pytest.fixture(scope="module")
def client() -> Client:
    return engine()


def answer(client: Client, sql: str, views: dict[str, str] | None = None, **values: Any) -> Any:
    """The first value of the first row."""
    types = {name: type_of(value) for name, value in values.items()}
    bound = {name: given(value) for name, value in values.items() if value is not None}
    found = client.query(translated(sql, types, views or {}), parameters=bound)
    (row, *_) = rows_of(found.column_names, found.column_types, found.result_rows)
    return next(iter(row.values()))


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        # Lists: one that is NULL is none, and not one that holds nothing.
        ("SELECT len(CASE WHEN 1 = 2 THEN ['a'] END)", None),
        ("SELECT CASE WHEN 1 = 2 THEN ['a'] END", None),
        ("SELECT len(list_filter(['a', 'b'], lambda one: one = 'a'))", 1),
        ("SELECT coalesce(CASE WHEN 1 = 2 THEN ['a'] END, ['b'])", ["b"]),
        ("SELECT ['a', 'b'][2]", "b"),
        ("SELECT list_position(['a'], 'b')", None),
        ("SELECT list_has_any([NULL, 'a'], [NULL, 'b'])", False),
        ("SELECT plain_names([' b', 'B', 'a'])", ["a", "b"]),
        ("SELECT list(x ORDER BY n DESC) FROM (SELECT 'a' AS x, 1 AS n UNION SELECT 'b', 2)",
         ["b", "a"]),
        ("SELECT list(x) FROM (SELECT 'a' AS x) WHERE 1 = 2", None),
        ("SELECT count(*) FROM (SELECT unnest([1, 2]) AS a, unnest([3, 4]) AS b)", 2),
        # Numbers that are no flags, and flags that are no numbers.
        ("SELECT CASE WHEN 1 = 1 THEN 1 ELSE 2 END", 1),
        ("SELECT bool_or(x = 1) FROM (SELECT 1 AS x)", True),
        ("SELECT sum(x) FILTER (x > 5) FROM (SELECT 1 AS x)", None),
        ("SELECT count(*) FILTER (x > 5) FROM (SELECT 1 AS x)", 0),
        ("SELECT quantile_disc(x, [0.5]) FROM (SELECT unnest([4.0, 1.0, 3.5, 2.0]) AS x)", [2.0]),
        # Texts.
        ("SELECT lower('ÄÖ')", "äö"),
        ("SELECT left('äöü', 2)", "äö"),
        ("SELECT concat_ws(' ', 'a', NULL, 'b')", "a b"),
        ("SELECT md5('a')", "0cc175b9c0f1b6a831c399e269772661"),
        ("SELECT '[\"ann\",null]' ->> 1", None),
        ("SELECT '[\"ann\",\"t\"]' ->> 1", "t"),
        ("SELECT {'a': 1, 'b': 'x'}", {"a": 1, "b": "x"}),
    ],
)  # fmt: skip
def test_an_expression_means_what_it_does_in_duckdb(
    client: Client, sql: str, expected: object
) -> None:
    found = answer(client, sql)
    assert found == expected and type(found) is type(expected), sql


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT $at", AT),
        ("SELECT $at AT TIME ZONE $zone", datetime(2026, 11, 17, 0, 30)),
        ("SELECT ($at AT TIME ZONE $zone)::DATE", date(2026, 11, 17)),
        ("SELECT bucket($at, 'week', $zone)", datetime(2026, 11, 16)),
        ("SELECT instant($at, 'hour', $zone)", datetime(2026, 11, 16, 23, tzinfo=UTC)),
        ("SELECT timezone($zone, timezone($zone, $at))", AT),
    ],
)
def test_moments_and_clocks_are_told_apart(client: Client, sql: str, expected: object) -> None:
    assert answer(client, sql, **BERLIN if "$zone" in sql else {"at": AT}) == expected


def test_a_bound_text_is_never_sql(client: Client) -> None:
    for text in ("O'Brien \\ \n", "'; DROP TABLE runs; --", "$zone {zone:String}"):
        assert answer(client, "SELECT $text", text=text) == text


def test_a_view_is_read_where_its_name_stands(client: Client) -> None:
    assert answer(client, "SELECT a FROM held", {"held": "SELECT 'x' AS a"}) == "x"

"""What an address of a store says, and what is said of one that can't be read."""

from __future__ import annotations

import pytest

from dashboard.errors import UserError
from dashboard.store.clickhouse.address import named_store, store_address


@pytest.mark.parametrize(
    ("text", "told", "secure"),
    [
        (
            "clickhouse://ann:pa%40ss@db.example:8443/runs",
            "clickhouse://ann@db.example:8443/runs",
            1,
        ),
        ("clickhouse://db.example/runs", "clickhouse://default@db.example:8443/runs", 1),
        ("clickhouse://ann@127.0.0.1:8123/r_2", "clickhouse://ann@127.0.0.1:8123/r_2", 0),
        ("clickhouse://ann@[::1]:8123/runs/", "clickhouse://ann@[::1]:8123/runs", 0),
        ("chdb://memory", "chdb://memory", 0),
        ("chdb:///data/runs", "chdb:///data/runs", 0),
    ],
)
def test_an_address_is_told_without_its_password(text: str, told: str, secure: int) -> None:
    address = store_address(text)
    assert (str(address), address.secure) == (told, bool(secure))
    assert "pa@ss" not in repr(address) and "pa%40ss" not in repr(address)


def test_the_password_may_stand_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKER_RUNS_STORE", "clickhouse://ann@h/runs")
    monkeypatch.setenv("WORKER_RUNS_STORE_PASSWORD", "secret/with:signs@")
    found = named_store()
    assert found and found.password == "secret/with:signs@"  # noqa: S105
    assert store_address("clickhouse://ann:own@h/runs", "other").password == "own"  # noqa: S105


@pytest.mark.parametrize(
    "text",
    [
        "postgres://ann:hidden@h/runs", "clickhouse://ann:hidden@h:port/runs",
        "clickhouse://ann:hidden@/runs", "clickhouse://ann:hidden@h:8443",
        "clickhouse://ann:hidden@h:8443/", "clickhouse://ann:hidden@h/runs;DROP",
        "clickhouse://ann:hidden@h/a/b", "clickhouse://ann:hidden@h/runs?secure=1", "hidden",
        "chdb://", "clickhouse://ann:hidden@h/1runs", "clickhouse://[hidden/runs",
    ],
)  # fmt: skip
def test_an_address_that_cant_be_read_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(UserError) as caught:
        store_address(text)
    assert "hidden" not in str(caught.value)
    assert "clickhouse://user@host:8443/runs" in caught.value.remedy
    assert caught.value.__cause__ is None


def test_without_a_name_there_is_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKER_RUNS_STORE", " ")
    assert named_store() is None

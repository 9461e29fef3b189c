"""Reading a CSV as columns gives the very tables that reading its rows one by one gives."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.sources.tables import cell_pieces
from dashboard.sources.tables.spool import Kept
from dashboard.store.reading.open_histories import current
from dashboard.store.tables import RUN_NAMES
from dashboard.store.workspace.home import Home
from dashboard.store.writing.columnar import portions, reading
from tests.store.writing.columnar.csv_oddities import COLUMNS, ODDITIES, line, plain
from tests.store.writing.columnar.same import FEW, as_columns, assert_same, is_of_columns

SIGNS = (",", ";", "\t")
HEADS = ("{}", "\ufeff{}", "Runs of March\n\n{}", "sep=,\n{}")
ENDS = ("", "Total{}{}12\n", "\n  \n")


def written(lines: list[str], sign: str = ",", head: str = "{}", end: str = "\n") -> bytes:
    names = line({name: name for name in COLUMNS}, sign)
    text = end.join([head.format(names), *lines, ""])
    return text.encode("utf-8", "surrogateescape")


def plain_lines(count: int, sign: str = ",") -> list[str]:
    return [line(plain(n), sign) for n in range(count)]


@pytest.mark.parametrize(("sign", "end"), [(",", "\n"), (";", "\r\n"), ("\t", "\n")])
def test_every_oddity_among_plain_rows(tmp_path: Path, sign: str, end: str) -> None:
    odd = [change(plain(n) | {"run_id": f"odd-{n}"}, sign) for n, change in enumerate(ODDITIES)]
    both = [text for pair in zip(plain_lines(len(odd), sign), odd, strict=True) for text in pair]
    found = assert_same(tmp_path, written(both, sign, end=end), name="runs.csv")
    assert len(found["rejects"]) > 50


def test_a_link_that_tells_no_task_from_another_names_none(tmp_path: Path) -> None:
    links = {
        "Open": None, "View in Jira ↗": None, "Öffnen…": None, "見る": None, "Ann’s task": None,
        "https://t.example": "https://t.example", "T1": "T1", "clean-up": "clean-up", "#a": "#a",
        "/a": "/a", "a_b": "a_b",
    }  # fmt: skip
    lines = [f"{n},ok,2026-03-01T10:00:00Z,{link}\n" for n, link in enumerate(links)]
    text = "Run ID,Status,Created,Task link\n" + "".join(lines)
    assert_same(tmp_path, text.encode(), name="runs.csv")
    history = current(Home(tmp_path / "columns"))
    assert history
    rows = history.reader.rows("SELECT task_url, task_id FROM history.runs", {})
    assert {row["task_url"]: row["task_id"] for row in rows} == links


numbers = st.integers(0, 199)


@FEW
@given(st.data())
def test_any_mixture(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    sign = data.draw(st.sampled_from(SIGNS))
    odd = st.builds(lambda change, n: change(plain(n), sign), st.sampled_from(ODDITIES), numbers)
    text = st.one_of(*[numbers.map(lambda n: line(plain(n), sign))] * 5, odd)
    head, end = data.draw(st.sampled_from(HEADS[:3])), data.draw(st.sampled_from(["\n", "\r\n"]))
    last = data.draw(st.sampled_from(ENDS)).format(sign, sign * (len(COLUMNS) - 2)).encode()
    files = data.draw(st.lists(st.lists(text, max_size=60), min_size=1, max_size=2))
    texts = [written(plain_lines(5, sign) + lines, sign, head, end) + last for lines in files]
    folder = tmp_path_factory.mktemp("any")
    for place, of_file in enumerate(texts):
        (folder / f"{place}.csv").write_bytes(of_file)
        assume(is_of_columns(folder / f"{place}.csv"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cell_pieces, "PIECE", data.draw(st.sampled_from([300, 5000, 1 << 19])))
        patch.setattr(portions, "BATCH_ROWS", data.draw(st.sampled_from([1, 7, 1 << 13])))
        patch.setattr(reading, "BEGINNING", data.draw(st.sampled_from([10_000, 1 << 25])))
        patch.setattr(reading, "PORTION", data.draw(st.sampled_from([10_000, 1 << 25])))
        assert_same(folder, *texts, name="runs.csv")


@FEW
@given(st.data())
def test_order_splits_and_repetitions_make_no_difference(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(numbers, min_size=10, max_size=60, unique=True))
    shuffled = data.draw(st.permutations(chosen + data.draw(st.lists(st.sampled_from(chosen)))))
    cuts = sorted(data.draw(st.lists(st.integers(1, len(shuffled) - 1), max_size=2, unique=True)))
    parts = [shuffled[a:b] for a, b in pairwise([0, *cuts, len(shuffled)])]
    folder = tmp_path_factory.mktemp("order")
    found = []
    for name, files in (("whole", [chosen]), ("parts", parts)):
        path, home = folder / f"{name}.csv", Home(folder / name)
        for of_file in files:
            # All say the same of themselves, so that no file is newer than another.
            lines = [line(plain(n) | {"started_at": "2026-03-01T00:00:00Z"}, ",") for n in of_file]
            path.write_bytes(written(lines))
            as_columns(home, path)
        history = current(home)
        assert history
        names = ", ".join(RUN_NAMES)
        found.append(history.reader.rows(f"SELECT {names} FROM history.runs ORDER BY run_id", {}))
    assert found[0] == found[1]


def test_most_rows_are_read_as_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside, add = list[int](), Kept.add

    def noted(kept: Kept, number: int, *more: Any) -> None:
        aside.append(number)
        add(kept, number, *more)

    monkeypatch.setattr(Kept, "add", noted)
    path = tmp_path / "runs.csv"
    path.write_bytes(written([*plain_lines(200), "short"]))
    lines = path.read_text().count("\n")
    as_columns(Home(tmp_path / "home"), path)
    assert aside == [lines]

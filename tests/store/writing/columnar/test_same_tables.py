"""Reading runs as columns gives the very tables that reading them one by one gives."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.records import line_sources
from dashboard.sources.tables import line_pieces
from dashboard.sources.tables.spool import Kept
from dashboard.store.reading.open_histories import current
from dashboard.store.tables import RUN_NAMES
from dashboard.store.workspace.home import Home
from dashboard.store.writing.columnar import portions, reading
from tests.store.writing.columnar.oddities import ODDITIES, line, plain
from tests.store.writing.columnar.same import FEW, as_columns, assert_same


def written(lines: list[str]) -> bytes:
    return "".join(f"{text}\n" for text in lines).encode("utf-8", "surrogatepass")


PLAIN = [line(plain(n)) for n in range(60)]


@pytest.mark.parametrize("sample", [20, 1000])
def test_every_oddity_among_plain_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: int
) -> None:
    monkeypatch.setattr(line_sources, "_SAMPLE", sample)
    odd = [change(plain(n) | {"run_id": f"odd-{n}"}) for n, change in enumerate(ODDITIES)]
    both = [text for pair in zip(PLAIN * 9, odd, strict=False) for text in pair]
    found = assert_same(tmp_path, written(PLAIN + both))
    assert len(found["rejects"]) > 50


@FEW
@given(st.data())
def test_any_mixture(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    odd = st.builds(lambda change, n: change(plain(n)), st.sampled_from(ODDITIES), numbers)
    text = st.one_of(*[numbers.map(lambda n: line(plain(n)))] * 5, odd)
    files = data.draw(st.lists(st.lists(text, max_size=60), min_size=1, max_size=2))
    texts = [written(PLAIN[:5] + lines) for lines in files]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_pieces, "PIECE", data.draw(st.sampled_from([300, 5000, 1 << 19])))
        patch.setattr(portions, "BATCH_ROWS", data.draw(st.sampled_from([1, 7, 1 << 13])))
        patch.setattr(reading, "BEGINNING", data.draw(st.sampled_from([10_000, 1 << 25])))
        patch.setattr(reading, "PORTION", data.draw(st.sampled_from([10_000, 1 << 25])))
        assert_same(tmp_path_factory.mktemp("any"), *texts)


numbers = st.integers(0, 199)


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
        path = folder / f"{name}.ndjson"
        home = Home(folder / name)
        for numbers_of_file in files:
            # All say the same of themselves, so that no file is newer than another.
            path.write_bytes(written([line(plain(n) | FULL) for n in numbers_of_file]))
            as_columns(home, path)
        history = current(home)
        assert history
        names = ", ".join(RUN_NAMES)
        found.append(history.reader.rows(f"SELECT {names} FROM history.runs ORDER BY run_id", {}))
    assert found[0] == found[1]


FULL = {"started_at": "2026-03-01T00:00:00Z", "region": "north", "duration_ms": 5, "effects": []}


OFTEN: tuple[dict[str, Any], ...] = (
    {},
    {"cost": 0.123456789012345678, "duration_ms": 1234.5678901234567, "score": 1.5e-7},
    {"region": 0.98765432109876543, "latency": 1.25},
    {"region": {"env": "prod", "tags": ["a", 1, None], "say": '"you": b'}},
    {"region": ["a", "b"]},
    {"region": 'say "you": b'},
    {"created_at": "2026-03-01T10:00:00.1234567Z", "finished_at": "2026-03-02T10:00:00.5Z"},
    {"tools_called": [{"name": "find", "arguments": {"id": 5, "sum": 1.5}, "took": 12}]},
    {"tools_called": [{"wrote": True, "error": None, "name": "find"}]},
    {"output_text": '{"answer": 1.50}'},
    {"output_text": "[draft] 1"},
    {"worker": "12.50", "record_id": 1.5},
)
"""What is common in exports, if not in the plainest ones."""


def test_most_rows_are_read_as_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside, add = list[int](), Kept.add

    def noted(kept: Kept, number: int, *more: Any) -> None:
        aside.append(number)
        add(kept, number, *more)

    monkeypatch.setattr(Kept, "add", noted)
    path = tmp_path / "runs.ndjson"
    rows = [plain(n) | OFTEN[n % len(OFTEN)] for n in range(200)]
    path.write_bytes(written([*map(line, rows), "{"]))
    as_columns(Home(tmp_path / "home"), path)
    assert aside == [201]

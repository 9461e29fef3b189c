"""Records of a CSV that are told by their bytes are those that the exact reader finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dashboard.errors import ExportRefused
from dashboard.sources.files.files import TextFile
from dashboard.sources.raw import delimited_records
from dashboard.sources.raw.raw import Fault, RawRow
from dashboard.sources.tables import cell_pieces
from dashboard.sources.tables.cell_pieces import Aside
from dashboard.sources.tables.delimited import DelimitedTable
from dashboard.sources.tables.headings import headings, likely
from dashboard.sources.tables.spool import CellSpool

Rows = list[RawRow | Fault]

HEAD = "run_id,status,created_at,worker\n"
PLAIN = 'r1,ok,2026-01-01T00:00:00Z,"Ann, Bo"\n'


def opened(path: Path) -> DelimitedTable:
    file = TextFile(path, path.name)
    return DelimitedTable(file, likely(headings(file)), restore=True)


def in_pieces(table: DelimitedTable, data: bytes) -> tuple[Rows, int]:
    """The rows as pieces and what was set aside give them, and how many were set aside."""
    cells = table.pieces()
    assert cells
    found, aside, spool, seen = list[RawRow | Fault](), list[Aside](), CellSpool(table), [b""]
    for piece in cells.pieces(seen.append):
        if isinstance(piece, Aside):
            aside.append(piece)
            continue
        for row in piece.to_pylist():
            values = [row[f"c{place}"] or "" for place in range(len(table.header))]
            if any(map(str.strip, values)):
                found.append(RawRow(row["number"], dict(zip(table.header, values, strict=True))))
            else:  # as the store does with rows without an id
                text = data[row["place"] : row["place"] + row["size"]]
                aside.append(Aside(row["number"], text))
    for one in sorted(aside):
        spool.kept.add(*one)
    assert b"".join(seen) == data
    return sorted([*found, *spool.rows()], key=lambda row: row.line), len(spool.kept)


def assert_same(path: Path, data: bytes) -> int:
    """Both ways give the same rows; gives how many of them were read exactly."""
    path.write_bytes(data)
    try:
        table = opened(path)
        rows = list(table.rows())
    except ExportRefused:
        return 0
    if table.pieces() is None:  # its quotes stand otherwise: all of it is read exactly
        return len(rows)
    found, aside = in_pieces(table, data)
    assert found == rows
    return aside


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cells") / "runs.csv"


signs = st.text(st.sampled_from("aé\",\n\r'= \0;"), max_size=12).map(str.encode)
parts = st.one_of(
    signs,
    st.just(PLAIN.encode()),
    st.lists(signs, min_size=3, max_size=3).map(b",".join).map(lambda text: text + b",x\n"),
    st.sampled_from(
        [b"\xff", b"\xed\xa0\x80", b"\r\n", b'"a\nb",', b'""",', b"Total,,3\n", b"'=1,"]
    ),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(parts, max_size=14).map(b"".join),
    st.sampled_from([3, 7, 40, 1 << 19]),
    st.sampled_from([20, 1 << 22]),
    st.sampled_from([2, 3, 10_000]),
    st.sampled_from([HEAD, "\ufeff" + HEAD, HEAD.replace("\n", "\r\n"), "Title\n\n" + HEAD]),
)
@example(b'","', 3, 20, 2, HEAD)
@example(b";,;,;,,;,x", 3, 20, 2, "Title\n\n" + HEAD)
@example(b'a,"\n' + PLAIN.encode() * 3, 1 << 19, 1 << 22, 3, HEAD)
def test_any_signs(path: Path, data: bytes, piece: int, held: int, far: int, head: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cell_pieces, "PIECE", piece)
        patch.setattr(cell_pieces, "HELD", held)
        patch.setattr(delimited_records, "LOOK_AHEAD", far)
        assert_same(path, head.encode() + data)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_plain_is_not_set_aside(path: Path, end: str) -> None:
    rows = (
        'r1,ok,"a\nb","Ann, ""Bo"""\n',
        'r2,"",,Ø\n',
        '"r3",ok,"x",""""\n',
        "r4,o k, x ,y'\n",
    )
    text = HEAD + "".join(rows) * 50
    data = text.replace("\n", end).encode()
    assert assert_same(path, data) == 0
    assert assert_same(path, data.removesuffix(end.encode())) == 1  # the last


def test_a_quote_too_many_spoils_no_other_row(path: Path) -> None:
    rows = [PLAIN.replace("r1", f"r{n}") for n in range(40)]
    rows[20] = 'r20,o"k,2026-01-01T00:00:00Z,"5" screen"\n'
    assert assert_same(path, (HEAD + "".join(rows)).encode()) == 1
    rows[20] = 'r20,ok,2026-01-01T00:00:00Z,"never closed\n'
    assert assert_same(path, (HEAD + "".join(rows)).encode()) == 1


def test_quotes_that_never_close_are_followed_less_far(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited_records, "LOOK_AHEAD", 30)
    endless = 'r,ok,,"endless\n' + "r,ok,,x\n" * 40
    text = HEAD + endless * 102 + 'r,ok,,"' + "many\n" * 20 + '"\n'
    assert_same(path, text.encode())

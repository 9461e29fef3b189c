"""Exports that are compressed as a whole."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from dashboard.sources.files.locating import located
from dashboard.sources.files.unpacking.limits import Limits
from tests.reading import HEADER, ROW, read, written
from tests.sources.packed import COMPRESSED

CSV = f"{HEADER}\n{ROW}\nb,ok,yesterday\n".encode()
NDJSON = json.dumps({"run_id": "a", "status": "ok", "created_at": "2026-11-16T09:10:00Z"})
each_kind = pytest.mark.parametrize("suffix", COMPRESSED)


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(ExportRefused) as refused:
        if limits is None:
            read(path)
        else:
            with located(path, limits):
                pass
    return str(refused.value)


@each_kind
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("runs.csv", CSV),
        ("runs.tsv", CSV.replace(b",", b"\t")),
        ("runs.ndjson", f'{NDJSON}\n\n{{"run_id": "b"}}\n'.encode()),
        ("runs.json", f'[{NDJSON},\n\n{{"run_id": "b"}}]'.encode()),
        ("runs", CSV),
        ("runs.csv", CSV.decode().encode("utf-16")),
    ],
)
def test_what_is_compressed_is_read_and_keeps_its_name_and_lines(
    tmp_path: Path, suffix: str, name: str, content: bytes
) -> None:
    found = read(written(tmp_path, COMPRESSED[suffix](content), name + suffix))
    assert found.ids == ["a"]
    [rejected] = found.rejected
    assert (rejected.file, rejected.line) == (name + suffix, 3)
    assert found.export.name == str(tmp_path / (name + suffix)) and not found.export.notices


@each_kind
def test_the_same_rows_are_the_same_export_packed_or_not(tmp_path: Path, suffix: str) -> None:
    plain = read(written(tmp_path, CSV, "runs.csv")).export
    packed = read(written(tmp_path, COMPRESSED[suffix](CSV), f"runs.csv{suffix}")).export
    assert packed.fingerprint == plain.fingerprint


@each_kind
def test_a_name_that_says_something_else_is_told(tmp_path: Path, suffix: str) -> None:
    found = read(written(tmp_path, COMPRESSED[suffix](CSV), "runs.csv"))
    assert found.ids == ["a"]
    assert "runs.csv is compressed with" in found.export.notices[0]
    assert not read(written(tmp_path, COMPRESSED[suffix](CSV), "download")).export.notices


@each_kind
def test_what_breaks_off_is_refused_wherever_it_does(tmp_path: Path, suffix: str) -> None:
    rows = b"".join(b"r%d,ok,2026-11-16T09:10:00Z\n" % n for n in range(9_000))
    whole = COMPRESSED[suffix](CSV + rows)
    for left in (len(whole) // 9, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        said = refusal(written(tmp_path, whole[:left], f"runs.csv{suffix}"))
        assert "breaks off" in said and "download it again" in said


@each_kind
def test_what_is_damaged_is_refused(tmp_path: Path, suffix: str) -> None:
    rows = b"".join(b"r%d,ok,2026-11-16T09:10:00Z\n" % n for n in range(9_000))
    whole = bytearray(COMPRESSED[suffix](CSV + rows))
    for place in (len(whole) // 3, len(whole) // 2):
        whole[place] ^= 0x55
    assert "damaged" in refusal(written(tmp_path, bytes(whole), f"runs.csv{suffix}"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
        (b"Obj\x01\x04\x16avro.schema\xca\x02{}", "an Avro file"),
        (b"\x04\x22\x4d\x18data", "compressed with LZ4"),
        (b"\x0a\xf2\x01\x0a\x1c\x0a\x1a\x0a\x0cservice\x12\x0a\x0a\x08bot\x12\x1d", "binary data"),
        (b"", "no rows"),
        (HEADER.encode(), "no rows"),
        (bytes(range(256)), "binary"),
        (b"a,b\n1,2\n", "any known format. Found: a, b"),
    ],
)
def test_what_is_no_export_is_refused_as_if_it_were_not_packed(
    tmp_path: Path, content: bytes, says: str
) -> None:
    assert says in refusal(written(tmp_path, gzip.compress(content), "runs.csv.gz"))


def test_wrappings_within_each_other_come_off_but_not_without_end(tmp_path: Path) -> None:
    twice = COMPRESSED[".xz"](gzip.compress(CSV))
    assert read(written(tmp_path, twice, "runs.csv.gz.xz")).ids == ["a"]
    often = CSV
    for _ in range(6):
        often = gzip.compress(often)
    assert "more than 3 times" in refusal(written(tmp_path, often, "runs.csv.gz"))


def test_members_one_behind_the_other_are_one_file(tmp_path: Path) -> None:
    parts = [gzip.compress(part) for part in (CSV, b"c,ok,2026-11-16T09:10:00Z\n")]
    assert read(written(tmp_path, b"".join(parts), "runs.csv.gz")).ids == ["a", "c"]


@each_kind
def test_a_bomb_is_refused_at_the_limit(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path, COMPRESSED[suffix](b"a" * 30_000_000), f"runs.csv{suffix}")
    said = refusal(path, Limits(small=1_000_000, ratio=10))
    assert "larger than 1 MB, 10 times its size" in said
    assert "larger than 2 MB, and" in refusal(path, Limits(written=2_000_000))


def test_a_disk_that_would_be_full_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(CSV), "runs.csv.gz")
    said = refusal(path, Limits(free=1 << 60))
    assert "of the disk" in said and "TMPDIR" in said

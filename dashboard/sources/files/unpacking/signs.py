"""What a file is, told by how it begins, whatever it is called."""

from __future__ import annotations

import re

from dashboard.sources.files.unpacking.sql_text import HEADS

STREAMS = frozenset(("gzip", "bzip2", "xz", "zstd"))
"""What a file may be compressed with as a whole."""
OF_STREAMS = (".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd")
SUFFIXES = (*OF_STREAMS, ".zip", ".tar", ".tgz", ".eval", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods",
            ".parquet", ".db", ".sqlite", ".sqlite3")  # fmt: skip
"""How the names of files end that can be unpacked."""

_WRAPPED: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # one without entries
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),  # an old one, or one with a password
    (b"SQLite format 3\x00", "database"),
    (b"PAR1", "Parquet"),
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"ARROW1", "an Arrow file"),
    (b"Obj\x01", "an Avro file"),
    (b"\x04\x22\x4d\x18", "compressed with LZ4"),
)
_CONTROLS = re.compile(rb"[\x00\x10-\x1a]")
"""Bytes that stand in no text, but for an odd one. Those that separate what stands within cells, as
Hive writes lists in lists, are not among them."""


_DUMP = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:\s|--[^\n]*\n|\#[^\n]*\n|/\*(?!!)(?:[^*]|\*(?!/))*+\*/)*+
    (?:COPY\s+[^(\n]+\([^\n]*\)\s+FROM\s+stdin
      |SET\s+(?:\w+\s*(?:=|TO\b)|NAMES\s|@|(?:IDENTITY_INSERT|ANSI_NULLS|QUOTED_IDENTIFIER|NOCOUNT)\s)
      |\\restrict\s|\\connect\s|/\*!\d|PRAGMA\s+\w+\s*=
      |BEGIN(?:\s+TRANSACTION)?;|START\s+TRANSACTION;|LOCK\s+TABLES\s
      |USE\s+(?:[`\[][^\n;]*[`\]]|\w+\s*(?:;|\r?\nGO\s))
      |DELIMITER\s|%s)"""
    % HEADS.encode(),
    re.VERBOSE | re.IGNORECASE,
)

_PAGE = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*\?>|<!--.*?-->)*
    <(?:!doctype\s+html|html|head|meta|body|table|(?:\w+:)?workbook)\b""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


_YAML = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:\s|%YAML[^\n]*\n|---[ \t]*\n|\#[^\n]*\n|[\w-]+:[ \t]*\r?\n)*
    -[ \t]+[\w.-]+:(?:[ \t][^\n]*)?\n[ ]+[\w.-]+:""",
    re.VERBOSE,
)
"""A list of keys and values in lines."""


def unicode_of(start: bytes) -> str | None:
    """What a text is in whose beginning tells for certain that it is not UTF-8: UTF-32 by its mark,
    UTF-16 without one by the zeros between Latin letters. None of all others."""
    if start.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    pairs = len(start) // 2
    first, second = start[: 2 * pairs : 2].count(0), start[1 : 2 * pairs : 2].count(0)
    if first == 0 and second > 0.8 * pairs:
        return "utf-16-le"
    return "utf-16-be" if second == 0 and first > 0.8 * pairs else None


def wrapping(start: bytes) -> str | None:
    """What the file is wrapped in that begins so: one of STREAMS, "zip", "tar", "workbook",
    "database", "Parquet", "dump" or "page"; None if in nothing."""
    found = next((kind for sign, kind in _WRAPPED if start.startswith(sign)), None)
    if start[257:262] == b"ustar":
        return "tar"
    return found or ("dump" if _DUMP.match(start) else "page" if _PAGE.match(start) else None)


def foreign(start: bytes) -> str | None:
    """What the file is, if it is nothing that could hold rows: "a PNG picture"."""
    for sign, kind in _FOREIGN:
        if start.startswith(sign):
            return kind
    if start[8:12] == b"DUCK":
        return "a DuckDB database"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or unicode_of(start):
        return None  # UTF-16 or UTF-32, which are full of zero bytes
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|\?xml)", start, re.IGNORECASE):
        return "an XML document"
    if _YAML.match(start):
        return "YAML"
    header = start.partition(b"\n")[0]
    if b"\x00" in header or start.count(b"\x00") > len(start) // 8:
        return "binary data, or UTF-16 without its mark (BOM)"
    if len(_CONTROLS.findall(start)) > max(2, len(start) // 32):
        return "binary data"
    return None

"""data/SCHEMA.md says what the code does: columns, words, limits, and examples that work."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest

from dashboard.records.canonical import field_kinds
from dashboard.records.convert import TEXT_LIMIT
from dashboard.records.schema import TABLES
from dashboard.records.status_table import WORDS
from dashboard.records.statuses_abroad import ABROAD
from dashboard.sources.mapping.mapping_file import KEYS, builtin, parse_mapping
from dashboard.sources.mapping.recognise import loose
from dashboard.sources.mapping.rules import DURATION_UNITS, EPOCH_UNITS, ORIGINS
from dashboard.sources.raw.delimited_records import LOOK_AHEAD
from dashboard.sources.raw.json_text import DEEPEST
from dashboard.sources.raw.raw import MOST_COLUMNS, RESERVED

DATA = Path(__file__).resolve().parents[2] / "data"
PAGE = (DATA / "SCHEMA.md").read_text("utf-8")
TOML = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_as_declared(table: str) -> None:
    for column in TABLES[table]:
        words = f" One of: {', '.join(column.words)}." if column.words else ""
        required = " **Required.**" if column.required else ""
        assert f"| `{column.name}` | {column.kind} | {column.about}{words}{required} |" in PAGE


def test_no_column_is_described_that_does_not_exist() -> None:
    described = re.findall(
        r"^\| `(\w+)` \| (?:text|word|time|number|integer|list|json)", PAGE, re.M
    )
    assert sorted(described) == sorted(c.name for columns in TABLES.values() for c in columns)


def test_the_status_table_is_the_one_in_force() -> None:
    for status, words in [*WORDS.items(), *ABROAD.items()]:
        assert f"| `{status}` | {', '.join(words)} |" in PAGE


def test_the_limits_are_the_ones_in_force() -> None:
    assert f"| {TEXT_LIMIT:,}; what is longer is cut" in PAGE
    assert f"span | {LOOK_AHEAD:,} |" in PAGE
    assert f"JSON file | {MOST_COLUMNS:,}; more are refused |" in PAGE
    assert f"in JSON | {DEEPEST}; a row with more" in PAGE


def test_the_page_names_every_key_and_unit_of_a_mapping() -> None:
    keys = set(KEYS) - {"reader"}
    for word in {
        *keys,
        *ORIGINS,
        "with",
        "otherwise",
        "values",
        "decimal",
        "scale",
        "split",
        "where",
        "unless",
        "each",
        "pick",
        "match",
        "format",
        "by",
        "root",
        "order",
        *RESERVED,
    }:
        assert re.search(rf"[`\[]{word}\b|^{word} =", PAGE, re.M), word
    assert ", ".join(EPOCH_UNITS) in PAGE
    assert ", ".join(DURATION_UNITS) in PAGE


def test_the_run_list_answers_to_all_names_on_the_page() -> None:
    mapping = builtin("run_list", field_kinds("runs"))
    known = {path for rule in (mapping.fields or {}).values() for path in rule.paths()}
    section = PAGE[PAGE.index("## Run list") : PAGE.index("## Other systems")]
    for column, others in re.findall(r"^\| ([A-Z][\w ]+) \| (.+) \|$", section, re.M):
        assert {column, *others.split(", ")} <= known
    assert len({loose(name) for name in known}) == len(known)


def test_the_worked_example_is_the_mapping_that_ships() -> None:
    assert (DATA.parent / "dashboard/sources/formats/strategies.toml").read_text(
        "utf-8"
    ).strip() in PAGE


@pytest.mark.parametrize("text", TOML)
def test_every_example_is_a_mapping_that_can_be_read(text: str) -> None:
    document = tomllib.loads(text)
    assert document
    parse_mapping(text, "example.toml", field_kinds("runs"))


@pytest.mark.parametrize("path", sorted((DATA / "templates").glob("*.csv")))
def test_the_templates_have_the_declared_columns_in_order(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    names = [column.name for column in TABLES[path.stem]]
    assert header == [name for name in names if name in header]
    filled = {"raw_status", "time_basis", "extra", "instructions_id"}
    assert set(names) - set(header) <= filled

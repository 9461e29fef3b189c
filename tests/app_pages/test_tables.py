"""Every table of every page writes its whole numbers as the sentences do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.app_pages.opening import read_page, tables


@pytest.mark.parametrize("page", ["trends", "failures", "data"])
def test_whole_numbers_have_commas(sample: Path, page: str) -> None:
    numbers = [
        cell
        for table in tables(read_page(sample, page))
        for row in table.rows
        for cell in row
        if re.fullmatch(r"[\d,]+", cell)
    ]
    assert numbers == [f"{int(cell.replace(',', '')):,}" for cell in numbers]
    assert numbers

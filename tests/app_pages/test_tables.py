"""Every table of every page writes its whole numbers as the sentences do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app_pages.opening import open_page


@pytest.mark.parametrize("page", ["trends", "failures", "changes", "data"])
def test_whole_numbers_have_commas(sample: Path, page: str) -> None:
    seen = 0
    for table in open_page(sample, page).dataframe:
        config = json.loads(table.proto.columns)
        for name in table.value.select_dtypes("number").columns:
            assert config[name]["type_config"]["format"].startswith("%,"), name
            seen += 1
    assert seen

"""The bar of origins names every origin that it holds."""

from __future__ import annotations

import pytest

from dashboard.charts.origins import origins_bar


@pytest.mark.parametrize("runs", [{"unknown": 19, "platform": 0}, {"unknown": 1, "platform": 99}])
def test_every_origin_has_its_name_even_when_there_is_only_one(runs: dict[str, int]) -> None:
    figure = origins_bar(runs)
    assert figure.layout.showlegend is True
    assert [bar.name for bar in figure.data] == [origin for origin, held in runs.items() if held]

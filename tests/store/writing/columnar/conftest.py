"""Here files are read as columns however small they are."""

from __future__ import annotations

import pytest

from dashboard.records import lines


@pytest.fixture(autouse=True)
def _small_ones_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "FEWEST", 0)

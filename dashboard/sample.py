"""Where the sample workspace lies: beside a checkout's package, or inside an installed one."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def sample_folder() -> Path:
    """The folder export of the synthetic sample workspace."""
    return _folder("sample", "sample_workspace")


def next_week_folder() -> Path:
    """The export of the week after, once the sample's findings were decided about."""
    return _folder("next-week", "sample_next_week")


def _folder(checkout: str, installed: str) -> Path:
    beside = PACKAGE.parent / "data" / checkout
    return beside if beside.is_dir() else PACKAGE / installed

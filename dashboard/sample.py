"""Where the sample workspace lies: beside a checkout's package, or inside an installed one."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def sample_folder() -> Path:
    """The folder export of the synthetic sample workspace."""
    checkout = PACKAGE.parent / "data" / "sample"
    return checkout if checkout.is_dir() else PACKAGE / "sample_workspace"

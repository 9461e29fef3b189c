"""What a cell of the wall says: the failure rate of one worker's week, as glyph and number."""

from __future__ import annotations

from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT, Rate
from dashboard.words.values import rate

_LEVELS = ((0.0, "○"), (0.1, "◔"), (0.25, "◑"), (0.5, "◕"), (1.0, "●"))
"""Up to which failure rate a week has which glyph."""
FULL, MOST, STEEP = 0.4, 60, 1.4
"""The failure rate from which a week is as dark as any, how dark that is in percent, and how much
darker weeks stand out from light ones."""


def wall_cell(failure: Rate) -> str:
    """A week's failure rate: "◔ 8.2 %"; of few runs their counts."""
    if failure.value is None:
        return ""
    return f"{glyph(failure)} {rate(failure)}".strip()


def glyph(failure: Rate) -> str:
    """The sign of about how many failed; "" for few runs."""
    if failure.value is None or failure.n < TOO_FEW_FOR_PERCENT:
        return ""
    return next(sign for most, sign in _LEVELS if failure.value <= most)


def depth(failure: Rate) -> int:
    """How dark a week is, in percent; 0 for none or for few runs."""
    if failure.value is None or failure.few:
        return 0
    strength: float = min(1.0, failure.value / FULL) ** STEEP
    return round(MOST * strength)

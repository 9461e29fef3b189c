"""What checks on outputs are called where they are chosen, counted or decided about: the checks
themselves, which take a command a fifth of a second to load, are not needed for it."""

from __future__ import annotations

from dashboard.checks.suspicion import CLAIM, DUPLICATE, FORMAT, INVISIBLE, UNSOURCED

NAMES = {
    INVISIBLE: "not visible in the export",
    DUPLICATE: "repeated comment",
    FORMAT: "requested format missed",
    UNSOURCED: "names what stands in no text of the export",
    CLAIM: "says something was done that no tool call did",
}
"""What a check finds, as a list or a filter names it."""
